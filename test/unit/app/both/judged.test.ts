/** What holds in a run of two sides: that of both. */
import '../../../../src/i18n/all.ts';
import '../../../../src/recipes/all.ts';
import { expect, test } from 'vitest';
import { judgedOn } from '../../../../src/app/both/judged.ts';
import { invariantsOf } from '../../../../src/checker/index.ts';
import { translate } from '../../../../src/i18n/index.ts';
import { protocolOf, SIDES } from '../../../../src/pair/index.ts';
import {
  beginWith,
  isMistake,
  openingOf,
  SIM,
  type Timeline,
  zooCfgFor,
} from '../../../../src/timeline/index.ts';
import { playLines } from '../../../../src/tutor/index.ts';

const t = translate('en');

function played(variants: Timeline['variants'], lines: readonly string[]) {
  const opening = openingOf({ zooCfg: zooCfgFor(3, 0), setup: [] });
  if (isMistake(opening)) throw new Error('no three servers');
  const next = playLines({ timeline: beginWith(SIM, opening, 1, variants), at: 0 }, lines);
  if ('type' in next) throw new Error(next.line);
  return next;
}

const CALM = ['start 1 2 3', 'run 5000'];

test('the invariants of both protocols are counted', () => {
  const { timeline, at } = played({}, CALM);
  const each = SIDES.map((side) => invariantsOf(protocolOf(side)).length);
  expect(Math.min(...each)).toBeGreaterThan(0);
  const checked = each.reduce((n, one) => n + one, 0);
  expect(judgedOn(timeline, at, t)).toEqual({ checked, broken: null, count: 0 });
});

test('what one side breaks is said with that side', () => {
  // ZOOKEEPER-4646, as golden/zoo-ackBeforeFsync has it.
  const { timeline, at } = played({ ackBeforeFsync: true }, [
    ...['start 1 2 3', 'run 1000', 'client a connect 2 timeout 8000', 'run 100', 'crash 1'],
    ...['a: create /x 1', 'run 50', 'crash 2 3', 'disk 1 900', 'start 1 3', 'run 500'],
    ...['power-loss 1 3', 'disk 1 0', 'start 1 2', 'run 1000'],
  ]);
  const judged = judgedOn(timeline, at, t);
  expect(judged?.count).toBeGreaterThan(0);
  expect(judged?.broken).toMatch(/^ZAB: \w+$/);
});
