import { readFileSync } from 'node:fs';
import { begin, isMistake, openingOf, type Timeline } from '../../../src/timeline/index.ts';
import { linesBefore, playLines, readLessonFile } from '../../../src/tutor/index.ts';

export interface LessonRun {
  readonly timeline: Timeline;
  readonly at: number;
}

const LOCK = '/medical/resources/equipment/MRI/lock';

/** Three departments and one scanner, on the day on which the leader and a department die. */
export function threeDepartments(): LessonRun {
  const opening = openingOf('hospital');
  if (isMistake(opening)) throw new Error('the hospital opens');
  const lines = [
    'run 4500',
    ...['radiology', 'neurology', 'emergency'].flatMap((ward) => [
      `${ward} recipe lock ${LOCK}`,
      'run until quiet',
    ]),
    'radiology recipe release',
    'run until quiet',
    'crash 3',
    'run until leader',
    'run 5000',
    'client neurology kill',
    'run 14000',
  ];
  const played = playLines({ timeline: begin(opening, 1), at: 0 }, lines);
  if ('type' in played) throw new Error(`"${played.line}" can be done`);
  return played;
}

/** The lesson on one scanner, from its first line to its last, as its runs and solutions go. */
export function lessonRun(): LessonRun {
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
