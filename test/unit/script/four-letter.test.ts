/** Held against what a real ensemble of three said: a and b at server 1, c at server 2, 3 leads. */
import { beforeAll, describe, expect, test } from 'vitest';
import { getKey } from '../../../src/lib/index.ts';
import { FOUR_LETTER_WORDS, fourLetterWord, VERSION } from '../../../src/script/index.ts';
import { zooServerOf } from '../../../src/sim/index.ts';
import { type Cluster, cluster } from '../../support/cluster.ts';

const servers = [1, 2, 3].map((sid) => ({
  ...{ sid, learnerType: 'PARTICIPANT' as const, host: '127.0.0.1' },
  ports: { quorum: 2887 + sid, election: 3887 + sid },
}));

let ensemble: Cluster;

function says(sid: number, word: string): readonly string[] {
  return fourLetterWord(ensemble.world, sid, word);
}

/** Session ids as the clients' names. */
function named(lines: readonly string[]): readonly string[] {
  const host = ensemble.world.hosts.map(zooServerOf).filter((one) => one !== null);
  const names = new Map<string, string>();
  for (const { connections } of host) {
    for (const client of ['a', 'b', 'c']) {
      const found = getKey(connections, client);
      if (found) names.set(found.session, client);
    }
  }
  return lines.map((line) => line.replace(/0x\w{10,}/, (id) => names.get(id) ?? id));
}

beforeAll(() => {
  ensemble = cluster({ servers, extendedTypesEnabled: true });
  ensemble.up(1, 2, 3);
  ensemble.do('client a connect 1').run(200).do('client b connect 1').run(200);
  ensemble.do('client c connect 2').run(500);
  ensemble.do('a: create /a va', 'a: create -e /e1 1', 'a: create -e /e2 2', 'c: create -e /e3 3');
  ensemble.run(500).do('a: get -w /a', 'b: get -w /a', 'b: addWatch /w', 'a: ls -w /').run(500);
});

describe('a server that serves', () => {
  test('whether it runs, and whether it may be written to', () => {
    expect([says(1, 'ruok'), says(1, 'isro')]).toEqual([['imok'], ['rw']]);
  });

  test('srvr, on a follower and on the leader', () => {
    expect(says(1, 'srvr')).toEqual([
      `Zookeeper version: ${VERSION}`,
      'Latency min/avg/max: n/a',
      'Received: n/a',
      'Sent: n/a',
      'Connections: 3',
      'Outstanding: 0',
      'Zxid: 0x100000007',
      'Mode: follower',
      'Node count: 9',
    ]);
    expect(says(3, 'srvr').slice(6)).toEqual([
      'Zxid: 0x100000007',
      'Mode: leader',
      'Node count: 9',
      'Proposal sizes last/min/max: n/a',
    ]);
  });

  test('stat lists the connections, the asking one among them', () => {
    expect(says(1, 'stat').slice(1, 6)).toEqual([
      'Clients:',
      ' /a[1](queued=0,recved=n/a,sent=n/a)',
      ' /b[1](queued=0,recved=n/a,sent=n/a)',
      ' /nc[0](queued=0,recved=1,sent=0)',
      '',
    ]);
    expect(says(1, 'cons')[0]).toMatch(/^ \/a\[1\]\(queued=0,.*,sid=0x\w+,lop=n\/a,.*,to=30000,/);
  });

  test('mntr has the figures of the real one', () => {
    const of = (sid: number) =>
      new Map(says(sid, 'mntr').map((line) => line.split('\t') as [string, string]));
    const follower = of(1);
    const wanted = {
      ...{ zk_server_state: 'follower', zk_peer_state: 'following - broadcast' },
      ...{ zk_ephemerals_count: '3', zk_num_alive_connections: '3', zk_znode_count: '9' },
      ...{ zk_global_sessions: '3', zk_watch_count: '5', zk_approximate_data_size: '192' },
      ...{ zk_local_sessions: '0', zk_quorum_size: '3', zk_outstanding_requests: '0' },
    };
    for (const [key, value] of Object.entries(wanted))
      expect([key, follower.get(key)]).toEqual([key, value]);
    expect(follower.has('zk_learners')).toBe(false);
    const leader = of(3);
    expect(leader.get('zk_server_state')).toBe('leader');
    expect([leader.get('zk_synced_followers'), leader.get('zk_learners')]).toEqual(['2', '2']);
    expect([leader.get('zk_proposal_count'), leader.get('zk_pending_syncs')]).toEqual(['7', '0']);
    expect(follower.get('zk_proposal_count')).toBe('0');
    expect([...leader.keys()].slice(-11)).toEqual([
      ...['zk_global_sessions', 'zk_synced_followers', 'zk_watch_count'],
      ...['zk_synced_non_voting_followers', 'zk_synced_observers', 'zk_approximate_data_size'],
      ...['zk_pending_syncs', 'zk_local_sessions', 'zk_learners', 'zk_quorum_size'],
      'zk_proposal_count',
    ]);
  });

  test('mntr of an observer names the server that it learns from', () => {
    const of = cluster({
      servers: [...servers, { sid: 4, learnerType: 'OBSERVER', host: '127.0.0.1' }],
    });
    of.up(1, 2, 3, 4);
    const lines = fourLetterWord(of.world, 4, 'mntr');
    expect(lines.slice(1, 4)).toEqual([
      'zk_server_state\tobserver',
      'zk_peer_state\tobserving - broadcast',
      'zk_observer_master_id\t3',
    ]);
  });

  test('who watches: data watches only', () => {
    expect(says(1, 'wchs')).toEqual(['2 connections watching 2 paths', 'Total watches:3']);
    expect(named(says(1, 'wchc'))).toEqual(['a', '\t/a', 'b', '\t/a', '\t/w', '']);
    expect(named(says(1, 'wchp'))).toEqual(['/a', '\ta', '\tb', '/w', '\tb', '']);
    expect(says(3, 'wchc')).toEqual(['']);
    expect(says(3, 'wchs')).toEqual(['0 connections watching 0 paths', 'Total watches:0']);
  });

  test('dump: the leader knows when a session expires, a follower its timeout', () => {
    expect(named(says(1, 'dump')).slice(0, 5)).toEqual([
      'SessionTracker dump:',
      'Global Sessions(3):',
      ...['a\t30000ms', 'b\t30000ms', 'c\t30000ms'],
    ]);
    const dump = named(says(3, 'dump'));
    expect(dump[1]).toMatch(/^Session Sets \(\d\)\/\(3\):$/);
    expect(dump[2]).toMatch(/^\d expire at Thu Jan 01 00:00:\d\d UTC 1970:$/);
    const at = dump.indexOf('ephemeral nodes dump:');
    expect(dump.slice(at, at + 7)).toEqual([
      'ephemeral nodes dump:',
      'Sessions with Ephemerals (2):',
      ...['a:', '\t/e1', '\t/e2', 'c:', '\t/e3'],
    ]);
  });

  test('conf and envi', () => {
    expect(says(2, 'conf')).toEqual(
      expect.arrayContaining(['clientPort=2182', 'tickTime=2000', 'serverId=2', 'quorumPort=2889']),
    );
    expect(says(2, 'conf').slice(-5)).toEqual([
      'membership: ',
      ...[1, 2, 3].map((n) => `server.${n}=127.0.0.1:${2887 + n}:${3887 + n}:participant`),
      'version=0',
    ]);
    expect(says(2, 'envi')[0]).toBe('Environment:');
  });

  test('the words about figures that are not kept', () => {
    expect(says(1, 'dirs')).toEqual(['datadir_size: n/a', 'logdir_size: n/a']);
    expect(says(1, 'crst')).toEqual(['Connection stats reset.']);
    expect(says(1, 'srst')).toEqual(['Server stats reset.']);
  });

  test('a word that there is not is answered by nothing; only four letters are read', () => {
    expect(says(1, 'nope')).toEqual([]);
    expect(says(1, 'ru')).toEqual([]);
    expect(says(1, 'ruokruok')).toEqual(['imok']);
  });
});

describe('a server that does not', () => {
  test('one without a quorum only says that it runs', () => {
    const alone = cluster().do('start 1').run(500);
    const lost = 'This ZooKeeper instance is not currently serving requests';
    const said = FOUR_LETTER_WORDS.map((word) => [word, fourLetterWord(alone.world, 1, word)[0]]);
    expect(said).toEqual(
      FOUR_LETTER_WORDS.map((word) => [
        word,
        { ruok: 'imok', isro: 'null', envi: 'Environment:' }[word] ?? lost,
      ]),
    );
  });

  test('one that is down refuses, one that stands still is silent', () => {
    const of = cluster().up(1, 2, 3).do('crash 1', 'freeze 2');
    expect(fourLetterWord(of.world, 1, 'ruok')).toEqual([
      'nc: connect to server1 port 2181 (tcp) failed: Connection refused',
    ]);
    expect(fourLetterWord(of.world, 2, 'ruok')).toEqual([]);
  });
});
