/**
 * Lessons with one thing in them changed: a line left out, another answer marked as right, another
 * predicate. What is proved of lessons has to notice it. `LESSONS=all` tries all lessons and says
 * which changes nothing notices; without it, the first one is tried.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SIM } from '../../src/timeline/index.ts';
import { type Lesson, type Places, proveLesson, readLessonFile } from '../../src/tutor/index.ts';
import { type LessonMutant, lessonMutants } from './lesson-mutants.ts';

const home = join(import.meta.dirname, '../../lessons');
const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^\d.*\/[^.]*\.md$/.test(file))
  .sort();
const tried = process.env.LESSONS === 'all' ? files : files.slice(0, 1);

function isNoticed(lesson: Lesson, places: Places): boolean {
  const proof = proveLesson(SIM, lesson, places, 'en');
  for (;;) {
    const { done, value } = proof.next();
    if (done === true) return value.length > 0;
  }
}

test.each(tried)(
  '%s: whoever changes a right answer is told, and nearly whatever else is changed',
  (file) => {
    const read = readLessonFile(`lessons/${file}`, readFileSync(join(home, file), 'utf8'));
    if (!read?.lesson) throw new Error(file);
    const { lesson, places } = read;
    const mutants = lessonMutants(lesson);
    const unnoticed = mutants.filter((mutant) => !isNoticed(mutant.lesson, places));
    const of = (kind: LessonMutant['kind'], list: readonly LessonMutant[]) =>
      list.filter((one) => one.kind === kind);
    for (const { kind, what } of unnoticed) console.log(`${file}: ${kind}: ${what}`);
    for (const kind of ['line', 'predicate', 'answer'] as const) {
      console.log(file, kind, of(kind, unnoticed).length, 'of', of(kind, mutants).length);
    }
    expect(of('answer', unnoticed)).toEqual([]);
    // A wait too many, and a predicate that is true in another way, too.
    expect(unnoticed.length).toBeLessThan(mutants.length / 5);
  },
  3_600_000,
);
