/** Elections and synchronizations as the servers of a real ensemble logged them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayElection } from '../../src/headless/conformance/elections.ts';

const folder = join(import.meta.dirname, 'elections');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort();

describe('elections go as in a real ensemble', () => {
  test('there are recordings', () => {
    expect(files.length).toBeGreaterThanOrEqual(89);
  });

  test.each(files)('%s', (file) => {
    expect(replayElection(JSON.parse(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
  });
});
