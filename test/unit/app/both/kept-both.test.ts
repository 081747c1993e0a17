/** A run of two sides as a link or a file: both sides again, at the same moment. */
import '../../../../src/i18n/all.ts';
import '../../../../src/recipes/all.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBoth } from '../../../../src/app/both/load.svelte.ts';
import { kindOf } from '../../../../src/app/files.ts';
import { printFile, printRun, printShared, readRun } from '../../../../src/app/saved-run.ts';
import { ENGINE, runOfText } from '../../../../src/app/startup.ts';
import { raftSideOf } from '../../../../src/pair/index.ts';
import {
  beginWith,
  hasTwoSides,
  isMistake,
  openingOf,
  withTwoSides,
  worldAt,
  zooCfgFor,
} from '../../../../src/timeline/index.ts';
import { playLines } from '../../../../src/tutor/index.ts';

function played() {
  const opening = openingOf({ zooCfg: zooCfgFor(3, 0), setup: [], sides: 'both' });
  if (isMistake(opening)) throw new Error('no three servers');
  const next = playLines({ timeline: beginWith(ENGINE, opening, 3), at: 0 }, [
    ...['start 1 2 3', 'run 4500', 'client a connect 1', 'run 300', 'a: create /k v0', 'run 300'],
    ...['hold PROPOSAL 3 -> 1', 'a: set /k v1', 'run 200', 'crash 3', 'run 700.125'],
  ]);
  if ('type' in next) throw new Error(next.line);
  return next;
}
const SHOWN = played();

function opened(text: string) {
  const found = runOfText(text, 'en');
  if (typeof found === 'string') throw new Error(found);
  return found;
}

beforeAll(() => loadBoth('en'));

describe.each([
  ['a link', () => printShared(SHOWN, false, null)],
  ['a link with all branches', () => printShared(SHOWN, true, null)],
  ['a file', () => printFile(SHOWN)],
])('%s', (_, print) => {
  test('has both sides at the same moment', () => {
    const again = opened(print());
    expect(hasTwoSides(again.timeline)).toBe(true);
    expect(again).toMatchObject({ at: SHOWN.at, strayed: false });
    const world = (of: typeof SHOWN) => worldAt(of.timeline, of.at);
    expect(world(again)).toEqual(world(SHOWN));
    const raft = ({ timeline, at }: typeof SHOWN) => {
      const side = raftSideOf(timeline, at)?.timeline;
      return side && worldAt(side, at);
    };
    expect(raft(again)).toBeDefined();
    expect(raft(again)).toEqual(raft(SHOWN));
    expect(printShared(again, false, null)).toBe(printShared(SHOWN, false, null));
  });
});

test('in the browser it is kept with both', () => {
  const back = readRun(ENGINE, printRun(SHOWN));
  expect(back !== null && hasTwoSides(back.timeline)).toBe(true);
});

const LINK = JSON.parse(printShared(SHOWN, false, null)) as Record<string, unknown>;

test('what was seen of either side otherwise is told', () => {
  const link = JSON.parse(printShared(SHOWN, false, null)) as Record<string, string>;
  const strayed = (change: object) => opened(JSON.stringify({ ...link, ...change })).strayed;
  expect(strayed({})).toBe(false);
  expect(strayed({ seen: '12-00000000' })).toBe(true);
  expect(link.seenBeside).toMatch(/^\d+-[\da-f]{8}$/);
  expect(link.seenBeside).not.toBe(link.seen);
  expect(strayed({ seenBeside: '12-00000000' })).toBe(true);
});

test('one that says nothing of sides has one, as before', () => {
  const { zooCfg, setup } = LINK.scenario as Record<string, unknown>;
  const old = opened(JSON.stringify({ ...LINK, scenario: { zooCfg, setup } }));
  expect(hasTwoSides(old.timeline)).toBe(false);
  expect(worldAt(old.timeline, old.at)).toEqual(worldAt(SHOWN.timeline, SHOWN.at));
  expect(hasTwoSides(withTwoSides(old.timeline))).toBe(true);
});

test.each<[what: string, change: object, says: RegExp]>([
  ['a newer version', { version: 2 }, /is of version 2; only version 1/],
  [
    'sides that there are not',
    { scenario: { ...(LINK.scenario as object), sides: 'three' } },
    /^scenario\.sides of the recording is “three”, which this version of Zabscope does not have\.$/,
  ],
  ['something else seen', { seenBeside: 'nonsense' }, /seenBeside/],
])('%s is answered in one sentence', (_, change, says) => {
  expect(runOfText(JSON.stringify({ ...LINK, ...change }), 'en')).toMatch(says);
});

test('a moment of the other page is known as such', () => {
  expect(kindOf('{"version":1,"pair":{},"lines":[]}')).toBe('pair');
  expect(kindOf('see http://x.test/#/raft?Zm9v')).toBe('pairLink');
});
