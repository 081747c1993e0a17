/**
 * Everything around a replica runs with a protocol that only this test knows: the world, the
 * ZooKeeper server and its clients, the timeline, and what is checked of clients.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Breach, invariantsOf, newLedger, observe } from '../../../src/checker/index.ts';
import { emptyLog, getKey } from '../../../src/lib/index.ts';
import type { Protocol, ReplicaDisk } from '../../../src/replica/index.ts';
import { databaseOf, factsOf, leaderOf } from '../../../src/sim/index.ts';
import {
  beginWith,
  eventsBetween,
  extendTo,
  isMistake,
  openingOf,
  reigns,
  SIM,
  worldAt,
} from '../../../src/timeline/index.ts';
import { timedCommands } from '../../../src/timeline/opening.ts';
import { nodeAt } from '../../../src/znodes/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';
import { ONE_LEADER } from '../../support/one-leader.ts';

/** A world under the eyes of the checker. */
function judged(protocol: Protocol = ONE_LEADER): { run: Cluster; breaches: Breach[] } {
  const run = cluster({ protocol });
  const breaches: Breach[] = [];
  let ledger = newLedger(run.world);
  run.onTurn = (before, turn) => {
    const seen = observe(ledger, before, turn);
    ledger = seen.ledger;
    breaches.push(...seen.breaches);
  };
  return { run, breaches };
}

const dataAt = (run: Cluster, sid: number, path: string): string | null | undefined => {
  const host = run.world.hosts.find((one) => one.sid === sid);
  const database = host === undefined ? null : databaseOf(host);
  return database === null ? undefined : nodeAt(database, path)?.data;
};
const resultsOf = (run: Cluster, client: string): string[] =>
  run.of('replied').flatMap((e) => (e.client === client ? [`${e.op.type} ${e.result}`] : []));

describe('a ZooKeeper of one leader', () => {
  let run: Cluster;
  let breaches: Breach[];
  beforeEach(() => {
    ({ run, breaches } = judged());
    run.up().do('client a connect 1 timeout 8000', 'client b connect 3 timeout 8000').run(200);
  });

  it('answers writes, reads and syncs at the leader and at a follower', () => {
    run.do('a: create /x 1', 'b: create /y 2').run(100);
    run.do('b: sync /', 'b: get /x', 'a: get /y').run(100);
    expect(resultsOf(run, 'a')).toEqual(['create OK', 'getData OK']);
    expect(resultsOf(run, 'b')).toEqual(['create OK', 'sync OK', 'getData OK']);
    expect([1, 2, 3].map((sid) => dataAt(run, sid, '/x'))).toEqual(['1', '1', '1']);
    expect(breaches).toEqual([]);
  });

  it('fires watches at another server than the one that was written to', () => {
    run.do('a: create /x 1').run(100).do('b: get -w /x').run(50).do('a: set /x 2').run(100);
    expect(run.of('watchFired').map((e) => [e.client, e.event.type])).toEqual([
      ['b', 'NodeDataChanged'],
    ]);
  });

  it('commits with a majority, and not without', () => {
    run.do('crash 2 3').run(50).do('a: create /x 1').run(2000);
    expect(dataAt(run, 1, '/x')).toBeUndefined();
    run.do('start 2').run(1000);
    expect(dataAt(run, 1, '/x')).toBe('1');
    expect(breaches).toEqual([]);
  });

  it('keeps what it has acknowledged when its leader crashes, and nobody takes over', () => {
    run.do('a: create /x 1').run(100).do('crash 1').run(3000);
    expect(leaderOf(run.world)).toBeNull();
    run.do('start 1').run(1500);
    expect(leaderOf(run.world)?.sid).toBe(1);
    expect([1, 2, 3].map((sid) => dataAt(run, sid, '/x'))).toEqual(['1', '1', '1']);
    expect(breaches).toEqual([]);
  });

  it('moves a session to another server, and expires one that is silent', () => {
    run.do('a: create -e /mine 1').run(100);
    run.do('client b connect 2').run(2500);
    expect(run.of('sessionMoved').map((e) => [e.client, e.server])).toEqual([['b', 2]]);
    run.do('client a kill').run(12_000);
    expect(run.of('sessionExpired').length).toBe(1);
    expect(dataAt(run, 2, '/mine')).toBeUndefined();
    expect(getKey(run.world.clients, 'b')?.client.leaf).toBe('CONNECTED');
    expect(breaches).toEqual([]);
  });

  it('stalls at a held message and goes on when it is released', () => {
    const hold = { type: 'hold', message: 'DONE', from: 1, to: 3 } as const;
    run.act(hold).do('a: create /x 1').run(100);
    expect([1, 2, 3].map((sid) => dataAt(run, sid, '/x'))).toEqual(['1', '1', undefined]);
    run.act({ ...hold, type: 'release' }).run(100);
    expect(dataAt(run, 3, '/x')).toBe('1');
  });

  it('says who counts, and for what', () => {
    run.do('disk 2 300', 'disk 3 300', 'a: create /x 1').run(100);
    const facts = run.world.hosts[0] && factsOf(run.world, run.world.hosts[0]);
    const id = facts?.log.last;
    expect(id && facts.leading?.quorum(id)).toEqual({
      needed: 2,
      reached: [1],
      verdict: 'waiting',
    });
  });
});

describe('what is checked of it', () => {
  it('is what clients are promised', () => {
    expect(invariantsOf(ONE_LEADER).map((one) => one.name)).toEqual([
      ...['AcknowledgedWrites', 'SessionReads', 'SessionOrder', 'LinearizableWrites'],
      ...['EphemeralOwners', 'SequenceSuffixes'],
    ]);
  });

  it('finds a leader that forgets its disk', () => {
    const forgetful = {
      ...ONE_LEADER,
      afterCrash: (): ReplicaDisk => ({ log: emptyLog(), flushed: 0 }),
    };
    const { run, breaches } = judged(forgetful);
    run.up().do('client a connect 1').run(100).do('a: create /x 1').run(100);
    run.do('crash 1 2 3').run(100).do('start 1 2 3').run(1500);
    expect(breaches.map((one) => one.invariant)).toEqual(['AcknowledgedWrites']);
  });
});

describe('its timeline', () => {
  const opening = openingOf('default');
  const lines = [
    '@2000 client a connect 2',
    '@2500 a: create /x 1',
    '@3000 crash 1',
    '@4000 start 1',
  ];
  const commands = timedCommands(lines, 'commands', null);
  if (isMistake(opening) || isMistake(commands)) throw new Error('the lines are right');
  const begun = beginWith(SIM, opening, 7, {}, commands, ONE_LEADER);

  it('is the same run each time, and any moment of it can be had', () => {
    const timeline = extendTo(begun, 6_000_000);
    const again = extendTo(beginWith(SIM, opening, 7, {}, commands, ONE_LEADER), 6_000_000);
    expect(eventsBetween(again, 0, 6_000_000, 10_000)).toEqual(
      eventsBetween(timeline, 0, 6_000_000, 10_000),
    );
    expect(
      factsOf(worldAt(timeline, 3_500_000), worldAt(timeline, 3_500_000).hosts[0] as never).leaf,
    ).toBeNull();
    expect(leaderOf(worldAt(timeline, 6_000_000))?.sid).toBe(1);
  });

  it('has the reigns of its leader', () => {
    const timeline = extendTo(begun, 6_000_000);
    expect(
      reigns(timeline).map(({ server, from, to }) => [server, from < 3e6, to === null]),
    ).toEqual([
      [1, true, false],
      [1, false, true],
    ]);
  });
});
