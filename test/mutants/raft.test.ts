/**
 * The bug zoo of Raft: each of its variants has a story in test/golden/raft-zoo-NAME.txt, where it
 * breaks what it is said to break. The same story without the variant is clean.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breaksOf } from '../../src/checker/index.ts';
import { keys } from '../../src/i18n/index.ts';
import { RAFT, RAFT_VARIANTS, type RaftVariantName } from '../../src/raft/index.ts';
import { fallenIn, retold } from '../support/golden.ts';

const folder = join(import.meta.dirname, '../golden');
const NAMES = Object.keys(RAFT_VARIANTS) as RaftVariantName[];
const isUnsafe = (name: RaftVariantName): boolean => breaksOf(RAFT, name).length > 0;

function storyOf(name: string): string {
  return readFileSync(join(folder, `raft-zoo-${name}.txt`), 'utf8');
}

const headerOf = (story: string, word: string): string =>
  new RegExp(`^${word}: (.*)$`, 'm').exec(story)?.[1] ?? '';

/** What happened, without the lines that say what to do. */
function outputOf(story: string): string {
  return story
    .split('\n')
    .filter((line) => /^ {2}/.test(line))
    .join('\n');
}

describe('the bug zoo of Raft', () => {
  test('has a story for each variant, and no other', () => {
    const stories = readdirSync(folder).filter((file) => file.startsWith('raft-zoo-'));
    expect(stories.sort()).toEqual(NAMES.map((name) => `raft-zoo-${name}.txt`).sort());
  });

  test.each(NAMES)('%s is on in its story, and says what is wrong and what it teaches', (name) => {
    expect(headerOf(storyOf(name), 'variant').split(',')).toContain(name);
    const said = keys().filter((key) => key.startsWith(`variants.${name}.`));
    const symptom = isUnsafe(name) ? [] : [`variants.${name}.symptom`];
    expect(said.sort()).toEqual([`variants.${name}.cause`, ...symptom, `variants.${name}.teaches`]);
  });

  test.each(NAMES.filter(isUnsafe))('%s breaks what it is said to break', (name) => {
    const fallen = fallenIn(storyOf(name));
    const breaks = breaksOf(RAFT, name);
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
