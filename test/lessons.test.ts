/** Every lesson is read, compared with its twin, and proved (`support/lesson-proof.ts`). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  faultText,
  type Lesson,
  lessonFile,
  parseLesson,
  plainText,
  readLessonFile,
  textJudges,
  twinFaults,
} from '../src/tutor/index.ts';
import { coursesOf, LineRefused, PROOFS, unproved } from './support/lesson-proof.ts';

const home = join(import.meta.dirname, '..', 'lessons');
const files = readdirSync(home, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'README.md')
  .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
  .sort((a, b) => (a < b ? -1 : 1));

/** To be copied, and a lesson itself; in no list of lessons. */
const isTemplate = (file: string) => /^template(\.zh)?\.md$/.test(file);

function read(file: string): Lesson {
  const text = readFileSync(join(home, file), 'utf8');
  const parsed = isTemplate(file)
    ? parseLesson(text, 'template', textJudges('en'))
    : readLessonFile(`lessons/${file}`, text);
  if (parsed === null) throw new Error(`${file}: name it N-track/NN-slug.md or NN-slug.zh.md`);
  const faults = parsed.faults.map((fault) => faultText(fault, file, 'en'));
  if (parsed.lesson === null) throw new Error(faults.join('\n'));
  return parsed.lesson;
}

const twinOf = (file: string) =>
  file.endsWith('.zh.md') ? file.replace(/\.zh\.md$/, '.md') : file.replace(/\.md$/, '.zh.md');

/** The same with the number of the line that could not be done. */
function located<T>(file: string, proof: () => T): T {
  try {
    return proof();
  } catch (error) {
    if (!(error instanceof LineRefused)) throw error;
    const written = readFileSync(join(home, file), 'utf8').split('\n');
    const bare = (line: string) => line.replace(/(^|\s)#.*$/, '').trim();
    const at = written.findIndex((line) => bare(line) === error.line) + 1;
    throw new Error(`${file}:${at}: ${error.message}`);
  }
}

test('there are lessons, and nothing else among them', () => {
  expect(files.length).toBeGreaterThan(0);
  const lessons = files.filter((file) => !isTemplate(file));
  expect(lessons.filter((file) => lessonFile(`lessons/${file}`) === null)).toEqual([]);
});

describe.each(files)('%s', (file) => {
  test('is a lesson, and the same one in the other language', () => {
    const lesson = read(file);
    const twin = twinOf(file);
    const faults = twinFaults(lesson, read(twin), twin).map((one) => faultText(one, file, 'en'));
    expect(faults).toEqual([]);
  });
});

describe.each(files.filter((file) => !file.endsWith('.zh.md')))('%s is played', (file) => {
  const lesson = read(file);
  const courses = located(file, () => coursesOf(lesson));
  const titled = courses.map((course) => [plainText(course.step.title), course] as const);

  for (const [what, proof] of Object.entries(PROOFS)) {
    test.each(titled)(`%s: ${what}`, (_, course) => {
      expect(located(file, () => proof(course, lesson))).toEqual([]);
    });
  }

  test('over twenty other seeds the same holds, or it says why its seed is special', () => {
    const seeds = Array.from({ length: 20 }, (_, n) => lesson.seed + n + 1);
    const different = seeds.flatMap((seed) =>
      unproved({ ...lesson, seed }).map((what) => `seed ${seed}: ${what}`),
    );
    if (lesson.special === '') expect(different).toEqual([]);
    else expect(different).not.toEqual([]);
  });
});
