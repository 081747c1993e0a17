/** What an event follows from: back over every hop, fsync and wait to the command that began it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { eventLine, parseScriptLine } from '../../../src/script/index.ts';
import type { SimEvent, SimEventType } from '../../../src/sim/index.ts';
import {
  act,
  begin,
  type Cause,
  causesIn,
  chainOf,
  coneOf,
  extendTo,
  isMistake,
  openingOf,
  type Past,
  pastBetween,
  processOf,
  type Timeline,
  zooCfgFor,
} from '../../../src/timeline/index.ts';

const SECOND = 1_000_000;
const LOCK = '/medical/resources/equipment/MRI/lock';

/** The hospital with a write, a held message, a crash, a freeze and an expiry. */
function story(): Timeline {
  const opening = openingOf('hospital');
  if (isMistake(opening)) throw new Error('the hospital opens');
  let run = begin(opening, 1);
  const lines: readonly (readonly [at: number, line: string])[] = [
    [5, `radiology recipe lock ${LOCK}`],
    [6, 'hold PROPOSAL 3 -> 1'],
    [6.1, 'radiology: create /held x'],
    [6.2, 'release PROPOSAL 3 -> 1'],
    [7, 'crash 3'],
    [10, 'start 3'],
    [11, 'client radiology freeze'],
  ];
  for (const [at, line] of lines) {
    const read = parseScriptLine(line);
    if (read.type !== 'command') throw new Error(line);
    const done = act(run, at * SECOND, read.command);
    if (isMistake(done)) throw new Error(line);
    run = done;
  }
  return extendTo(run, 26 * SECOND);
}

let past: readonly Past[];
let events: readonly SimEvent[];
let causes: ReadonlyMap<number, Cause>;
beforeAll(() => {
  past = pastBetween(story(), 0, 26 * SECOND, Infinity);
  events = past.flatMap((turn) => turn.events);
  causes = causesIn(past);
});

const numbersOf = (type: SimEventType): readonly number[] =>
  events.flatMap((event, n) => (event.type === type ? [n] : []));
const eventAt = (n: number | undefined): SimEvent => events[n ?? -1] as SimEvent;

describe('in a whole run', () => {
  test('every event has a cause, and it lies before the event', () => {
    expect(events.length).toBeGreaterThan(900);
    for (let n = 0; n < events.length; n++) {
      const cause = causes.get(n);
      expect(cause, eventLine(n, 0, eventAt(n))).toBeDefined();
      for (const from of cause?.from ?? []) expect(from).toBeLessThan(n);
      if (cause?.how === 'command') expect(cause.command).not.toBeNull();
      else expect(cause?.from.length, eventLine(n, 0, eventAt(n))).toBeGreaterThan(0);
    }
  });

  test('every event can be walked to a command', () => {
    for (let n = 0; n < events.length; n++) {
      const root = chainOf(causes, n).at(-1) as number;
      expect(causes.get(root)?.how).toBe('command');
    }
  });

  test('a message arrives because it was sent, and is sent by the process that was set off', () => {
    for (const n of numbersOf('messageDelivered')) {
      const sent = eventAt(causes.get(n)?.from.at(-1));
      expect(sent.type).toBe('messageSent');
      expect('id' in sent && sent.id).toBe((eventAt(n) as { id: number }).id);
    }
    for (const n of numbersOf('messageSent')) {
      const cause = causes.get(n) as Cause;
      if (cause.how !== 'step') continue;
      const by = processOf(eventAt(cause.from[0]));
      if (by !== null) expect(by).toBe(processOf(eventAt(n)));
    }
  });

  test('the past of an event has all that it follows from, and nothing after it', () => {
    for (const n of [40, 500, 1200]) {
      const cone = coneOf(causes, n);
      for (const one of cone) {
        expect(one).toBeLessThanOrEqual(n);
        for (const from of causes.get(one)?.from ?? []) expect(cone.has(from)).toBe(true);
      }
      // Nothing is in it without a reason.
      for (const one of cone) {
        if (one === n) continue;
        expect([...cone].some((other) => causes.get(other)?.from.includes(one))).toBe(true);
      }
    }
  });
});

describe('one by one', () => {
  test('a commit follows from the ACK that made the quorum, and from all that counted', () => {
    const n = numbersOf('committed').at(-1) as number;
    const from = causes.get(n)?.from.map(eventAt) ?? [];
    expect(from[0]?.type).toBe('messageDelivered');
    expect(from.map((event) => event.type)).toContain('logged');
    const servers = from.map((event) =>
      event.type === 'messageDelivered' ? event.from : 'server' in event && event.server,
    );
    expect(new Set(servers).size).toBeGreaterThanOrEqual(2);
  });

  test('what is on disk follows from the proposal that was written', () => {
    const told = numbersOf('logged').map((n) => causes.get(n) as Cause);
    expect(told.every(({ how }) => how === 'disk' || how === 'step')).toBe(true);
    const disk = told.filter(({ how }) => how === 'disk');
    expect(disk.length).toBeGreaterThan(20);
    for (const { from } of disk) {
      const written = eventAt(from[0]);
      expect(['proposed', 'messageDelivered']).toContain(written.type);
    }
  });

  test('what an observer writes follows from the INFORM that told it', () => {
    const opening = openingOf({
      zooCfg: zooCfgFor(3, 1),
      setup: ['start 1 2 3 4', '@4000 client a connect 1 timeout 8000', '@5000 a: create /x 1'],
    });
    if (isMistake(opening)) throw new Error('an ensemble with an observer opens');
    const run = extendTo(begin(opening, 3), 6 * SECOND);
    const turns = pastBetween(run, 0, 6 * SECOND, Infinity);
    const told = turns.flatMap((turn) => turn.events);
    const n = told.map((one) => one.type === 'logged' && one.server === 4).lastIndexOf(true);
    const cause = causesIn(turns).get(n);
    const informed = told[cause?.from[0] ?? -1];
    expect(cause?.how).toBe('disk');
    expect(informed).toMatchObject({ type: 'messageDelivered', message: { type: 'INFORM' } });
  });

  test('a held message arrives because it was released', () => {
    const released = numbersOf('messageReleased')[0] as number;
    const arrived = [...causes].find(([, { how, from }]) => how === 'sent' && from[0] === released);
    expect(eventAt(arrived?.[0]).type).toBe('messageDelivered');
  });

  test('an election after a crash goes back to the crash', () => {
    const crash = past.find(({ cause }) => cause.type === 'crash') as Past;
    const lost = numbersOf('stateChanged').find(
      (n) => n >= crash.n + crash.events.length && JSON.stringify(eventAt(n)).includes('LOOKING'),
    ) as number;
    const root = chainOf(causes, lost).at(-1) as number;
    expect(causes.get(root)?.command).toEqual({ type: 'crash', servers: [3] });
    const won = numbersOf('leaderEstablished').at(-1) as number;
    expect([...coneOf(causes, won)].some((n) => causes.get(n)?.command?.type === 'crash')).toBe(
      true,
    );
  });

  test('a session expires because its client was last heard of', () => {
    const n = numbersOf('sessionExpired')[0] as number;
    expect(causes.get(n)?.how).toBe('waited');
    expect(
      chainOf(causes, n)
        .map(eventAt)
        .some((event) => event.type === 'clientFrozen'),
    ).toBe(true);
  });
});

describe('what somebody fell silent for', () => {
  /** What is done at 6 s, and the command that the end of everything follows from. */
  const SILENCES: readonly (readonly [line: string, root: string, ...also: string[]])[] = [
    ['partition 3 | 1 2', 'partition'],
    ['power-loss 3', 'power-loss'],
    ['power-loss 1', 'power-loss'],
    ['freeze 3', 'freeze'],
    ['freeze 1', 'freeze'],
    ['cut 3 -> 1', 'cut'],
    ['isolate 2', 'isolate'],
    ['hold PING 3 -> 1', 'hold'],
    ['delay 3 -> 1 9000', 'delay'],
    ['disk 1 9000', 'disk', 'emergency: create /slow x'],
    ['client radiology freeze', 'client'],
    ['client radiology kill', 'client'],
    ['cut radiology 1', 'cut'],
    ['busy 1 20000', 'busy', 'radiology: get /medical', 'radiology: get /medical'],
  ];

  test.each(SILENCES)('%s: what comes of it goes back to it', (line, root, ...also) => {
    const opening = openingOf('hospital');
    if (isMistake(opening)) throw new Error('the hospital opens');
    let run = extendTo(begin(opening, 1), 6 * SECOND);
    for (const one of [line, ...also]) {
      const read = parseScriptLine(one);
      if (read.type !== 'command') throw new Error(one);
      const done = act(run, 6 * SECOND, read.command);
      if (isMistake(done)) throw new Error(one);
      run = done;
    }
    const until = 24 * SECOND;
    run = extendTo(run, until);
    const turns = pastBetween(run, 0, until, Infinity);
    const told = turns.flatMap((turn) => turn.events);
    const known = causesIn(turns);
    let ends = 0;
    told.forEach((event, n) => {
      const first = known.get(chainOf(known, n).at(-1) as number);
      expect(first?.how, eventLine(n, 0, event)).toBe('command');
      for (const from of known.get(n)?.from ?? []) expect(from).toBeLessThan(n);
      const isEnd = event.type === 'connectionBroken' || event.type === 'sessionExpired';
      const isClosing = event.type === 'proposed' && event.txn.change.type === 'closeSession';
      if (!isEnd && !isClosing) return;
      ends += 1;
      expect(first?.command?.type, eventLine(n, 0, event)).toBe(root);
    });
    expect(ends).toBeGreaterThan(0);
  });
});
