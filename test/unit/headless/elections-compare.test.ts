import { describe, expect, test } from 'vitest';
import { compareElection } from '../../../src/headless/conformance/elections-compare.ts';
import type {
  ElectionRecording,
  ObservedPhase,
} from '../../../src/headless/conformance/elections-format.ts';

const epochs = (n: number) => ({ currentEpoch: n, acceptedEpoch: n });

const RECORDED: ElectionRecording = {
  name: 'made up',
  servers: 3,
  observers: 1,
  config: {},
  steps: [],
  outcomesOfAllRuns: [
    [['server.3', { 'server.1': 'DIFF', 'server.2': 'DIFF' }]],
    [['server.3', { 'server.1': 'SNAP', 'server.2': 'DIFF' }]],
    [['server.2', { 'server.1': 'DIFF', 'server.3': 'TRUNC' }]],
  ],
  phases: [
    {
      phase: 'only',
      elected: 'server.3',
      roles: {
        'server.1': 'follower',
        'server.2': 'follower',
        'server.3': 'leader',
        'server.4': 'observer',
      },
      epochsAfter: {
        'server.1': epochs(1),
        'server.4': { currentEpoch: null, acceptedEpoch: null },
      },
      learnerReceived: { 'server.1': 'DIFF', 'server.2': 'DIFF' },
    },
  ],
};

const OBSERVED: ObservedPhase = {
  elected: 'server.3',
  roles: {
    'server.1': 'follower',
    'server.2': 'follower',
    'server.3': 'leader',
    'server.4': 'observer',
  },
  epochsAfter: { 'server.1': epochs(1), 'server.4': epochs(0) },
  learnerReceived: { 'server.1': 'SNAP', 'server.2': 'DIFF' },
};

const OTHER_WINNER: ObservedPhase = {
  ...OBSERVED,
  elected: 'server.2',
  roles: { ...OBSERVED.roles, 'server.2': 'leader', 'server.3': 'follower' },
  learnerReceived: { 'server.1': 'DIFF', 'server.3': 'TRUNC' },
};

describe('a replay agrees with some recorded run', () => {
  test.each([
    ['the modes of two runs', OBSERVED],
    ['another winner, as in one run', OTHER_WINNER],
  ])('%s', (_, observed) => {
    expect(compareElection(RECORDED, [observed])).toEqual([]);
  });

  test.each<readonly [string, ObservedPhase, readonly [string, string, string]]>([
    [
      'nobody elected',
      { ...OBSERVED, elected: 'nobody', roles: {}, learnerReceived: {} },
      ['elected', 'server.2 or server.3', 'nobody'],
    ],
    [
      'a mode of no run',
      { ...OBSERVED, learnerReceived: { 'server.1': 'DIFF', 'server.2': 'SNAP' } },
      ['server.2 received', 'DIFF', 'SNAP'],
    ],
    [
      'a mode of a run that another server won',
      { ...OBSERVED, learnerReceived: { ...OBSERVED.learnerReceived, 'server.3': 'TRUNC' } },
      ['server.3 received', 'nothing', 'TRUNC'],
    ],
    [
      'a learner that was not synchronized',
      { ...OBSERVED, learnerReceived: { 'server.1': 'DIFF' } },
      ['server.2 received', 'DIFF', 'nothing'],
    ],
    [
      'another role',
      { ...OBSERVED, roles: { ...OBSERVED.roles, 'server.1': 'looking' } },
      ['role of server.1', 'follower', 'looking'],
    ],
    [
      'an observer that votes',
      { ...OTHER_WINNER, roles: { ...OTHER_WINNER.roles, 'server.4': 'follower' } },
      ['role of server.4', 'observer', 'follower'],
    ],
    [
      'another epoch',
      { ...OBSERVED, epochsAfter: { ...OBSERVED.epochsAfter, 'server.1': epochs(2) } },
      ['epochs of server.1', 'currentEpoch 1, acceptedEpoch 1', 'currentEpoch 2, acceptedEpoch 2'],
    ],
  ])('%s is told', (_, observed, [what, expected, got]) => {
    const found = compareElection(RECORDED, [observed]);
    expect(found).toContainEqual({ where: `phase 1 (only): ${what}`, expected, got });
  });

  test('a phase that did not come is told', () => {
    expect(compareElection(RECORDED, []).length).toBe(1);
  });
});
