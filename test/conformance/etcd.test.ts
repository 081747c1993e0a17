/** Elections as the members of a real etcd 3.4.23 held them. */
import '../../src/protocols/all.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareEtcd } from '../../src/headless/conformance/etcd-compare.ts';
import { replayEtcd } from '../../src/headless/conformance/etcd-elections.ts';
import type { EtcdElection } from '../../src/headless/conformance/etcd-format.ts';

const folder = join(import.meta.dirname, 'etcd');
const files = readdirSync(folder).sort();

describe('Raft elects as in a real etcd', () => {
  test('there are recordings', () => {
    expect(files.length).toBe(40);
  });

  test.each(files)('%s', { timeout: 60_000 }, (file) => {
    expect(replayEtcd(JSON.parse(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
  });
});

describe('another course is told', () => {
  const recorded: EtcdElection = {
    format: 'etcd-elections-1',
    name: 'two terms',
    ensemble: { members: 2, prevote: false },
    steps: [],
    outcomesOfAllRuns: [[{ leader: 'm1', terms: { m1: 3, m2: 2 } }]],
  };
  const differs = (leader: string | null, m1: number, m2: number) =>
    compareEtcd(recorded, [{ leader, terms: { m1, m2 } }]).length > 0;

  test.each([
    ['as recorded', 'm1', 3, 2, false],
    ['a term later', 'm1', 4, 2, false],
    ['many terms later', 'm1', 9, 2, true],
    ['another leader', 'm2', 3, 2, true],
    ['nobody leads', null, 3, 2, true],
    ['both in one term', 'm1', 3, 3, true],
  ] as const)('%s', (_, leader, m1, m2, isTold) => {
    expect(differs(leader, m1, m2)).toBe(isTold);
  });

  test('a phase that never came, and a step that is not modelled', () => {
    expect(compareEtcd(recorded, [])).toHaveLength(1);
    const [found] = replayEtcd({ ...recorded, steps: [{ op: 'defrag' }] });
    expect(found?.got).toBe('defrag is not modelled');
  });
});
