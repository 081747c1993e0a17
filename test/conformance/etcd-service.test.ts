/** What clients of a real etcd 3.4.23 saw. */
import '../../src/protocols/all.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayEtcdScenario } from '../../src/headless/conformance/etcd-service.ts';
import type { EtcdScenario } from '../../src/headless/conformance/etcd-service-format.ts';

const folder = join(import.meta.dirname, 'etcd-service');
const files = readdirSync(folder).sort();
const read = (file: string): EtcdScenario =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as EtcdScenario;

describe('etcd answers as a real one', () => {
  test('there are recordings', () => {
    expect(files.length).toBe(112);
  });

  test.each(files)('%s', { timeout: 120_000 }, (file) => {
    expect(replayEtcdScenario(read(file))).toEqual([]);
  });
});

describe('what differs is told', () => {
  const recorded = read('kv-put-get.json');

  test('another value, and one that is missing', () => {
    const expected = recorded.expect.map((one, i) => (i === 0 ? { ...one, rev: 7, more: 1 } : one));
    const found = replayEtcdScenario({ ...recorded, expect: expected });
    expect(found).toEqual([
      { where: 'step 1 (get)/rev', expected: '7', got: '1' },
      { where: 'step 1 (get)/more', expected: '1', got: 'nothing' },
    ]);
  });

  test('a restart with settings', () => {
    const restart = { op: 'restart', member: 'm1', options: ['--wal-dir=/elsewhere'] };
    const [found] = replayEtcdScenario({
      ...recorded,
      steps: [{ ...recorded.steps[0], ...restart }] as EtcdScenario['steps'],
    });
    expect(found?.got).toBe('its settings are not modelled');
  });

  test('a step that is not modelled', () => {
    const [found] = replayEtcdScenario({
      ...recorded,
      steps: [{ ...recorded.steps[0], op: 'snapshot' }] as EtcdScenario['steps'],
    });
    expect(found?.got).toBe('snapshot is not modelled');
  });
});
