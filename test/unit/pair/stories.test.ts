/** The same lines for both ensembles, and what a real ZooKeeper and a real etcd make of them. */
import '../../../src/i18n/all.ts';
import '../../../src/recipes/all.ts';
import { describe, expect, test } from 'vitest';
import {
  actPair,
  atOf,
  beginPair,
  endOfStory,
  extendPair,
  familyOf,
  OWN_STORIES,
  type Pair,
  type PairSide,
  SIDES,
  STORIES,
  STORY_IDS,
  type StoryId,
  saidUntil,
  type Tally,
  tallyOf,
} from '../../../src/pair/index.ts';
import type { EntryFacts } from '../../../src/replica/index.ts';
import { isParseError } from '../../../src/script/index.ts';
import { factsOf } from '../../../src/sim/index.ts';
import { eventsBetween, marksOf, worldAt } from '../../../src/timeline/index.ts';

function played(id: StoryId): { pair: Pair; zab: Tally; raft: Tally } {
  const story = STORIES[id];
  const end = endOfStory(story);
  let told = beginPair(story.setting);
  for (const [ms, text] of story.lines) {
    const acted = actPair(told, atOf(ms), text);
    if (isParseError(acted)) throw new Error(`a line cannot be read: ${text}`);
    told = acted.pair;
  }
  const pair = extendPair(told, end);
  return { pair, zab: tallyOf(pair, 'zab', end), raft: tallyOf(pair, 'raft', end) };
}
const told = ({ told }: Tally) => told.map(({ answer }) => answer);
const fates = ({ entries }: Tally) => entries.map(({ fate }) => fate);
/** Seconds from the line before to the leader. */
const waits = ({ leaders }: Tally) => leaders.map(({ since }) => (since?.after ?? 0) / 1e6);

describe('every story', () => {
  /** That one is about a broken promise. */
  const sound = STORY_IDS.filter((id) => id !== 'counted');
  for (const id of sound) {
    test(`${id}: both do each of its lines, and no invariant breaks`, () => {
      const { pair } = played(id);
      expect(saidUntil(pair).filter(({ on }) => on.zab !== null || on.raft !== null)).toEqual([]);
      for (const side of SIDES) {
        expect(marksOf(pair[side]).filter(({ type }) => type === 'violated')).toEqual([]);
      }
    });
  }
});

test('who was away comes back: ZAB does not notice, Raft has no leader for 1.2 to 2 s', () => {
  const { zab, raft } = played('away');
  expect(zab.leaders).toEqual([]);
  expect(told(zab)).toEqual(['OK', 'OK', 'OK']);
  expect(raft.leaders).toHaveLength(1);
  expect(raft.leaders[0]?.term).toBeGreaterThan(8);
  expect(raft.leaderless / 1e6).toBeGreaterThan(1.2);
  expect(raft.leaderless / 1e6).toBeLessThan(2);
});

test('with pre-vote who was away comes back, and Raft does not notice either', () => {
  const { zab, raft } = played('calm');
  expect(told(zab)).toEqual(['OK', 'OK', 'OK']);
  expect(told(raft)).toEqual(['OK', 'OK', 'OK']);
  expect(raft.leaders).toEqual([]);
  expect(raft.leaderless).toBe(0);
});

test('the leader’s disk stands still: ZAB commits without it, Raft with another leader', () => {
  const { zab, raft } = played('disk');
  expect(told(zab)).toEqual(['OK', 'OK']);
  expect(zab.told[1]?.after).toBeLessThan(20_000);
  expect(zab.leaders).toEqual([]);
  expect(raft.leaders.map(({ term }) => term)).toEqual([3]);
  expect(raft.told[1]?.after).toBeGreaterThan(1_000_000);
  expect(told(raft)).toEqual(['OK', 'OK']);
});

test('half told: ZAB commits the tail, this seed of Raft does not; nobody promised it', () => {
  const { zab, raft } = played('half');
  expect(told(zab)).toEqual(['OK', 'CONNECTIONLOSS', 'tail']);
  expect(fates(zab)).toEqual(['committed', 'committed']);
  expect(waits(zab)[0]).toBeLessThan(0.35);
  expect(told(raft)).toEqual(['OK', 'etcdserver: request timed out', 'base']);
  expect(fates(raft)).toEqual(['committed', 'open']);
});

test('cut off: ZAB’s old leader answers what it has, etcd’s only where one asks for that', () => {
  const { zab, raft } = played('read');
  const lost = 'CONNECTIONLOSS';
  expect(told(zab)).toEqual(['OK', 'v0', 'v0', lost, 'OK', lost]);
  const [late, timeout] = ['context deadline exceeded', 'etcdserver: request timed out'];
  expect(told(raft)).toEqual(['OK', late, 'v0', timeout, 'OK', 'v0']);
  expect(raft.told[1]?.after).toBe(5_000_000);
  expect(fates(zab)).toEqual(['committed', 'gone', 'committed']);
  expect(fates(raft)).toEqual(['committed', 'gone', 'committed']);
});

describe('an old entry on three of five disks (figure 8)', () => {
  const { pair, zab, raft } = played('stamp');
  /** Who has the entry on disk, and who takes it for committed, at a time of the story. */
  const holders = (side: PairSide, ms: number, value: 'disk' | 'committed') => {
    const world = worldAt(extendPair(pair, atOf(ms))[side], atOf(ms));
    const id = (side === 'zab' ? zab : raft).entries[0]?.id;
    const found = world.hosts.map((host) => (id ? factsOf(world, host).log.find(id) : null));
    const sids = (is: (one: EntryFacts) => boolean) =>
      world.hosts.filter((_, i) => found[i] && is(found[i])).map(({ sid }) => sid);
    return value === 'disk' ? sids(({ onDisk }) => onDisk) : sids(({ committed }) => committed);
  };

  test('3 leads for a moment and tells nobody', () => {
    for (const side of SIDES) {
      const world = worldAt(extendPair(pair, atOf(3900))[side], atOf(3900));
      const leader = world.hosts.find(({ sid }) => sid === 3);
      expect(leader && factsOf(world, leader).standing).toBe('elected');
    }
  });

  test('on both sides the same three disks have it; only ZAB has committed it', () => {
    for (const side of SIDES) expect(holders(side, 10_900, 'disk')).toEqual([1, 2, 4, 5]);
    expect(holders('zab', 10_900, 'committed')).toEqual([1, 2, 5]);
    expect(holders('raft', 10_900, 'committed')).toEqual([]);
    expect(zab.leaders[0]).toMatchObject({ server: 5, term: 3 });
  });

  test('3 comes back without it: ZAB’s group keeps it, Raft’s erases it', () => {
    expect(zab.leaders.at(-1)).toMatchObject({ server: 2, term: 4 });
    expect(told(zab)).toEqual(['CONNECTIONLOSS', 'old']);
    expect(holders('zab', 20_000, 'committed')).toEqual([1, 2, 3]);
    expect(raft.leaders).toMatchObject([{ server: 3 }]);
    expect(told(raft)).toEqual(['transport is closing', '–']);
    expect([fates(zab), fates(raft)]).toEqual([['committed'], ['open']]);
    // Only those that are down still have it.
    expect(holders('raft', 20_000, 'disk')).toEqual([4, 5]);
  });
});

test('wiped: ZAB takes it back at once, etcd’s process ends by itself', () => {
  const { zab, raft } = played('wiped');
  expect(zab.exits).toEqual([]);
  expect(raft.exits).toEqual([1]);
});

test('a follower’s disk stands still: ZAB gives it up, Raft lets it lag; a does not wait', () => {
  const { pair, zab, raft } = played('slow');
  for (const tally of [zab, raft]) {
    expect(told(tally)).toEqual(['OK', 'OK']);
    expect(tally.told[1]?.after).toBeLessThan(20_000);
    expect(tally.leaders).toEqual([]);
  }
  const lookings = (side: PairSide) =>
    eventsBetween(pair[side], atOf(1500), atOf(16_000), Infinity).filter(
      ({ event }) => event.type === 'stateChanged' && event.server === 1,
    ).length;
  expect(lookings('zab')).toBeGreaterThan(0);
  expect(lookings('raft')).toBe(0);
});

test('half told with another seed: Raft commits it, too', () => {
  const { zab, raft } = played('tail');
  expect(told(zab)).toEqual(['OK', 'CONNECTIONLOSS', 'tail']);
  expect(told(raft)).toEqual(['OK', 'OK', 'tail']);
  expect(raft.leaders).toMatchObject([{ server: 1 }]);
});

test('counting an older term: committed, replaced, and noticed; ZAB’s half is sound', () => {
  const { pair, zab, raft } = played('counted');
  expect(saidUntil(pair).filter(({ on }) => on.zab !== null || on.raft !== null)).toEqual([]);
  expect(zab.broken).toEqual([]);
  expect(told(zab)).toEqual(['CONNECTIONLOSS', 'old']);
  expect(raft.broken).toEqual(['LeaderCompleteness', 'StateMachineSafety']);
  // 3 leads by name alone, and whoever asks waits.
  expect(raft.isLed).toBe(false);
  expect(told(raft)).toEqual(['transport is closing', null]);
});

test('wiped before a change of leaders: both take it in', () => {
  const { zab, raft } = played('joined');
  for (const tally of [zab, raft]) {
    expect(tally.exits).toEqual([]);
    expect(told(tally)).toEqual(['OK', 'v0']);
    expect(tally.leaders).toHaveLength(1);
  }
  expect(raft.leaders[0]?.server).not.toBe(3);
});

test('the scanner: kept over a leader’s death; given away at once, or after a lease', () => {
  const granted = ({ told }: Tally) => told.at(-1)?.after ?? null;
  const kept = played('scanner');
  expect([granted(kept.zab), granted(kept.raft)]).toEqual([null, null]);
  const closed = played('closed');
  expect(granted(closed.zab)).toBeLessThan(1_100_000);
  expect(granted(closed.raft)).toBeGreaterThan(9_000_000);
  const asleep = played('asleep');
  expect(granted(asleep.zab)).toBeGreaterThan(9_000_000);
  expect(granted(asleep.raft)).toBeGreaterThan(9_000_000);
  const answers = [asleep.zab, asleep.raft].map(({ told }) => told[1]?.answer);
  expect(answers).toEqual(['SESSIONEXPIRED', 'Error: session expired']);
});

test('a variation stands with its story', () => {
  expect(OWN_STORIES.every((id) => STORIES[id].of === undefined)).toBe(true);
  expect(familyOf('asleep')).toEqual(['scanner', 'closed', 'asleep']);
  expect(familyOf('read')).toEqual(['read']);
  expect([...new Set(STORY_IDS.flatMap(familyOf))].sort()).toEqual([...STORY_IDS].sort());
});

test('a write at an orphan: told at once, or after seven seconds', () => {
  const { zab, raft } = played('orphan');
  expect(told(zab)).toEqual(['OK', 'CONNECTIONLOSS', 'OK']);
  expect(zab.told[1]?.after).toBeLessThan(5000);
  expect(waits(zab)[0]).toBeLessThan(0.5);
  expect(told(raft)).toEqual(['OK', 'etcdserver: request timed out', 'OK']);
  expect(raft.told[1]?.after).toBeGreaterThan(6_900_000);
  expect(waits(raft)[0]).toBeGreaterThan(1);
  expect(waits(raft)[0]).toBeLessThan(2.08);
});
