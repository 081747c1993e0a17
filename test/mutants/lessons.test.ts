/**
 * Lessons with one thing in them changed: a line left out, another answer marked as right, another
 * predicate. What is proved of lessons has to notice it. `LESSONS=all` tries all lessons and says
 * which changes nothing notices; without it, the first one is tried.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SIM } from '../../src/timeline/index.ts';
import { CHECKS } from '../../src/tutor/checks.ts';
import { type Course, Trial } from '../../src/tutor/course.ts';
import { type Lesson, type Places, readLessonFile, type Step } from '../../src/tutor/index.ts';
import { type LessonMutant, lessonMutants } from './lesson-mutants.ts';

const home = join(import.meta.dirname, '../../lessons');
const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^\d.*\/[^.]*\.md$/.test(file))
  .sort();
const tried = process.env.LESSONS === 'all' ? files : files.slice(0, 1);

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

test.each(tried)(
  '%s: whoever changes a right answer is told, and nearly whatever else is changed',
  (file) => {
    const read = readLessonFile(`lessons/${file}`, readFileSync(join(home, file), 'utf8'));
    if (!read?.lesson) throw new Error(file);
    const mutants = lessonMutants(read.lesson);
    const unnoticed = unnoticedIn(read.lesson, read.places, mutants);
    const of = (kind: LessonMutant['kind'], list: readonly LessonMutant[]) =>
      list.filter((one) => one.kind === kind).length;
    const counts = (['line', 'predicate', 'answer'] as const).map(
      (kind) => `${kind} ${of(kind, unnoticed)} of ${of(kind, mutants)}`,
    );
    const said = unnoticed.map(({ kind, what }) => `  ${kind}: ${what}`);
    if (tried.length > 1) console.log([`${file}: ${counts.join(', ')}`, ...said].join('\n'));
    expect(of('answer', unnoticed)).toBe(0);
    // A wait too many, and a predicate that is true of another server, too.
    expect(unnoticed.length).toBeLessThan(mutants.length / 5);
  },
  600_000,
);
