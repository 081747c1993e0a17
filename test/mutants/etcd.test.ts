/**
 * The bug zoo of etcd's service and clients: each variant has a story in
 * test/golden/etcd-zoo-NAME.txt, where it breaks what it is said to break. Without it the story is
 * clean.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breaksOf } from '../../src/checker/index.ts';
import { ETCD_VARIANTS, type EtcdVariantName } from '../../src/etcd/index.ts';
import { keys } from '../../src/i18n/index.ts';
import { RAFT } from '../../src/raft/index.ts';
import { fallenIn } from '../support/golden.ts';

const folder = join(import.meta.dirname, '../golden');
const NAMES = Object.keys(ETCD_VARIANTS) as EtcdVariantName[];
const stories = readdirSync(folder).filter((file) => file.startsWith('etcd-'));
const storyOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('the bug zoo of etcd', () => {
  test('has a story for each variant, and no other', () => {
    const zoo = stories.filter((file) => file.startsWith('etcd-zoo-'));
    expect(zoo.sort()).toEqual(NAMES.map((name) => `etcd-zoo-${name}.txt`).sort());
  });

  test.each(NAMES)('%s breaks what it is said to break, and is told in words', (name) => {
    const story = storyOf(`etcd-zoo-${name}.txt`);
    expect(story).toContain(`\nvariant: ${name}\n`);
    const breaks = breaksOf(RAFT, name, 'etcd');
    expect(breaks).not.toEqual([]);
    expect(fallenIn(story)).toEqual(breaks);
    const said = keys().filter((key) => key.startsWith(`variants.${name}.`));
    expect(said.sort()).toEqual([`variants.${name}.cause`, `variants.${name}.teaches`]);
  });

  test.each(NAMES)('the story of %s is clean without it', (name) => {
    expect(fallenIn(storyOf(`etcd-zoo-${name}.txt`), true)).toEqual([]);
  });

  test.each(stories.filter((file) => !file.startsWith('etcd-zoo-')))('%s is clean', (file) => {
    expect(fallenIn(storyOf(file))).toEqual([]);
  });
});
