import { describe, expect, it } from 'vitest';
import { parseZxid, type Zxid } from '../../../src/model/index.ts';
import { isQuorum, quorumSize } from '../../../src/zab/quorum.ts';
import { beatsBy, sameVote } from '../../../src/zab/vote.ts';

const vote = (peerEpoch: number, z: string, leader: number, electionEpoch = 1) => ({
  leader,
  zxid: parseZxid(z) as Zxid,
  peerEpoch,
  electionEpoch,
});

describe('the order of votes: epoch, zxid, sid', () => {
  it.each([
    [vote(2, '1:6', 1), vote(1, '1:7', 3), 'epoch'],
    [vote(1, '1:7', 1), vote(1, '1:6', 3), 'zxid'],
    [vote(1, '1:6', 3), vote(1, '1:6', 1), 'sid'],
    [vote(1, '1:6', 1), vote(1, '1:6', 1), null],
    [vote(1, '9:9', 9), vote(2, '1:1', 1), null],
  ])('%j against %j: %s', (a, b, by) => {
    expect(beatsBy(a, b)).toBe(by);
  });

  it('rounds and zxids matter only while one of the two is LOOKING', () => {
    const early = vote(1, '1:6', 3, 1);
    const late = vote(1, '1:9', 3, 7);
    expect(sameVote(early, 'LOOKING', late, 'FOLLOWING')).toBe(false);
    expect(sameVote(early, 'LEADING', late, 'FOLLOWING')).toBe(true);
    expect(sameVote(early, 'LEADING', vote(2, '1:6', 3), 'FOLLOWING')).toBe(false);
  });
});

describe('a quorum is more than half of the configured voters', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [7, 4],
  ])('%i voters: %i', (n, needed) => {
    const voters = Array.from({ length: n }, (_, i) => i + 1);
    expect(quorumSize(voters)).toBe(needed);
    expect(isQuorum(voters, voters.slice(0, needed))).toBe(true);
    expect(isQuorum(voters, voters.slice(1, needed))).toBe(false);
  });
  it('observers do not count', () => {
    expect(isQuorum([1, 2, 3], [1, 4, 5])).toBe(false);
  });
});
