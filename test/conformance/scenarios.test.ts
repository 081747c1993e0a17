/** Scenarios that were recorded with a real ensemble, replayed on the whole simulator. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayScenario } from '../../src/headless/conformance/scenarios.ts';

/** Curated ones, random ones, and those that were asked because something was in doubt. */
const FOLDERS = { scenarios: 60, random: 80, own: 171 };

describe.each(Object.entries(FOLDERS))('%s', (folder, least) => {
  const here = join(import.meta.dirname, folder);
  const files = readdirSync(here).filter((file) => file.endsWith('.json'));

  test('nothing is missing', () => {
    expect(files.length).toBeGreaterThanOrEqual(least);
  });

  test.each(files)('%s', (file) => {
    expect(replayScenario(JSON.parse(readFileSync(join(here, file), 'utf8')))).toEqual([]);
  });
});

describe('a disagreement', () => {
  const file = join(import.meta.dirname, 'scenarios', 'crud-create.json');
  const recorded = JSON.parse(readFileSync(file, 'utf8'));

  test('names the step and the key', () => {
    const expected = recorded.expect.map((one: object, i: number) =>
      i === 1 ? { ...one, zxid: 1000 } : one,
    );
    const found = replayScenario({ ...recorded, expect: expected });
    expect(found).toHaveLength(1);
    expect(found[0]?.where).toMatch(/^step 1 \{.*\}: zxid$/);
    expect(found[0]?.expected).toBe('1000');
  });

  test('is found in a key that was not recorded', () => {
    const { r: _, ...rest } = recorded.expect[1];
    const expected = recorded.expect.map((one: object, i: number) => (i === 1 ? rest : one));
    const found = replayScenario({ ...recorded, expect: expected });
    expect(found.map(({ where }) => where.replace(/\{.*\}/, ''))).toEqual(['step 1 : r']);
  });

  test('ends the replay where a step cannot be carried out', () => {
    const [connect, ...others] = recorded.steps;
    const steps = [connect, { client: connect.client, op: 'fly' }, ...others];
    const found = replayScenario({ ...recorded, steps });
    expect(found).toHaveLength(1);
    expect(found[0]?.got).toBe('no step is called fly');
  });
});
