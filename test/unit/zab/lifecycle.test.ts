import { describe, expect, it } from 'vitest';
import { ACCEPTS, initialLeaf, LEAVES, lifecycle, move } from '../../../src/zab/index.ts';

describe('the lifecycle chart', () => {
  it.each(LEAVES)('names in %s what it accepts', (leaf) => {
    const { meta } = lifecycle.getStateNodeById(`peer.${leaf}`);
    expect(meta).toEqual({ accepts: [...ACCEPTS[leaf]] });
  });

  it('lets each message that has a phase be accepted only from that phase on', () => {
    expect([...ACCEPTS['FOLLOWING.DISCOVERY']]).toEqual(['LEADERINFO', 'NOTIFICATION']);
    expect(ACCEPTS['FOLLOWING.BROADCAST']).toContain('PROPOSAL');
    expect(ACCEPTS['OBSERVING.BROADCAST']).not.toContain('PROPOSAL');
    expect(ACCEPTS['LEADING.DISCOVERY']).not.toContain('ACK');
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
