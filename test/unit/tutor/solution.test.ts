/** Solutions that are handed in: what is right is seen to be right by playing it, nothing else. */
import '../../../src/tutor/all.ts';
import { describe, expect, test } from 'vitest';
import { type Language, say } from '../../../src/script/index.ts';
import { SIM } from '../../../src/timeline/index.ts';
import {
  judgeSolution,
  printSolution,
  readSolution,
  type Solution,
} from '../../../src/tutor/index.ts';
import { lessonOf, solved } from '../../support/handed-in.ts';

/** As it comes out of a file. */
function handedIn(solution: object): Solution {
  const read = readSolution(JSON.stringify(solution));
  if ('key' in read) throw new Error(say(read, 'en'));
  return read;
}

const C1 = lessonOf('3-crash-recovery/01-leader-dies');
const M1 = lessonOf('4-medical/01-one-mri');
const F2 = lessonOf('1-foundations/02-sessions');
const Z5 = lessonOf('2-zab/05-is-it-just-raft');

describe.each([C1, M1, F2, Z5])('$code', (lesson) => {
  const steps = lesson.steps.flatMap((step, n) => (step.goals.length > 0 ? [n] : []));

  test.each(steps)('what the author does in step %i holds when it is handed in', (n) => {
    const solution = solved(lesson, n);
    const read = handedIn(JSON.parse(printSolution(solution)));
    expect(read).toEqual(solution);
    expect(judgeSolution(SIM, lesson, read).type).toBe('holds');
  });
});

test('what etcd’s side does not bear out does not hold', () => {
  const slip = solved(Z5, 4, Z5.steps[4]?.wrong);
  expect(judgeSolution(SIM, Z5, handedIn(slip)).type).toBe('misses');
});

describe('what is forged', () => {
  const true_ = solved(C1, 3);
  const [branch] = true_.branches.slice(-1);
  const last = (commands: readonly string[]) => ({
    ...true_,
    branches: [{ untilMs: branch?.untilMs ?? 0, commands }],
  });
  const early = branch?.commands.filter((line) => {
    return Number(/^@([\d.]+)/.exec(line)?.[1]) < true_.startedMs;
  });

  test.each<[string, object, string]>([
    ['a verdict of its own counts nothing', { ...last(early ?? []), passed: true }, 'unfit'],
    ['no line of the lesson', { ...last([]), passed: true }, 'unfit'],
    ['a run cut short', { ...true_, untilMs: true_.startedMs }, 'misses'],
    ['a time before the step', { ...true_, untilMs: 0 }, 'unfit'],
    ['a step that there is not', { ...true_, solution: { ...true_.solution, step: 9 } }, 'unfit'],
    ['lines that are none', last([...(branch?.commands ?? []), '@999999 alert(1)']), 'unfit'],
    ['the run of another step', { ...solved(C1, 0), solution: true_.solution }, 'unfit'],
  ])('%s', (_, forged, type) => {
    const v = judgeSolution(SIM, C1, handedIn(forged));
    expect(v, JSON.stringify(v).slice(0, 300)).toMatchObject({ type });
  });

  test('the run of another lesson', () => {
    const verdict = judgeSolution(
      SIM,
      M1,
      handedIn({ ...true_, solution: { lesson: '', step: 1 } }),
    );
    expect(verdict.type === 'unfit' && say(verdict.why, 'en')).toBe(
      'It does not begin as the lesson does.',
    );
  });
});

test.each<[Language, string, string]>([
  ['en', 'no', 'This is no solution: it is not JSON.'],
  ['zh', '{"version": 1}', '这不是解答：“solution”处不合要求。'],
  [
    'en',
    `"${'x'.repeat(300_000)}"`,
    'This is too long to be a solution: at most 262144 characters.',
  ],
  ['en', '[]', 'This is no solution: something is unfit at “version”.'],
])('what is none is refused with a sentence: %s %#', (language, text, sentence) => {
  const read = readSolution(text);
  expect('key' in read ? say(read, language) : '').toBe(sentence);
});
