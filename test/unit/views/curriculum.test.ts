import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  cardOf,
  type LessonCard,
  newProgress,
  PATHS,
  PLANNED,
  type Progress,
  readLessonFile,
  TRACKS,
} from '../../../src/tutor/index.ts';
import { curriculumView } from '../../../src/views/curriculum/model.ts';

const home = join(import.meta.dirname, '../../../lessons');
const lessons = readdirSync(home, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
  const parsed = readLessonFile(`lessons/${file}`, textOf(file));
  return parsed?.lesson ? [{ file, lesson: parsed.lesson }] : [];
});
function textOf(file: string): string {
  return file.endsWith('.md') ? readFileSync(join(home, file), 'utf8') : '';
}
const english = lessons.filter(({ file }) => !file.endsWith('.zh.md')).map(({ lesson }) => lesson);
const cards: readonly LessonCard[] = english.map(cardOf);

/** Progress in a lesson of which so many steps are done. */
function been(code: string, done: number): Progress {
  const lesson = english.find((one) => one.code === code);
  if (lesson === undefined) throw new Error(code);
  const fresh = newProgress(lesson);
  const steps = fresh.steps.map((step, n) =>
    n < done ? { ...step, leaf: 'done' as const, spentMs: 90_000 } : step,
  );
  return { ...fresh, step: done - 1, reached: done - 1, steps };
}

const flat = (progress: readonly Progress[]) =>
  curriculumView(cards, progress, 'en').tracks.flatMap(({ lessons: lines }) => lines);
const line = (progress: readonly Progress[], code: string) =>
  flat(progress).find((one) => one.code === code);

describe('the curriculum', () => {
  test('has twenty-one lessons in five tracks, each once', () => {
    const codes = flat([]).map(({ code }) => code);
    expect(codes).toHaveLength(21);
    expect(new Set(codes).size).toBe(21);
    expect(new Set(codes.map((code) => code.slice(0, 1)))).toEqual(new Set(TRACKS));
  });

  test('plans nothing that is there', () => {
    const written = new Set(cards.map(({ code }) => code));
    expect(PLANNED.filter(({ code }) => written.has(code))).toEqual([]);
  });

  test('leads only through lessons that are there', () => {
    const written = new Set(cards.map(({ code }) => code));
    expect(PATHS.flatMap(({ codes }) => codes.filter((code) => !written.has(code)))).toEqual([]);
  });

  test.each(lessons.map(({ file, lesson }) => [file, lesson.able]))(
    '%s says what one can do after it',
    (_, able) => {
      expect(able).toMatch(/^\S.{5,}[^.。]$/);
    },
  );

  test('tells how far somebody is', () => {
    expect(line([], 'C1')).toMatchObject({ state: 'fresh', done: 0, after: ['Z1', 'Z2', 'Z3'] });
    expect(line([been('C1', 2)], 'C1')).toMatchObject({
      state: 'begun',
      done: 2,
      spentMinutes: 3,
      cells: ['done', 'done', 'fresh', 'fresh'],
    });
    const all = cards.find(({ code }) => code === 'Z1')?.steps ?? 0;
    expect(line([been('Z1', all)], 'Z1')?.state).toBe('done');
    expect(line([been('Z1', all)], 'C1')?.after).toEqual(['Z2', 'Z3']);
    expect(line([], 'M3')).toMatchObject({ state: 'planned', cells: [] });
  });

  test('goes on with the lesson that was open last and is not done', () => {
    const all = cards.find(({ code }) => code === 'Z1')?.steps ?? 0;
    const view = curriculumView(cards, [been('M1', 1), been('C1', 2), been('Z1', all)], 'en');
    expect(view.goOn).toMatchObject({ line: { code: 'C1' }, n: 2 });
    expect(view.done).toBe(1);
    expect(view.paths.map(({ next, state }) => [next, state])).toEqual([
      ['C1', 'begun'],
      ['C1', 'begun'],
      ['F2', 'begun'],
    ]);
  });
});

test('of a lesson that is only planned nothing is done', () => {
  const lines = curriculumView([], [], 'en').tracks.flatMap(({ lessons: all }) => all);
  expect(lines).toHaveLength(PLANNED.length);
  for (const one of lines) {
    expect(one).toMatchObject({ state: 'planned', done: 0, spentMinutes: 0, cells: [], after: [] });
  }
});
