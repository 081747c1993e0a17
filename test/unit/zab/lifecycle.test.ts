import { describe, expect, it } from 'vitest';
import { ACCEPTS, HANDLERS, initialLeaf, LEAVES, move } from '../../../src/zab/index.ts';

describe('the lifecycle chart is the dispatch table', () => {
  it.each(LEAVES)('%s accepts exactly what has a handler', (leaf) => {
    const handled = Object.keys(HANDLERS[leaf]).sort();
    expect([...ACCEPTS[leaf]].sort()).toEqual(handled);
  });

  it('starts LOOKING and walks the phases in order', () => {
    let leaf = initialLeaf();
    expect(leaf).toBe('LOOKING.SETTLING');
    const walked = (
      ['SETTLED', 'ELECTED_FOLLOWING', 'EPOCH_ACKED', 'SYNCHRONIZED', 'LOST'] as const
    ).map((event) => {
      leaf = move(leaf, event);
      return leaf;
    });
    expect(walked).toEqual([
      'LOOKING.ELECTION',
      'FOLLOWING.DISCOVERY',
      'FOLLOWING.SYNCHRONIZATION',
      'FOLLOWING.BROADCAST',
      'LOOKING.SETTLING',
    ]);
  });

  it('fails on a move that the chart does not have', () => {
    expect(() => move('LOOKING.ELECTION', 'SYNCHRONIZED')).toThrow(/no SYNCHRONIZED in LOOKING/);
  });
});
