/** Scenarios that were recorded with a real ensemble, replayed on the whole simulator. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayScenario } from '../../src/headless/conformance/scenarios.ts';

/** Curated ones, random ones, and those that were asked because something was in doubt. */
const FOLDERS = { scenarios: 60, random: 80, own: 208 };

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
    const { client } = recorded.steps[0];
    const withSecond = (step: object): string | undefined => {
      const steps = recorded.steps.map((one: object, i: number) => (i === 1 ? step : one));
      const found = replayScenario({ ...recorded, steps });
      expect(found).toHaveLength(1);
      return found[0]?.got;
    };
    expect(withSecond({ client, op: 'fly' })).toBe('no step is called fly');
    expect(withSecond({ client: 'nobody', op: 'ping' })).toBe('there is no client nobody');
    const kill = { op: 'server', args: { action: 'kill', server: 9 } };
    expect(withSecond(kill)).toBe('there is no server 9');
    const create = { client, op: 'create', args: { path: '/x', acl: 7 } };
    expect(withSecond(create)).toMatch(/^arguments that are not of the format \(/);
  });
});

describe('what cannot be replayed at all', () => {
  const step = { client: 'a', op: 'connect' };
  const whole = { format: 1, name: 'x', clients: ['a'], steps: [step], expect: [{}] };

  test.each([
    [{ expect: [{}, {}] }, 'it has 1 steps and 2 expectations'],
    [{ steps: [5] }, 'its step 0 is no object with an op and arguments'],
    [{ steps: [{ ...step, args: [] }] }, 'its step 0 is no object with an op and arguments'],
    [{ expect: [null] }, 'its expectation 0 is no object'],
    [{ clients: [1] }, 'its clients are not all names'],
    [{ ensemble: null }, 'its ensemble is no object'],
    [{ ensemble: { servers: 0 } }, 'it asks for 0 servers'],
    [{ ensemble: { servers: 2.5 } }, 'it asks for 2.5 servers'],
    [{ ensemble: { observers: 1000 } }, 'it asks for 1000 observers'],
    [{ ensemble: { config: 'x' } }, 'its config is no object'],
  ])('%j: %s', (part, why) => {
    const scenario = { ...whole, ...part } as unknown as Parameters<typeof replayScenario>[0];
    expect(() => replayScenario(scenario)).toThrow(`this scenario cannot be replayed: ${why}`);
  });
});

test('a client may be called as an object of the language is', () => {
  const client = '__proto__';
  const recorded = {
    format: 1,
    name: 'names',
    clients: [client],
    steps: [
      { client, op: 'connect' },
      { client, op: 'exists', args: { path: '/a', watch: true } },
      { client, op: 'create', args: { path: '/a' } },
    ],
    expect: [
      { r: 'OK', timeout: 30000, session: client, z: 1 },
      { r: 'NONODE', zxid: 1, z: 1 },
      {
        ...{ r: 'OK', zxid: 2, path: '/a', z: 2 },
        events: [
          {
            ...{ to: client, type: 'NodeCreated', state: 'SyncConnected', path: '/a' },
            before: true,
          },
        ],
      },
    ],
  } as const;
  expect(replayScenario(recorded)).toEqual([]);
});
