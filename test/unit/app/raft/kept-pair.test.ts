/** Two runs at a moment, as text and back: the same moment, or one sentence about why not. */
import '../../../../src/i18n/all.ts';
import '../../../../src/recipes/all.ts';
import { describe, expect, test } from 'vitest';
import {
  givenOf,
  isKeepable,
  printPair,
  readPair,
  type ShownPair,
} from '../../../../src/app/raft/kept-pair.ts';
import {
  actPair,
  atOf,
  beginPair,
  extendPair,
  type PairSetting,
  SIDES,
  STORIES,
  saidUntil,
} from '../../../../src/pair/index.ts';
import { isParseError, type Sentence, say } from '../../../../src/script/index.ts';
import { worldAt } from '../../../../src/timeline/index.ts';

type Lines = readonly (readonly [ms: number, text: string])[];

function played(setting: PairSetting, lines: Lines, ms: number): ShownPair {
  let pair = beginPair(setting);
  for (const [at, text] of lines) {
    const acted = actPair(pair, atOf(at), text);
    if (isParseError(acted)) throw new Error(text);
    pair = acted.pair;
  }
  return { pair: extendPair(pair, atOf(ms)), at: atOf(ms), story: null };
}
const LINES: Lines = [
  [0, 'client a connect 1'],
  [300.5, 'a: put k v'],
  [301.25, 'hold PROPOSAL 3 -> 1'],
  [900, 'crash 3'],
];
const SHOWN = played({ servers: 3, lead: 3, seed: 6 }, LINES, 2400);

function read(text: string): ShownPair {
  const found = readPair(text);
  if ('key' in found) throw new Error(say(found, 'en'));
  return found;
}

describe('there and back', () => {
  test('it is the same moment of both', () => {
    const again = read(printPair(SHOWN));
    expect(again.at).toBe(SHOWN.at);
    expect(saidUntil(again.pair)).toEqual(saidUntil(SHOWN.pair));
    for (const side of SIDES) {
      expect(worldAt(again.pair[side], again.at)).toEqual(worldAt(SHOWN.pair[side], SHOWN.at));
    }
    expect(printPair(again)).toBe(printPair(SHOWN));
  });

  test('with an observer and a learner it comes back with them', () => {
    const four = played({ servers: 3, observers: 1, lead: 3, seed: 6 }, LINES, 1200);
    const again = read(printPair(four));
    expect(again.pair.setting).toEqual(four.pair.setting);
    for (const side of SIDES) expect(worldAt(again.pair[side], again.at).hosts).toHaveLength(4);
  });

  test('what is said later is left out', () => {
    const early = read(printPair({ ...SHOWN, at: atOf(600) }));
    expect(saidUntil(early.pair).map(({ text }) => text)).not.toContain('crash 3');
    expect(early.at).toBe(atOf(600));
  });

  test('a story goes on from there, unless something else was said', () => {
    const story = STORIES.calm;
    const begun = story.lines.filter(([ms]) => ms <= 2000);
    const told = { ...played(story.setting, begun, 2000), story };
    const again = read(printPair(told));
    expect(again.story).toBe(story);
    expect(again.pair.setting).toEqual(story.setting);
    expect(givenOf(story, again)).toBe(begun.length);
    const own = played(story.setting, [...begun, [1900, 'crash 2']], 2000);
    expect(givenOf(story, own)).toBeNull();
  });

  test('a moment that takes too long to come back to is not kept', () => {
    expect(isKeepable(SHOWN)).toBe(true);
    expect(isKeepable({ ...SHOWN, at: atOf(300_001) })).toBe(false);
  });
});

const GOOD = JSON.parse(printPair(SHOWN)) as Record<string, unknown>;
const pairOf = (change: Record<string, unknown>) => ({ pair: { servers: 3, seed: 6, ...change } });

test.each<[what: string, value: unknown, says: string]>([
  ['no text', '', 'no moment of two'],
  ['an array', [], 'no moment of two'],
  ['another version', { ...GOOD, version: 2 }, 'of version 2'],
  ['a run', { version: 1, scenario: 'default', seed: 1, commands: [] }, '“pair”'],
  ['too many servers', { ...GOOD, ...pairOf({ servers: 99 }) }, '“pair.servers”'],
  ['no seed', { ...GOOD, ...pairOf({ seed: 1.5 }) }, '“pair.seed”'],
  ['no setting', { ...GOOD, ...pairOf({ raft: 'forgetVote' }) }, '“pair.raft”'],
  ['no story', { ...GOOD, story: '__proto__' }, '“story”'],
  ['too late', { ...GOOD, untilMs: 1e9 }, '“untilMs”'],
  ['a line without its time', { ...GOOD, lines: ['crash 3'] }, '“lines.0”'],
  ['too many lines', { ...GOOD, lines: Array(401).fill('@4000 heal') }, '“lines”'],
  ['a line that is none', { ...GOOD, lines: ['@4000 crush 3'] }, 'Line 1'],
  ['a line that only lets time pass', { ...GOOD, lines: ['@4000 run 500'] }, 'Line 1'],
  ['lines out of order', { ...GOOD, lines: ['@4500 crash 3', '@4400 start 3'] }, 'Line 2'],
  ['a line before the beginning', { ...GOOD, lines: ['@100 crash 3'] }, 'Line 1'],
  ['a line behind the end', { ...GOOD, lines: ['@9000 crash 3'] }, 'Line 1'],
])('%s is answered in one sentence', (_, value, says) => {
  const found = readPair(typeof value === 'string' ? value : JSON.stringify(value));
  expect('key' in found && say(found as Sentence, 'en')).toContain(says);
});
