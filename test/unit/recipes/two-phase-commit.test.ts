import { describe, expect, test } from 'vitest';
import { getKey } from '../../../src/lib/index.ts';
import { type Database, nodeAt } from '../../../src/znodes/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';

const SITES = ['lab', 'mri'];

/** Three servers, a coordinator, two sites, and a person who says which sites there are. */
function hospital(): Cluster {
  const c = cluster().up();
  for (const name of ['boss', ...SITES]) c.do(`client ${name} connect 1 2 3 timeout 4000`);
  return c.run(200).do('boss: create /app lab,mri').run(100);
}

function leaves(c: Cluster, ...names: readonly string[]): (string | undefined)[] {
  return names.map((name) => getKey(c.world.clients, name)?.recipe?.leaf);
}

/** What stands in a node, by server 1. */
function dataOf(c: Cluster, path: string): string | null | undefined {
  return nodeAt(c.peer(1).memory.image as Database, path)?.data;
}

const vote = (site: string, word = 'commit') => `${site} recipe vote-${word} /app/tx/${site}`;
const BEGIN = 'boss recipe two-phase-commit /app/tx';

describe('two-phase commit', () => {
  test('all vote commit, some before they are asked: all commit', () => {
    const c = hospital().do(vote('lab')).run(100);
    expect(leaves(c, 'lab')).toEqual(['early']);
    c.do(BEGIN).run(200);
    expect(leaves(c, 'boss', 'lab')).toEqual(['collecting', 'prepared']);
    expect(dataOf(c, '/app/tx')).toBe('');
    c.do(vote('mri')).run(200);
    expect(leaves(c, 'boss', 'lab', 'mri')).toEqual(['committed', 'committed', 'committed']);
    expect(dataOf(c, '/app/tx')).toBe('commit');
  });

  test('one veto is enough, and whoever promised is told', () => {
    const c = hospital().do(BEGIN, vote('lab')).run(200).do(vote('mri', 'abort')).run(200);
    expect(leaves(c, 'boss', 'lab', 'mri')).toEqual(['aborted', 'aborted', 'aborted']);
  });

  test('a site that does not answer is given up, and its late vote changes nothing', () => {
    const c = hospital().do(BEGIN, vote('lab')).run(200).do('boss recipe release').run(200);
    expect(leaves(c, 'boss', 'lab')).toEqual(['aborted', 'aborted']);
    c.do(vote('mri')).run(200);
    expect(leaves(c, 'mri')).toEqual(['aborted']);
  });

  test('without a coordinator those who promised are stuck, until another one takes over', () => {
    const c = hospital().do(BEGIN, vote('lab')).run(200).do('client boss kill').run(10_000);
    c.do(vote('mri')).run(5000);
    expect(leaves(c, 'lab', 'mri')).toEqual(['prepared', 'prepared']);
    c.do('client next connect 2 timeout 4000').run(200).do(BEGIN.replace('boss', 'next')).run(300);
    expect(leaves(c, 'next', 'lab', 'mri')).toEqual(['committed', 'committed', 'committed']);
  });

  test('a site that comes back after its session is over is bound by the vote it gave', () => {
    const c = hospital().do(BEGIN, vote('lab')).run(200).do('client lab kill').run(10_000);
    c.do('client lab connect 3 timeout 4000').run(200).do(vote('lab', 'abort')).run(200);
    expect(leaves(c, 'lab')).toEqual(['prepared']);
    c.do(vote('mri')).run(200);
    expect(leaves(c, 'lab', 'boss')).toEqual(['committed', 'committed']);
  });

  test('which sites there are has to be said', () => {
    const c = hospital().do('boss recipe two-phase-commit /app/tx/deep').run(200);
    expect(leaves(c, 'boss')).toEqual(['failed']);
  });
});
