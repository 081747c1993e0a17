/** Solutions as students hand them in: a step of a lesson, done by lines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginWith, isMistake, openingOf, SIM } from '../../src/timeline/index.ts';
import {
  type Lesson,
  linesBefore,
  type Played,
  playLines,
  readLessonFile,
  type Solution,
  solutionFrom,
  solutionOf,
} from '../../src/tutor/index.ts';

const home = join(import.meta.dirname, '../../lessons');

export function lessonOf(slug: string): Lesson {
  const path = `lessons/${slug}.md`;
  const lesson = readLessonFile(path, readFileSync(join(home, `${slug}.md`), 'utf8'))?.lesson;
  if (lesson == null) throw new Error(slug);
  return lesson;
}

function played(from: Played, lines: readonly string[]): Played {
  const next = playLines(from, lines);
  if ('type' in next) throw new Error(next.line);
  return next;
}

/** A step (from 0) whose task is done by lines: as its author does it, or otherwise. */
export function solved(lesson: Lesson, step: number, lines?: readonly string[]): Solution {
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error('opening');
  const before = linesBefore(lesson, step);
  const start = played({ timeline: beginWith(SIM, opening, lesson.seed), at: 0 }, before);
  const here = lesson.steps[step];
  if (here === undefined) throw new Error('step');
  const end = played(start, [...here.run, ...(lines ?? solutionOf(here).lines)]);
  return solutionFrom(lesson, step, null, { ...end, startedAt: start.at });
}
