import { readFileSync } from 'node:fs';
import { begin, isMistake, openingOf, type Timeline } from '../../../src/timeline/index.ts';
import { linesBefore, playLines, readLessonFile } from '../../../src/tutor/index.ts';

/** The first lesson from its first line to its last, as its runs and solutions go. */
export function lessonRun(): { readonly timeline: Timeline; readonly at: number } {
  const file = 'lessons/4-medical/01-one-mri.md';
  const lesson = readLessonFile(file, readFileSync(file, 'utf8'))?.lesson;
  if (!lesson) throw new Error('the lesson can be read');
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error('the scenario of the lesson opens');
  const timeline = begin(opening, lesson.seed);
  const played = playLines({ timeline, at: 0 }, linesBefore(lesson, lesson.steps.length));
  if ('type' in played) throw new Error(`"${played.line}" can be done`);
  return played;
}
