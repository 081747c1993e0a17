import { expect, test } from 'vitest';
import {
  counted,
  inPhase,
  newBallot,
  shareRight,
  withHands,
} from '../../../../src/app/present/ballot.ts';
import { type CueScene, cueOf } from '../../../../src/app/present/cues.ts';
import { NEW_SESSION, orderFrom, readSession } from '../../../../src/app/present/kept-session.ts';
import { reportOf } from '../../../../src/app/present/report.ts';
import { translate } from '../../../../src/i18n/index.ts';

const ASKED = newBallot({
  ...{ id: 1, about: 'C1 · Alone', text: 'Which bed?', options: ['ICU-1', 'ICU-7'] },
  ...{ whys: ['Nobody heard of it.', 'It is down.'], right: 0 },
});

test('hands are counted, talked over and counted again; both counts are kept', () => {
  let ballot = withHands(withHands(ASKED, 0, 4), 1, 16.4);
  ballot = inPhase(ballot, 'talking');
  // Nobody counts while they talk, and no run has been seen.
  expect(withHands(ballot, 0, 9)).toBe(ballot);
  expect(inPhase(ballot, 'seen')).toBe(ballot);
  ballot = withHands(withHands(inPhase(ballot, 'again'), 0, 15), 1, 5);
  ballot = inPhase(inPhase(ballot, 'running'), 'seen');
  expect([ballot.first, ballot.second, counted(ballot)]).toEqual([
    [4, 16],
    [15, 5],
    [15, 5],
  ]);
  expect([shareRight(ballot, ballot.first), shareRight(ballot, ballot.second)]).toEqual([
    0.2, 0.75,
  ]);
  expect(shareRight(ASKED, ASKED.first)).toBeNull();

  const report = reportOf({ ...NEW_SESSION, ballots: [ballot] }, 'Monday', translate('en'));
  for (const said of ['C1 · Alone', 'Which bed?', 'A. ICU-1: 4 → 15 ✓ right', 'B. ICU-7: 16 → 5']) {
    expect(report).toContain(said);
  }
  expect(report.split('\n')[0]).toContain('Monday');
  // A question to which nobody raised a hand says so, not that none of all hands was for it.
  const shown = inPhase(inPhase(ASKED, 'running'), 'seen');
  const plain = reportOf({ ...NEW_SESSION, ballots: [shown] }, '周一', translate('zh'));
  expect(plain).toContain('- A. ICU-1 ✓ 正确\n- B. ICU-7\n\n没有数手。');
  expect(report).toContain('What was seen: Nobody heard of it.');
});

test.each([Number.NaN, -3, 1e9])('no such number of hands: %s', (hands) => {
  const [first = 0] = withHands(ASKED, 0, hands).first;
  expect(first >= 0 && first <= 999).toBe(true);
  expect(withHands(ASKED, 7, 1).first).toEqual([0, 0]);
});

const step = (leaf: NonNullable<CueScene['step']>['leaf'], more = {}): CueScene['step'] => ({
  ...{
    leaf,
    underWay: false,
    predicts: true,
    recaps: true,
    recapAsked: false,
    tasks: false,
    changes: false,
    changeAsked: false,
    beside: 'none' as const,
    answers: false,
    unproved: false,
    isLast: false,
    introduces: false,
  },
  ...more,
});

const CHANGE_ASKED = { changes: true, changeAsked: true };
const RUNNING_BESIDE = { ...CHANGE_ASKED, beside: 'running' };
const ANSWERED = { beside: 'shown', answers: true };

test.each<readonly [string, CueScene]>([
  ['event', { card: 'none', phase: null, step: null }],
  ['wayThere', { card: 'unable', phase: null, step: null }],
  ['cause', { card: 'asked', phase: 'asking', step: step('reading') }],
  ['hurry', { card: 'underWay', phase: 'running', step: null }],
  ['tell', { card: 'played', phase: 'running', step: null }],
  ['putAway', { card: 'played', phase: 'seen', step: null }],
  ['nextStep', { card: 'none', phase: null, step: step('reading', { introduces: true }) }],
  ['ask', { card: 'none', phase: null, step: step('reading') }],
  ['run', { card: 'none', phase: 'again', step: step('reading') }],
  ['run', { card: 'none', phase: null, step: step('reading', { predicts: false }) }],
  ['hurry', { card: 'none', phase: 'running', step: step('running') }],
  ['tell', { card: 'none', phase: 'running', step: step('recapping') }],
  ['askRecap', { card: 'none', phase: 'seen', step: step('recapping') }],
  ['tell', { card: 'none', phase: 'asking', step: step('recapping', { recapAsked: true }) }],
  ['solve', { card: 'none', phase: 'seen', step: step('checking') }],
  ['task', { card: 'none', phase: 'seen', step: step('checking', { tasks: true }) }],
  ['solve', { card: 'none', phase: null, step: step('checking', { tasks: true }) }],
  ['hurry', { card: 'none', phase: null, step: step('checking', { underWay: true }) }],
  ['askChange', { card: 'none', phase: 'seen', step: step('done', { changes: true }) }],
  ['runChange', { card: 'none', phase: 'again', step: step('done', CHANGE_ASKED) }],
  ['hurry', { card: 'none', phase: 'running', step: step('done', RUNNING_BESIDE) }],
  ['tell', { card: 'none', phase: 'running', step: step('done', CHANGE_ASKED) }],
  ['nextStep', { card: 'none', phase: 'seen', step: step('done', CHANGE_ASKED) }],
  ['comeBack', { card: 'none', phase: 'seen', step: step('recapping', ANSWERED) }],
  ['overSeeds', { card: 'none', phase: null, step: step('checking', { unproved: true }) }],
  ['nextStep', { card: 'none', phase: 'seen', step: step('done') }],
  ['end', { card: 'none', phase: null, step: step('done', { isLast: true }) }],
])('the next cue is %s', (cue, scene) => {
  expect(cueOf(scene)).toBe(cue);
});

test('a session that cannot be read is a new one; an order has every card once', () => {
  expect(readSession('{"ballots": 3}')).toEqual(NEW_SESSION);
  expect(readSession('{')).toEqual(NEW_SESSION);
  const kept = { ...NEW_SESSION, ballots: [ASKED] };
  expect(readSession(JSON.stringify(kept))).toEqual(kept);
  expect(orderFrom(['c', 'x', 'a', 'c'], ['a', 'b', 'c'])).toEqual(['c', 'a', 'b']);
});
