import { describe, expect, it } from 'vitest';
import {
  initialLeaf,
  isAccepted,
  type Leaf,
  lifecycle,
  MESSAGES,
  type MessageType,
  move,
} from '../../../src/zab/index.ts';
import { REACTIONS } from '../../../src/zab/reactions.ts';

const LEAVES = Object.keys(REACTIONS) as Leaf[];
const TYPES = Object.keys(MESSAGES) as MessageType[];
const acceptedIn = (leaf: Leaf) => TYPES.filter((type) => isAccepted(leaf, type));

describe('the lifecycle chart', () => {
  it.each(LEAVES)('names in %s what it accepts', (leaf) => {
    const { meta } = lifecycle.getStateNodeById(`peer.${leaf}`);
    expect([...(meta as { accepts: MessageType[] }).accepts].sort()).toEqual(
      acceptedIn(leaf).sort(),
    );
  });

  it('lets each message that has a phase be accepted only from that phase on', () => {
    expect(acceptedIn('FOLLOWING.DISCOVERY').sort()).toEqual(['LEADERINFO', 'NOTIFICATION']);
    expect(acceptedIn('FOLLOWING.BROADCAST')).toContain('PROPOSAL');
    expect(acceptedIn('OBSERVING.BROADCAST')).not.toContain('PROPOSAL');
    expect(acceptedIn('LEADING.DISCOVERY')).not.toContain('ACK');
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
