/**
 * The bug zoo: each faulty variant of the protocol has a story in test/golden/zoo-NAME.txt, where
 * it breaks what it is said to break. The same story without the variant is clean, so it is the
 * switch that breaks it, and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breaksOf, invariantsOf } from '../../src/checker/index.ts';
import { keys } from '../../src/i18n/index.ts';
import { DEFAULT_PROTOCOL } from '../../src/protocols/index.ts';
import { VARIANTS, type VariantName, ZAB } from '../../src/zab/index.ts';
import { fallenIn, retold } from '../support/golden.ts';

const folder = join(import.meta.dirname, '../golden');
const NAMES = Object.keys(VARIANTS) as VariantName[];

function storyOf(name: string): string {
  return readFileSync(join(folder, `zoo-${name}.txt`), 'utf8');
}

const headerOf = (story: string, word: string): string =>
  new RegExp(`^${word}: (.*)$`, 'm').exec(story)?.[1] ?? '';

const isUnsafe = (name: VariantName): boolean => breaksOf(ZAB, name).length > 0;

describe('the bug zoo', () => {
  test('has a story for each variant, and no other', () => {
    const stories = readdirSync(folder).filter((file) => file.startsWith('zoo-'));
    expect(stories.sort()).toEqual(NAMES.map((name) => `zoo-${name}.txt`).sort());
  });

  test('names invariants that there are', () => {
    const known = new Set(invariantsOf(DEFAULT_PROTOCOL).map((one) => one.name));
    const named = NAMES.flatMap((name): readonly string[] => breaksOf(ZAB, name));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(NAMES)('%s is on in its story, and off in no other way', (name) => {
    expect(headerOf(storyOf(name), 'variant').split(',')).toContain(name);
  });

  test.each(NAMES)('%s says what is wrong and what it teaches', (name) => {
    const said = keys().filter((key) => key.startsWith(`variants.${name}.`));
    const symptom = isUnsafe(name) ? [] : [`variants.${name}.symptom`];
    const expected = [`variants.${name}.cause`, ...symptom, `variants.${name}.teaches`];
    expect(said.sort()).toEqual(expected);
  });

  test.each(NAMES.filter(isUnsafe))('%s breaks what it is said to break', (name) => {
    const fallen = fallenIn(storyOf(name));
    const breaks = breaksOf(ZAB, name);
    expect(breaks.filter((one) => !fallen.includes(one))).toEqual([]);
  });

  test.each(NAMES)('the story of %s is clean without it', (name) => {
    expect(fallenIn(storyOf(name), true)).toEqual([]);
  });

  test.each(NAMES.filter((name) => !isUnsafe(name)))('%s shows its symptom only', (name) => {
    const story = storyOf(name);
    const symptom = headerOf(story, 'symptom');
    expect(symptom).not.toBe('');
    expect(fallenIn(story)).toEqual([]);
    expect(outputOf(retold(story))).toContain(symptom);
    expect(outputOf(retold(story.replace(/^variant: .*$/m, '')))).not.toContain(symptom);
  });
});

/** What happened, without the lines that say what to do. */
function outputOf(story: string): string {
  return story
    .split('\n')
    .filter((line) => /^ {2}/.test(line))
    .join('\n');
}
