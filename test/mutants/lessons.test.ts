/**
 * Lessons with one thing in them changed: a line left out, another answer marked as right, another
 * predicate. What is proved of lessons has to notice it. `LESSONS=all` tries all lessons,
 * `LESSONS=Z2,C1` those two, and says which changes nothing notices; without it, the first one.
 */
import '../../src/tutor/all.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SIM } from '../../src/timeline/index.ts';
import { CHECKS } from '../../src/tutor/checks.ts';
import { type Course, Trial } from '../../src/tutor/course.ts';
import {
  codeOf,
  type Lesson,
  type Places,
  readLessonFile,
  type Step,
} from '../../src/tutor/index.ts';
import { type LessonMutant, lessonMutants } from './lesson-mutants.ts';

const home = join(import.meta.dirname, '../../lessons');
const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^\d.*\/[^.]*\.md$/.test(file))
  .sort();
const asked = process.env.LESSONS;
const tried =
  asked === undefined
    ? files.slice(0, 1)
    : files.filter(
        (file) => asked === 'all' || asked.split(',').includes(codeOf(file.slice(0, -3))),
      );

const isWrong = (trial: Trial, course: Course): boolean =>
  Object.values(CHECKS).some((check) => {
    check(trial, course);
    return trial.faults.length > 0;
  });

/** Whether a change is noticed under the lesson's own seed; `courses`: of the lesson as it is. */
function isNoticed(
  { lesson, n, isOther }: LessonMutant,
  courses: readonly Course[],
  places: Places,
): boolean {
  const trial = new Trial(SIM, lesson, places, 'en');
  const course = courses[n];
  if (course !== undefined && !isOther) {
    return isWrong(trial, { ...course, step: lesson.steps[n] as Step });
  }
  let played = Math.max(0, n);
  for (const other of trial.courses(played, course?.start ?? null)) {
    if (isWrong(trial, other)) return true;
    played += 1;
  }
  return played < lesson.steps.length;
}

function unnoticedIn(lesson: Lesson, places: Places, mutants: readonly LessonMutant[]) {
  const courses = [...new Trial(SIM, lesson, places, 'en').courses()];
  return mutants.filter((mutant) => !isNoticed(mutant, courses, places));
}

/** Changes that make no lesson wrong, and why. */
const EQUIVALENT: readonly (readonly [what: RegExp, why: string])[] = [
  // Only that it is over too soon to be seen: that waits are felt is held by the rules of teaching.
  [/[:/] (run \d+|run until \w+)$/, 'what comes behind it waits long enough'],
  [/: (server|from|to|candidate) \d+ → \d+$/, 'true of that server, too'],
  [/: of ZooKeeper$/, 'true of both sides'],
  [
    /^(Z2 step (3, change|4, recap, refuting)|C1 step 4, solution): release /,
    'what was held died with its sender',
  ],
  [/^C2 step (3, change|5, solution): release /, 'what was held died with its sender'],
  [
    /^F3 step 4, recap, refuting: .*code (NONODE → OK|OK → NONODE)$/,
    'the desk gets one answer of each kind',
  ],
  [
    /^Z5 step 2, recap.*: n \d → \d$/,
    'how often member 1 asks to be elected is chance: under other seeds it is less often',
  ],
  [/^M1 step 5, change: heal$/, 'surgery finds another server anyhow'],
  [/^M1 step 4, run: delay radiology -> 1 0$/, 'tidied up: radiology does nothing any more'],
  [
    /^M1 step 4, change: delay radiology -> 1 300$/,
    'the watch is set in time, too; it is there to be as in the run but for a second',
  ],
  [
    /^C1 step 4, solution: hold ACK 1 -> 3$/,
    'server 2, which owes the nurse her answer, hears nothing either way; it is held as in step 2',
  ],
];

test.each(tried)(
  '%s: whoever changes a right answer, a line or a predicate is told',
  (file) => {
    const read = readLessonFile(`lessons/${file}`, readFileSync(join(home, file), 'utf8'));
    if (!read?.lesson) throw new Error(file);
    const { code } = read.lesson;
    const mutants = lessonMutants(read.lesson);
    const unnoticed = unnoticedIn(read.lesson, read.places, mutants);
    const whyNot = ({ what }: LessonMutant) =>
      EQUIVALENT.find(([one]) => one.test(`${code} ${what}`))?.[1];
    const of = (kind: LessonMutant['kind'], list: readonly LessonMutant[]) =>
      list.filter((one) => one.kind === kind).length;
    const counts = (['line', 'predicate', 'answer'] as const).map(
      (kind) => `${kind} ${of(kind, unnoticed)} of ${of(kind, mutants)}`,
    );
    const said = unnoticed.map((one) => `  ${one.kind}: ${one.what} (${whyNot(one) ?? 'wrong'})`);
    if (asked !== undefined) console.log([`${file}: ${counts.join(', ')}`, ...said].join('\n'));
    expect(unnoticed.filter((one) => whyNot(one) === undefined).map(({ what }) => what)).toEqual(
      [],
    );
    // A wait too many, and a predicate that is true of another server, too.
    expect(unnoticed.length).toBeLessThan(mutants.length / 4);
  },
  600_000,
);
