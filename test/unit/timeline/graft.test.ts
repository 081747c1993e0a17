/** A run from elsewhere becomes a branch of this one, if it is a run of the same beginning. */
import { describe, expect, test } from 'vitest';
import {
  act,
  branchOf,
  complaintOf,
  extendTo,
  graft,
  isMistake,
  type Mistake,
  type Recording,
  replay,
  save,
  seenAt,
  switchTo,
  type Timeline,
} from '../../../src/timeline/index.ts';

function right<T extends object>(answer: T | Mistake): T {
  if (isMistake(answer)) throw new Error(complaintOf(answer, 'en'));
  return answer;
}

const at = (ms: number) => ms * 1000;
const OURS: Recording = {
  ...{ version: 1, scenario: 'default', seed: 1 },
  commands: ['@5000 crash 3', '@9000 start 3'],
};
const ours = (): Timeline => extendTo(right(replay(OURS)), at(12_000));
const theirs = (commands: string[], untilMs = 15_000): Recording => ({
  ...OURS,
  commands,
  untilMs,
});
const wrong = (recording: Recording) => {
  const answer = graft(ours(), recording, 'ann');
  return isMistake(answer) ? complaintOf(answer, 'en') : null;
};

describe('what is handed back', () => {
  test.each([
    ['another command', ['@5000 crash 3', '@7000 crash 2'], 7000, 1],
    ['another command at the same time', ['@5000 crash 1'], 5000, 1],
    ['one that comes after ours', ['@5000 crash 3', '@9000 start 3', '@13000 crash 1'], 13_000, 1],
    ['ours without its last one', ['@5000 crash 3'], 9000, 0],
    ['nothing of ours', ['@2000 crash 2', '@3000 start 2'], 2000, 2],
  ])('%s parts just before it, and is the same run as there', (_, commands, ms, own) => {
    const done = right(graft(ours(), theirs(commands), 'ann'));
    expect(done).toMatchObject({ partedAt: at(ms) - 1, own });
    const branch = branchOf(done.timeline);
    expect(branch).toMatchObject({ name: 'ann', parent: { branch: 1 }, end: at(15_000) });
    const alone = extendTo(right(replay(theirs(commands))), at(15_000));
    for (const time of [ms - 1, ms, ms + 500, 15_000]) {
      expect(seenAt(done.timeline, at(time))).toBe(seenAt(alone, at(time)));
    }
    expect(save(switchTo(done.timeline, 1))).toEqual(save(ours()));
  });

  test('leaves the branch with which it has most in common', () => {
    const forked = right(act(ours(), at(7000), { type: 'crash', servers: [2] }));
    const done = right(
      graft(forked, theirs(['@5000 crash 3', '@7000 crash 2', '@8000 start 2']), ''),
    );
    expect(branchOf(done.timeline).parent).toEqual({ branch: 2, at: at(8000) - 1 });
  });

  test('is refused in a sentence where it is no answer', () => {
    expect(wrong({ ...theirs(['@1000 crash 1']), seed: 2 })).toMatch(/seed 2; this one has seed 1/);
    expect(wrong({ ...theirs([]), scenario: 'hospital' })).toMatch(/another ensemble/);
    expect(wrong({ ...theirs([]), variants: ['neverTrunc'] })).toMatch(/variant/);
    expect(wrong(theirs([...OURS.commands]))).toMatch(/nothing that is not here/);
    expect(wrong(theirs(['@5000 crash 3'], 8000))).toMatch(/nothing that is not here/);
    expect(wrong(theirs(['@5000 crush 3']))).toMatch(/commands\[0\]/);
  });

  test('is refused when there are as many branches as there may be', () => {
    let run = ours();
    for (let n = 1; n < 32; n++) {
      run = right(graft(run, theirs([`@${n * 100} crash 1`], n * 100 + 1), '')).timeline;
    }
    const answer = graft(run, theirs(['@4000 crash 1']), '');
    expect(isMistake(answer) && complaintOf(answer, 'en')).toMatch(/32 branches/);
  });
});

describe('what was seen', () => {
  test('is the same for the same run, and another for any other', () => {
    const run = extendTo(ours(), at(20_000));
    expect(seenAt(run, at(20_000))).toBe(seenAt(extendTo(ours(), at(20_000)), at(20_000)));
    const other = extendTo(right(replay({ ...OURS, seed: 2 })), at(20_000));
    expect(seenAt(other, at(20_000))).not.toBe(seenAt(run, at(20_000)));
    expect(seenAt(run, at(19_000))).not.toBe(seenAt(run, at(20_000)));
    expect(seenAt(run, at(20_000))).toMatch(/^\d+-[\da-f]{8}$/);
  });

  test('of nothing is nothing', () => {
    expect(seenAt(right(replay(OURS)), -1)).toMatch(/^0-/);
  });
});
