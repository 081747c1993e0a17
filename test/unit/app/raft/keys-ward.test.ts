/** One ward below each side: from a tree and recipes, from keys and etcd's Mutex. */
import '../../../../src/i18n/all.ts';
import '../../../../src/recipes/all.ts';
import { describe, expect, test } from 'vitest';
import { SIGHTS, sightAt } from '../../../../src/app/raft/sights.ts';
import { rowsOf } from '../../../../src/app/raft/table.ts';
import { translate } from '../../../../src/i18n/index.ts';
import {
  actPair,
  atOf,
  beginPair,
  extendPair,
  type Pair,
  SIDES,
  saidUntil,
  type Tally,
  tallyOf,
} from '../../../../src/pair/index.ts';
import { isParseError } from '../../../../src/script/index.ts';
import { worldAt } from '../../../../src/timeline/index.ts';
import { knowsHospital, wardModel } from '../../../../src/views/index.ts';

const LOCK = 'medical/resources/equipment/MRI/lock';

function acted(pair: Pair, ms: number, text: string): Pair {
  const answer = actPair(pair, atOf(ms), text);
  if (isParseError(answer)) throw new Error(`a line cannot be read: ${text}`);
  expect(saidUntil(answer.pair).at(-1)?.on).toEqual({ zab: null, raft: null });
  return answer.pair;
}

function wardsAt(pair: Pair, ms: number, eye: number | string | null = null) {
  const [shown, at] = [extendPair(pair, atOf(ms)), atOf(ms)];
  return SIDES.map((side) => {
    return wardModel(worldAt(shown[side], at), eye, sightAt(side, shown[side], at));
  });
}
const known = (pair: Pair, ms: number) =>
  SIDES.map((side) =>
    knowsHospital(worldAt(extendPair(pair, atOf(ms))[side], atOf(ms)), SIGHTS[side]),
  );

const BEGUN = [
  [0, 'client radiology connect 3 1 2 timeout 10000'],
  [0, 'client emergency connect 1 2 3 timeout 10000'],
  [500, 'radiology: put medical/resources/equipment/MRI idle'],
  [600, 'radiology: put medical/resources/doctors/neurology/drLi free'],
  [1000, `radiology: lock ${LOCK}`],
  [1500, `emergency: lock ${LOCK}`],
] as const;
const QUEUED = BEGUN.reduce(
  (pair, [ms, line]) => acted(pair, ms, line),
  beginPair({ servers: 3, lead: 3, seed: 6 }),
);

describe('the same hospital twice', () => {
  test('there is none before its first key', () => {
    expect(known(QUEUED, 400)).toEqual([false, false]);
    expect(known(QUEUED, 700)).toEqual([true, true]);
  });

  test('one is inside, the other waits, in the order of their numbers', () => {
    for (const eye of [null, 1, 2, 3, 'radiology', 'emergency']) {
      for (const ward of wardsAt(QUEUED, 2000, eye)) {
        expect(ward).toMatchObject({
          ...{ blank: null, isOld: false, alarm: false, unseen: null, status: 'idle' },
          inside: { who: 'radiology' },
          queue: [{ who: 'emergency' }],
          believers: [{ name: 'radiology', refused: false }],
          boards: { onCall: [{ department: 'neurology', doctors: ['drLi'] }], tasks: null },
        });
        const [ticket = ''] = ward.queue.map((one) => one.ticket ?? '');
        expect(ticket).toMatch(/^\d{4}$/);
        expect(ticket > (ward.inside?.ticket ?? '')).toBe(true);
      }
    }
  });

  test('the leader dies, and whoever had the scanner keeps it on both sides', () => {
    const pair = acted(QUEUED, 2000, 'crash 3');
    for (const [ward, of] of wardsAt(pair, 8000, 3).map((one, i) => [one, SIDES[i]] as const)) {
      expect(ward.blank, of).toBe('down');
    }
    for (const ward of wardsAt(pair, 14_000)) {
      expect(ward).toMatchObject({ inside: { who: 'radiology' }, queue: [{ who: 'emergency' }] });
    }
  });

  test('a closed session gives it away at once, a lease when its time is over', () => {
    const pair = acted(QUEUED, 2000, 'client radiology close');
    const [zab, raft] = wardsAt(pair, 2500);
    expect(zab?.inside?.who).toBe('emergency');
    expect(raft).toMatchObject({ inside: { who: 'radiology' }, believers: [] });
    expect(wardsAt(pair, 14_000)[1]?.inside?.who).toBe('emergency');
  });

  test('whose place it was that is killed is known on both sides, until its time is over', () => {
    const first = acted(QUEUED, 2000, 'client radiology kill');
    const both = acted(first, 2500, 'client emergency kill');
    for (const ward of wardsAt(both, 3500)) {
      expect(ward).toMatchObject({ inside: { who: 'radiology' }, queue: [{ who: 'emergency' }] });
      expect(ward.believers).toEqual([]);
    }
    // Somebody new under the old name has no part in what the one before left.
    const anew = acted(first, 3000, 'client radiology connect 1');
    expect(wardsAt(anew, 4000)[1]).toMatchObject({ inside: { who: 'radiology' }, believers: [] });
    for (const ward of wardsAt(first, 30_000)) expect(ward.inside?.who).toBe('emergency');
  });

  test('a member that knows of no leader may show what is old', () => {
    const pair = acted(QUEUED, 2000, 'partition 1 2 | 3');
    const [zab, raft] = wardsAt(pair, 9000, 3);
    expect([zab?.isOld, raft?.isOld]).toEqual([true, true]);
    // Whoever has not chosen is shown a server that knows better.
    expect(wardsAt(pair, 9000).map(({ isOld }) => isOld)).toEqual([false, false]);
  });

  test('who sleeps through its lease still believes, and a scanner that asks refuses it', () => {
    const pair = acted(QUEUED, 2000, 'client radiology freeze');
    for (const ward of wardsAt(pair, 20_000)) {
      expect(ward).toMatchObject({ alarm: true, inside: { who: 'emergency' } });
      const refused = ward.believers.filter((one) => one.refused).map(({ name }) => name);
      expect(refused).toEqual(['radiology']);
    }
  });
});

test('while nobody leads the table does not say that it is as before', () => {
  const pair = acted(QUEUED, 2000, 'crash 3');
  const at = (ms: number) => {
    const tallies = SIDES.map((side) => tallyOf(extendPair(pair, atOf(ms)), side, atOf(ms)));
    return rowsOf(tallies as unknown as [Tally, Tally], translate('en'))[0]?.cells;
  };
  expect(at(1900)).toEqual(['as before', 'as before']);
  expect(at(2100)).toEqual(['nobody yet', 'nobody yet']);
  expect(at(9000)?.[1]).toMatch(/after “crash 3”\.$/);
});
