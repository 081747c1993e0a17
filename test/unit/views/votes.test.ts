import { describe, expect, test } from 'vitest';
import { votesModel } from '../../../src/views/votes/model.ts';
import { changed, diskOf, down, moment, txn, up, vote, world } from './inspector-world.ts';

describe('vote tables', () => {
  test('a vote counts when it equals the own one; the own one counts, too', () => {
    const mine = vote(3, '1·4', 1, 2);
    const of = world([
      up(1, {
        election: {
          round: 2,
          vote: mine,
          finalizing: true,
          received: [
            { sid: 3, vote: mine, state: 'LOOKING' },
            { sid: 2, vote: vote(3, '1·4', 1, 1), state: 'LOOKING' },
          ],
        },
      }),
      up(2, {}),
      up(3, {}),
    ]);
    const model = votesModel(moment(of));
    expect([model.voters, model.quorum]).toEqual([3, 2]);
    const [first] = model.servers;
    expect(first?.lines.map((line) => [line.sid, line.own, line.counts])).toEqual([
      [1, true, true],
      [2, false, false],
      [3, false, true],
    ]);
    expect(first?.agreeing).toEqual([1, 3]);
    expect(first?.finalizing).toBe(true);
  });

  test.each([
    ['epoch', 2, '2·1', 1, '1·9', '2', '1'],
    ['zxid', 1, '1·4', 1, '1·3', '1·4', '1·3'],
    ['sid', 1, '1·4', 1, '1·4', '3', '1'],
  ] as const)('why the winner wins: %s', (by, epoch, best, otherEpoch, other, more, less) => {
    const disk = diskOf([txn(other)], 1, { currentEpoch: otherEpoch });
    const of = world([
      up(1, { disk, election: { vote: vote(3, best, epoch), received: [] } }),
      down(3, diskOf([])),
    ]);
    const beats = votesModel(moment(of)).servers[0]?.beats;
    expect(beats).toEqual({ by, winner: 3, loser: 1, more, less });
  });

  test('who votes for itself and has heard nobody beats nobody', () => {
    const [only] = votesModel(moment(world([up(1, {}), up(2, {})]))).servers;
    expect(only?.beats).toBeNull();
    expect(only?.agreeing).toEqual([1]);
  });

  test('an observer has no vote of its own in the count', () => {
    const plain = world([up(1, {}), up(2, { election: { vote: vote(1) } })]);
    const servers = plain.config.servers.map((one) =>
      one.sid === 2 ? { ...one, learnerType: 'OBSERVER' as const } : one,
    );
    const of = { ...plain, config: { ...plain.config, servers } };
    const observer = votesModel(moment(of)).servers[1];
    expect(observer?.voter).toBe(false);
    expect(observer?.agreeing).toEqual([]);
  });

  test('the decision is the last election event of a server that is no longer LOOKING', () => {
    const of = world([up(1, { leaf: 'FOLLOWING.BROADCAST' }), down(2, diskOf([]))]);
    const events = [changed('LOOKING.SETTLING'), changed('FOLLOWING.DISCOVERY')];
    const model = votesModel(moment(of, [...events, changed('FOLLOWING.BROADCAST')]));
    expect(model.servers[0]?.decision?.n).toBe(1);
    expect(votesModel(moment(of, [...events].reverse())).servers[0]?.decision).toBeNull();
    expect(model.servers[1]?.state).toBeNull();
  });
});

test('who is LOOKING again has decided nothing, and a server that is down is in no round', () => {
  const of = world([up(1, { leaf: 'LOOKING.ELECTION' }), down(2, diskOf([]))]);
  const events = [changed('LOOKING.SETTLING'), changed('FOLLOWING.DISCOVERY')];
  const { servers } = votesModel(moment(of, events));
  expect(servers[0]?.decision).toBeNull();
  expect(servers[1]).toMatchObject({ state: null, round: 0, vote: null, lines: [] });
});
