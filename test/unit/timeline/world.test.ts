/** The timeline over the real world: what is replayed, sought or branched is what was played. */
import { describe, expect, test } from 'vitest';
import {
  type ChunkedLog,
  nextRandom,
  randomBetween,
  seeded,
  sliceLog,
} from '../../../src/lib/index.ts';
import { eventLine, isParseError, parseScriptLine } from '../../../src/script/index.ts';
import type { Command, World } from '../../../src/sim/index.ts';
import {
  act,
  begin,
  branchOf,
  complaintOf,
  eventsBetween,
  extendTo,
  follow,
  isMistake,
  ledgerAt,
  load,
  type Mistake,
  nextAfter,
  openingOf,
  previousBefore,
  reigns,
  replay,
  runUntil,
  save,
  type Timeline,
  toJson,
  worldAt,
} from '../../../src/timeline/index.ts';

const MS = 1000;

function right<T extends object>(answer: T | Mistake): T {
  if (isMistake(answer)) throw new Error(complaintOf(answer, 'en'));
  return answer;
}

function command(line: string): Command {
  const read = parseScriptLine(line);
  if (isParseError(read) || read.type !== 'command') throw new Error(line);
  return read.command;
}

const hospital = (seed: number) => begin(right(openingOf('hospital')), seed);

/** All events of the current branch up to a time, as the lines that outsiders read. */
function story(timeline: Timeline, until: number): readonly string[] {
  return eventsBetween(timeline, 0, until, 1e9).map(({ n, at, event }) => eventLine(n, at, event));
}

/**
 * A value without what older values of a log share with newer ones: of a chunked log only its own
 * items count.
 */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('spine' in value && 'tail' in value) {
    return sliceLog(value as unknown as ChunkedLog<unknown>, 0).map(plain);
  }
  const parts = Object.entries(value).map(([key, part]) =>
    // A protocol is no part of what becomes of a run: all moments have the very same one.
    key === 'protocol' ? [key, (part as World['protocol']).name] : [key, plain(part)],
  );
  return Object.fromEntries(parts);
}

const FAULTS = [
  'crash 1',
  'crash 2',
  'crash 3',
  'start 1',
  'start 2',
  'start 3',
  'freeze 1',
  'resume 1',
  'freeze 3',
  'resume 3',
  'power-loss',
  'cut 1 3',
  'cut 2 -> 3',
  'isolate 3',
  'heal',
  'partition 1 2 | 3',
  'delay 1 -> 2 40',
  'disk 2 800',
  'hold PROPOSAL 3 -> 1',
  'release PROPOSAL 3 -> 1',
  'break 3 1',
  'wipe 2',
  'client radiology disconnect',
  'client emergency freeze',
  'client emergency resume',
  'load 2 clients 4 per second',
  'load off',
  'radiology: set /medical x',
  'neurology: create -s -e /medical/q- x',
  'emergency: get -w /medical',
];

/** Plays so many random commands; those that the world refuses are passed over. */
function played(seed: number, count: number): { timeline: Timeline; at: number } {
  let chance = seeded(seed);
  const draw = (low: number, high: number) => {
    chance = nextRandom(chance);
    return randomBetween(chance, low, high);
  };
  let timeline = hospital(seed);
  let at = 0;
  for (let i = 0; i < count; i++) {
    at += draw(0, 3) === 0 ? 0 : draw(0, 4_000_000);
    timeline = extendTo(timeline, Math.max(0, at - draw(0, 1_000_000)));
    const answer = act(timeline, at, command(FAULTS[draw(0, FAULTS.length - 1)] as string));
    if (!isMistake(answer)) timeline = answer;
  }
  return { timeline: extendTo(timeline, at + 5000 * MS), at: at + 5000 * MS };
}

describe.each([1, 2, 3, 4, 5, 6])('random faults, seed %i', (seed) => {
  const { timeline, at } = played(seed, 25);
  const told = story(timeline, at);

  test('they were carried out on one branch', () => {
    expect(timeline.branches.length).toBe(1);
    expect(branchOf(timeline).commands.length).toBeGreaterThan(8);
  });

  test('the recording replays to the same events', () => {
    const again = right(replay(right(load(toJson(save(timeline, at))))));
    expect(story(extendTo(again, at), at)).toEqual(told);
    const lines: string[] = [];
    follow(again, at, ({ before, after, turn }) => {
      turn.events.forEach((event, i) => {
        lines.push(eventLine(before.events + i, after.world.now, event));
      });
      return true;
    });
    expect(lines).toEqual(told);
  });

  test('a moment is what it was when it was the latest', () => {
    for (let i = 1; i <= 12; i++) {
      const then = Math.floor((at * i) / 13);
      const given = branchOf(timeline).commands.filter((timed) => timed.at <= then);
      const short = extendTo(
        right(
          replay({ ...save(timeline), commands: save(timeline).commands.slice(0, given.length) }),
        ),
        then,
      );
      expect(plain(worldAt(timeline, then))).toEqual(plain(worldAt(short, then)));
      expect(plain(ledgerAt(timeline, then))).toEqual(plain(ledgerAt(short, then)));
      expect(told.slice(0, story(short, then).length)).toEqual(story(short, then));
    }
  });

  test('a branch shares what came before, and the old one stays as it was', () => {
    const then = Math.floor(at / 2);
    const forked = right(act(timeline, then, command('client radiology close')));
    expect(forked.branches.length).toBe(2);
    const before = told.filter((line) => JSON.parse(line).t * MS <= then);
    expect(story(forked, then).slice(0, before.length)).toEqual(before);
    expect(story({ ...forked, current: 1 }, at)).toEqual(told);
  });

  test('steps forth and back meet', () => {
    for (const unit of ['turn', 'event', 'hop', 'phase'] as const) {
      const first = nextAfter(timeline, at / 3, unit);
      if (first === null || first > at) continue;
      const second = nextAfter(timeline, first, unit);
      if (second === null || second > at) continue;
      expect(previousBefore(timeline, second, unit)).toBe(first);
    }
  });
});

describe('searching the world', () => {
  test.each([
    ['leader', 'leaderEstablished'],
    ['commit', 'committed'],
  ] as const)('run until %s', (until, type) => {
    const found = runUntil(hospital(1), 0, { type: 'until', until });
    expect(found.met).toBe(true);
    const then = extendTo(hospital(1), found.at);
    const types = (to: number) => eventsBetween(then, 0, to, 1e9).map(({ event }) => event.type);
    expect(types(found.at)).toContain(type);
    expect(types(found.at - 1)).not.toContain(type);
  });

  test('run until serving: then, and not before, all servers serve', () => {
    const { at, met } = runUntil(hospital(1), 0, { type: 'until', until: 'serving' });
    expect(met).toBe(true);
    const serving = (to: number) =>
      worldAt(extendTo(hospital(1), to), to).hosts.map((host) => host.server?.serving ?? false);
    expect(serving(at)).toEqual([true, true, true]);
    expect(serving(at - 1)).toContain(false);
  });

  test('run until quiet: after the tree is made, nothing but pings for a tick', () => {
    const { at, met } = runUntil(hospital(1), 3400 * MS, { type: 'until', until: 'quiet' });
    expect(met).toBe(true);
    const then = extendTo(hospital(1), at + 2000 * MS);
    const after = eventsBetween(then, at + 1, at + 2000 * MS, 1e9);
    const ping = ({ event }: (typeof after)[number]) =>
      'message' in event && JSON.stringify(event.message);
    expect(after.map(ping).filter((text) => !/"PING"|"ping"|-2/.test(String(text)))).toEqual([]);
    expect(eventsBetween(then, at, at, 9).length).toBeGreaterThan(0);
  });

  test('run until PROPOSAL 3 -> 1 stops when it leaves', () => {
    const condition = { type: 'until-message', message: 'PROPOSAL', from: 3, to: 1 } as const;
    const { at, met } = runUntil(hospital(1), 0, condition);
    expect(met).toBe(true);
    const events = eventsBetween(extendTo(hospital(1), at), at, at, 99);
    expect(events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'messageSent', from: 3, to: 1 }),
    );
  });

  test('a minority never serves: the search ends at its limit and says so', () => {
    const alone = right(
      act(
        right(act(extendTo(hospital(1), 5000 * MS), 5000 * MS, command('crash 1'))),
        5000 * MS,
        command('crash 2'),
      ),
    );
    expect(runUntil(alone, 9000 * MS, { type: 'until', until: 'commit' }).met).toBe(false);
  });
});

describe('reigns of the world', () => {
  test('one ends when its leader dies, the next has the next epoch', () => {
    const timeline = extendTo(right(act(hospital(1), 8000 * MS, command('crash 3'))), 20_000 * MS);
    expect(reigns(timeline)).toMatchObject([
      { server: 3, epoch: 1, to: 8000 * MS },
      { server: 2, epoch: 2, to: null },
    ]);
  });

  test('a leader that is cut off reigns until it notices', () => {
    const timeline = extendTo(
      right(act(hospital(1), 8000 * MS, command('isolate 3'))),
      40_000 * MS,
    );
    const [old, next] = reigns(timeline);
    expect(old?.to).toBeGreaterThan(8000 * MS);
    expect(next?.server).toBe(2);
  });
});
