/**
 * Golden transcripts: each story in test/golden is played again and has to read as it stands.
 * `vitest run test/golden.test.ts -u` rewrites them; the diff is read by a person.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { retold } from './support/golden.ts';

const folder = join(import.meta.dirname, 'golden');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt'))
  .sort();

describe('golden transcripts', () => {
  test('there are stories', () => {
    expect(files.length).toBeGreaterThanOrEqual(150);
  });

  test.each(files)('%s', async (file) => {
    const path = join(folder, file);
    const story = retold(readFileSync(path, 'utf8'));
    expect(story).toContain('\n----\n');
    await expect(story).toMatchFileSnapshot(path);
  });
});
