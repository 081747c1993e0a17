/** Every lesson is read, compared with its twin, and proved by playing it (`tutor/prove.ts`). */
import '../src/tutor/all.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SIM } from '../src/timeline/index.ts';
import {
  faultText,
  type Lesson,
  lessonFile,
  type ParsedLesson,
  parseLesson,
  proveLesson,
  questionsOf,
  readLessonFile,
  textJudges,
  twinFaults,
} from '../src/tutor/index.ts';

const home = join(import.meta.dirname, '..', 'lessons');
const files = readdirSync(home, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/^(README|TRAINER)\b/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
  .sort((a, b) => (a < b ? -1 : 1));

/** To be copied, and a lesson itself; in no list of lessons. */
const isTemplate = (file: string) => /^template(\.zh)?\.md$/.test(file);

function parsed(file: string): ParsedLesson & { readonly lesson: Lesson } {
  const text = readFileSync(join(home, file), 'utf8');
  const found = isTemplate(file)
    ? parseLesson(text, 'template', textJudges('en'))
    : readLessonFile(`lessons/${file}`, text);
  if (found === null) throw new Error(`${file}: name it N-track/NN-slug.md or NN-slug.zh.md`);
  const faults = found.faults.map((fault) => faultText(fault, file, 'en'));
  const { lesson } = found;
  if (lesson === null) throw new Error(faults.join('\n'));
  return { ...found, lesson };
}

const read = (file: string) => parsed(file).lesson;

const isTranslated = (file: string) => file.endsWith('.zh.md');

const twinOf = (file: string) =>
  isTranslated(file) ? file.replace(/\.zh\.md$/, '.md') : file.replace(/\.md$/, '.zh.md');

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

/** What a file says that is not so when it is played, each with its line. */
function unproved(file: string): readonly string[] {
  const { lesson, places } = parsed(file);
  // What goes otherwise under other seeds does so in both languages: they have the same lines.
  const seeds = isTranslated(file) && lesson.special === '' ? 0 : undefined;
  const proof = proveLesson(SIM, lesson, places, 'en', seeds);
  for (;;) {
    const { done, value } = proof.next();
    if (done === true) return value.map((fault) => faultText(fault, file, 'en'));
  }
}

// The twin has the same lines and goals: what is its own is what hints say to type.
test.each(files)(
  '%s is played, in one language over twenty other seeds too, and is as it says',
  (file) => {
    expect(unproved(file)).toEqual([]);
  },
  120_000,
);

/** Definitions and reasons, that no run can show: as few as can be. */
const MOST_IN_WORDS = 3;

test('hardly any wrong option is answered by words alone', () => {
  const lessons = files.filter((file) => !isTranslated(file)).map((file) => read(file));
  const inWords = lessons.flatMap((lesson) =>
    questionsOf(lesson).flatMap(({ question }) => question.options.filter((one) => one.inWords)),
  );
  expect(inWords.length).toBeLessThanOrEqual(MOST_IN_WORDS);
});

/** How often the right one of several options stands in one place, at the most: two in three. */
const MOST_IN_ONE_PLACE = 2 / 3;

test.each(files.filter((file) => !isTemplate(file)))(
  'where the right option stands tells nothing in %s',
  (file) => {
    const choices = questionsOf(read(file)).filter(({ question }) => question.form === 'choice');
    const rights = choices.map(({ question }) => question.right);
    const most = Math.max(...rights.map((place) => rights.filter((one) => one === place).length));
    expect(most / rights.length).toBeLessThanOrEqual(MOST_IN_ONE_PLACE);
  },
);
