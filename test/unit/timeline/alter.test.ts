/** The same run but for one event: without it, with it first, with it later; always a recording. */
import { describe, expect, test } from 'vitest';
import { eventLine, happeningName } from '../../../src/script/index.ts';
import type { SimEvent } from '../../../src/sim/index.ts';
import {
  type Alteration,
  alter,
  alterableAt,
  alterableCommand,
  branchOf,
  endOf,
  eventsBetween,
  extendTo,
  isMistake,
  replay,
  save,
  type TimedEvent,
  type Timeline,
} from '../../../src/timeline/index.ts';
import { chainBack } from '../../../src/views/causes/chain.ts';
import { runOf, STORY } from '../views/space-time-run.ts';

const LOCK = '/medical/resources/equipment/MRI/lock';
/** A write whose two ACKs come one after the other, and a crash. */
const RUN = runOf(9.5, [
  [5, `radiology recipe lock ${LOCK}`],
  [6, 'emergency: create /a x'],
  [7, 'crash 1'],
]);
const all = (run: Timeline) => eventsBetween(run, 0, endOf(run), Infinity);
const find = (run: Timeline, from: number, holds: (event: SimEvent) => boolean): TimedEvent => {
  const found = all(run).find(({ at, event }) => at >= from && holds(event));
  if (found === undefined) throw new Error('no such event');
  return found;
};
const line = ({ at, event }: TimedEvent) => eventLine(0, at, event);

function altered(run: Timeline, { n, at }: TimedEvent, alteration: Alteration): Timeline {
  const what = alterableAt(run, n, at);
  if (what === null) throw new Error('nothing to be otherwise');
  const done = alter(run, what, alteration);
  if (isMistake(done)) throw new Error(done.what.key);
  return done;
}

const delivery = (message: string, from: number, to: number) => (event: SimEvent) =>
  event.type === 'messageDelivered' &&
  event.message.type === message &&
  event.from === from &&
  event.to === to;

const proposal = find(RUN, 6e6, delivery('PROPOSAL', 3, 1));
const fsync = find(RUN, 6e6, (event) => event.type === 'logged' && event.server === 1);
const crash = find(RUN, 7e6, (event) => event.type === 'serverCrashed');

describe('without it', () => {
  test('a message never arrives', () => {
    const run = altered(RUN, proposal, 'without');
    const same = all(run).filter(({ at, event }) => at >= 6e6 && delivery('PROPOSAL', 3, 1)(event));
    expect(same).toEqual([]);
  });

  test('a sending is its arrival', () => {
    const id = 'id' in proposal.event ? proposal.event.id : -1;
    const sent = find(RUN, 6e6, (event) => event.type === 'messageSent' && event.id === id);
    expect(branchOf(altered(RUN, sent, 'without')).commands).toEqual(
      branchOf(altered(RUN, proposal, 'without')).commands,
    );
  });

  test('an fsync never ends, and the write is committed by the others', () => {
    const run = altered(RUN, fsync, 'without');
    const logged = all(run).filter(
      ({ at, event }) => at >= 6e6 && at < 7e6 && event.type === 'logged' && event.server === 1,
    );
    expect(logged).toEqual([]);
    find(run, 6e6, (event) => event.type === 'committed');
  });

  test('a crash does not happen', () => {
    const run = altered(RUN, crash, 'without');
    expect(all(run).filter(({ event }) => event.type === 'serverCrashed')).toEqual([]);
  });
});

describe('what is taken away is what is named', () => {
  const named = (run: Timeline, { n, at }: TimedEvent) => {
    const what = alterableAt(run, n, at);
    return what && happeningName(what, 'en');
  };

  test('what followed from a crash is not taken away, and the crash is', () => {
    const broken = find(RUN, 7e6, ({ type }) => type === 'connectionBroken');
    const ended = find(RUN, 7e6 + 1, ({ type }) => type === 'clientStateChanged');
    // In the crash's own step it is the crash that goes.
    expect(named(RUN, broken)).toBe('crash 1');
    expect(named(RUN, crash)).toBe('crash 1');
    // A connection's end that arrives is nothing to hold up.
    expect(named(RUN, ended)).toBeNull();
    const begun = chainBack(RUN, ended.n, ended.at).at(-1)?.command ?? null;
    const what = begun && alterableCommand(RUN, begun);
    expect(what && happeningName(what, 'en')).toBe('crash 1');
    const run = what && alter(RUN, what, 'without');
    if (run === null || isMistake(run)) throw new Error('a crash can be taken away');
    expect(all(run).filter(({ event }) => event.type === 'serverCrashed')).toEqual([]);
  });

  test('what an arrival set off is called by the arrival', () => {
    const logged = find(RUN, 6e6, ({ type }) => type === 'committed');
    expect(named(RUN, logged)).toMatch(/^ACK 1·\d+ [12] → 3$/);
    expect(named(RUN, proposal)).toMatch(/^PROPOSAL 1·\d+ 3 → 1$/);
    expect(named(RUN, fsync)).toMatch(/^Server 1 has 1·\d+ on disk$/);
  });

  test('what the scenario did is nobody’s to take back', () => {
    const first = all(RUN)[0] as TimedEvent;
    const begun = chainBack(RUN, first.n, first.at).at(-1)?.command ?? null;
    expect(begun && alterableCommand(RUN, begun)).toBeNull();
  });

  test('what holds a message is taken away, and not what it holds', () => {
    const held = find(STORY, 6e6, ({ type }) => type === 'messageHeld');
    expect(alterableAt(STORY, held.n, held.at)).toBeNull();
    const begun = chainBack(STORY, held.n, held.at).at(-1)?.command ?? null;
    const what = begun && alterableCommand(STORY, begun);
    expect(what && happeningName(what, 'en')).toBe('hold PROPOSAL 3 -> 1');
  });

  test('of everything in a run it is gone', () => {
    const events = all(STORY).filter((_, i) => i % 23 === 4 && i > 250);
    let gone = 0;
    for (const { n, at } of events) {
      const what = alterableAt(STORY, n, at);
      if (what === null || what.event === null) continue;
      const run = alter(STORY, what, 'without');
      if (isMistake(run)) throw new Error(run.what.key);
      const [said, when] = [line({ ...what, n: 0, event: what.event }), what.at];
      expect(all(run).filter((one) => one.at === when && line({ ...one, n: 0 }) === said)).toEqual(
        [],
      );
      gone += 1;
    }
    expect(gone).toBeGreaterThan(5);
  });
});

describe('first and later', () => {
  const acks = (run: Timeline) =>
    all(run).filter(
      ({ at, event }) =>
        at >= 6e6 && (delivery('ACK', 1, 3)(event) || delivery('ACK', 2, 3)(event)),
    );

  test('of two ACKs the second comes first', () => {
    const [, second] = acks(RUN) as [TimedEvent, TimedEvent];
    const sender = (timed: TimedEvent | undefined) =>
      timed !== undefined && 'from' in timed.event && timed.event.from;
    const run = altered(RUN, second, 'first');
    expect(sender(acks(run)[0])).toBe(sender(second));
  });

  test('the first comes after the second', () => {
    const [first, second] = acks(RUN) as [TimedEvent, TimedEvent];
    const run = altered(RUN, first, 'later');
    const times = acks(run).map(({ at }) => at);
    expect(times[1]).toBeGreaterThan(second.at);
    expect(line({ ...second, n: 0 })).toBe(line({ ...(acks(run)[0] as TimedEvent), n: 0 }));
  });

  test('a crash comes before what was before it, or after what came after it', () => {
    const when = (run: Timeline) => find(run, 0, (event) => event.type === 'serverCrashed').at;
    expect(when(altered(RUN, crash, 'first'))).toBeLessThan(7e6);
    expect(when(altered(RUN, crash, 'later'))).toBeGreaterThan(7e6);
  });

  test('an fsync ends later', () => {
    const run = altered(RUN, fsync, 'later');
    const logged = find(run, 6e6, (event) => event.type === 'logged' && event.server === 1);
    expect(logged.at).toBeGreaterThan(fsync.at);
  });
});

describe('whatever is chosen', () => {
  const events = all(STORY);
  const chosen = events.filter((_, i) => i % 37 === 5 && i > 250);

  test.each(['without', 'first', 'later'] as const)(
    '%s: the past is the same, and it can be saved',
    (how) => {
      let made = 0;
      for (const one of chosen) {
        const what = alterableAt(STORY, one.n, one.at);
        if (what === null) continue;
        const run = alter(STORY, what, how);
        if (isMistake(run)) {
          expect(run.what.key).toMatch(/^recordings\.alter\./);
          continue;
        }
        made += 1;
        const branch = branchOf(run);
        expect(branch.parent?.branch).toBe(1);
        expect(branch.end).toBe(endOf(STORY));
        const parting = branch.parent?.at ?? 0;
        // Of a sending it is the arrival that is otherwise.
        if (one.event.type !== 'messageSent') expect(parting).toBeLessThanOrEqual(one.at);
        const past = (list: readonly TimedEvent[]) => list.filter(({ at }) => at <= parting);
        expect(past(all(run)).map(line)).toEqual(past(events).map(line));
        const again = replay(save(run));
        if (isMistake(again)) throw new Error(again.what.key);
        expect(all(extendTo(again, branch.end)).map(line)).toEqual(all(run).map(line));
      }
      expect(made).toBeGreaterThan(3);
    },
  );

  test('the first run stays as it was', () => {
    const run = altered(STORY, chosen[0] as TimedEvent, 'without');
    expect(all({ ...run, current: 1 }).map(line)).toEqual(events.map(line));
  });
});
