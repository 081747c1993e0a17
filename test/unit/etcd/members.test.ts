/** etcdctl's `member add`, `remove`, `promote`, as a real 3.4.23 prints them, and who is asked. */
import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import { readCtl } from '../../../src/etcd/ctl/index.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';

const NOT_READY =
  'Error: etcdserver: can only promote a learner member which is in sync with leader';

/** A cluster with an operator at one of its members. */
function begun(at: 'leader' | 'follower'): { cluster: EtcdConsole; away: number; me: number } {
  const cluster = new EtcdConsole();
  const [follower = 0, away = 0] = cluster.followers;
  const me = at === 'leader' ? cluster.leader : follower;
  // Whoever is asked wants all to have been connected for five seconds.
  cluster.run(6000).do(`client a connect ${me}`).run(100);
  return { cluster, away, me };
}

/* Judged: QuorumLog asks the group that committed, not the founders. */
test('one voter commits what a learner lacks who once was a voter', () => {
  const cluster = new EtcdConsole({}, 1, 2);
  const { leader, followers } = cluster;
  const [away = 0] = followers;
  cluster.run(6000).do(`client a connect ${leader}`).run(100);
  cluster.do(`a: member remove ${away}`).run(2000);
  cluster.do(`a: member add s --learner --peer-urls=http://server${away}:2380`).run(200);
  expect(cluster.heard('a').join()).toContain('added to cluster');
  cluster.do('a: put k v').run(200);
  expect(cluster.heard('a')).toEqual(['OK']);
});

describe('a member goes, and comes again', () => {
  const { cluster, away, me } = begun('follower');
  const wide = String(away).padStart(16);
  const urls = [1, 2, 3].map((sid) => `server${sid}=http://server${sid}:2380`).join(',');

  test('who is removed ends', () => {
    cluster.do(`a: member remove ${away}`).run(100);
    expect(cluster.heard('a')).toEqual([`Member ${wide} removed from cluster                1`]);
    cluster.do(`a: member remove ${away}`).run(2000);
    expect(cluster.heard('a')).toEqual(['Error: etcdserver: member not found']);
    expect(cluster.world.hosts.find(({ sid }) => sid === away)?.status).toBe('down');
  });

  test('who is added is told how to start, and is listed without a name before', () => {
    const url = `http://server${away}:2380`;
    cluster.do(`a: member add server${away} --learner --peer-urls=${url}`).run(100);
    expect(cluster.heard('a')).toEqual([
      [
        `Member ${wide} added to cluster                1`,
        '',
        `ETCD_NAME="server${away}"`,
        `ETCD_INITIAL_CLUSTER="${urls}"`,
        `ETCD_INITIAL_ADVERTISE_PEER_URLS="${url}"`,
        'ETCD_INITIAL_CLUSTER_STATE="existing"',
      ].join('\n'),
    ]);
    cluster.do('a: member list').run(100);
    expect(cluster.heard('a').join('\n')).toContain(`${away}, unstarted, , ${url}, , true`);
  });

  test('it is promoted when it has caught up, whoever is asked', () => {
    cluster.do(`a: member promote ${away}`).run(100);
    expect(cluster.heard('a')).toEqual([NOT_READY]);
    cluster.do(`wipe ${away}`, `start ${away}`).run(3000);
    cluster.do(`a: member promote ${away}`).run(100);
    expect(cluster.heard('a')).toEqual([`Member ${wide} promoted in cluster                1`]);
    cluster.do(`a: member promote ${away}`).run(100);
    expect(cluster.heard('a')).toEqual(['Error: etcdserver: can only promote a learner member']);
    expect(me).not.toBe(cluster.leader);
  });
});

describe('where nobody leads', () => {
  const { cluster, me } = begun('leader');
  const others = cluster.followers.join(' ');
  cluster.do(`crash ${others}`).run(4000);

  test.each([
    ['member promote 7', 'Error: context deadline exceeded'],
    ['member promote 7 --command-timeout=20s', 'Error: etcdserver: no leader'],
    ['member remove 7', 'Error: context deadline exceeded'],
    [`member add s --peer-urls=http://server${me}:2380`, 'Error: etcdserver: unhealthy cluster'],
  ])('%s', (line, said) => {
    cluster.do(`a: ${line}`).run(8000);
    expect(cluster.heard('a')).toEqual([said]);
  });
});

test('a leader that dies before it answers is asked no more, and the next one is', () => {
  const cluster = new EtcdConsole();
  const { leader } = cluster;
  const [me = 0] = cluster.followers;
  cluster.run(6000).do(`client a connect ${me}`).run(100).do(`freeze ${leader}`);
  cluster.do('a: member promote 7 --command-timeout=20s').run(100).do(`crash ${leader}`);
  cluster.run(5000);
  expect(cluster.heard('a')).toEqual(['Error: etcdserver: member not found']);
});

test('nobody is added for whom there is no machine', () => {
  const { cluster } = begun('leader');
  cluster.do('a: member add s --peer-urls=http://server9:2380').run(100);
  expect(cluster.heard('a').join()).toContain('not modelled here: a member without a machine');
});

// As the real ones print them, by themselves.
test.each([
  ['add', 'member name not provided', 128],
  ['add s', 'member peer urls not provided', 128],
  ['add s --peer-urls=', 'member peer urls not provided', 128],
  ['add s http://h:1', 'too many arguments, did you mean --peer-urls=http://h:1', 128],
  ['add s --peer-urls=foo', 'URL scheme must be http, https, unix, or unixs: foo', 1],
  [
    'add s --peer-urls=http://server4',
    'URL address does not have the form "host:port": http://server4',
    1,
  ],
  ['promote', 'member ID is not provided', 128],
  ['remove 1 2', 'member ID is not provided', 128],
  [
    'remove zz',
    'bad member ID arg (strconv.ParseUint: parsing "zz": invalid syntax), expecting ID in Hex',
    128,
  ],
  [
    'promote 0x4',
    'bad member ID arg (strconv.ParseUint: parsing "0x4": invalid syntax), expecting ID in Hex',
    128,
  ],
])('member %s', (words, text, exit) => {
  const output = { out: [], err: [`Error: ${text}`], exit };
  expect(readCtl(`member ${words}`)).toEqual({ type: 'printed', output });
});

describe('a number that is given again names another member', () => {
  /**
   * Three: one is away and does not learn that it was removed, nor that another was, and was added
   * again, which only the third knows.
   */
  function again(): { cluster: EtcdConsole; away: number; back: number; leader: number } {
    const cluster = new EtcdConsole();
    const { leader, followers } = cluster;
    const [away = 0, back = 0] = followers;
    cluster.run(6000).do(`client a connect ${leader}`).run(100).do(`isolate ${away}`).run(100);
    cluster.do(`a: member remove ${away}`).run(2000);
    cluster.do(`a: member remove ${back}`).run(2000).do('a: put k v').run(100);
    const url = `--peer-urls=http://server${back}:2380`;
    cluster.do(`a: member add server${back} ${url}`).run(100);
    return { cluster, away, back, leader };
  }

  test('who lags behind its removal gets no vote of the one that has the number now', () => {
    const { cluster, away, back, leader } = again();
    cluster.do(`wipe ${back}`, `start ${back}`, `crash ${leader}`, 'heal').run(10_000);
    expect(cluster.world.hosts.find(({ sid }) => sid === away)?.status).toBe('up');
    expect(cluster.leader).toBe(0);
    cluster.do(`start ${leader}`).run(10_000);
    expect(cluster.leader).toBe(leader);
  });

  test('who joins where nobody knows of it does not start', () => {
    const { cluster, back, leader } = again();
    cluster.do(`crash ${leader}`, `wipe ${back}`, `start ${back}`);
    expect(cluster.world.hosts.find(({ sid }) => sid === back)?.status).toBe('down');
    cluster.do(`start ${leader}`).run(3000).do(`start ${back}`).run(3000);
    expect(cluster.world.hosts.find(({ sid }) => sid === back)?.status).toBe('up');
    cluster.do('a: put k w').run(1000);
    expect(cluster.heard('a').at(-1)).toBe('OK');
  });

  test('nor where only one answers that means the member of before', () => {
    const { cluster, away, back, leader } = again();
    cluster.do(`crash ${leader}`, 'heal', `wipe ${back}`, `start ${back}`).run(100);
    const statusOf = (of: number) => cluster.world.hosts.find(({ sid }) => sid === of)?.status;
    expect([away, back].map(statusOf)).toEqual(['up', 'down']);
  });

  test('on the old disk it is the member of before, and ends', () => {
    const { cluster, back, leader } = again();
    const status = () => cluster.world.hosts.find(({ sid }) => sid === back)?.status;
    cluster.do(`start ${back}`).run(1500);
    expect(status()).toBe('down');
    cluster.do(`wipe ${back}`, `start ${back}`).run(3000);
    expect(status()).toBe('up');
    expect(cluster.leader).toBe(leader);
  });
});

/* Judged: what a single voter appends before its term is on its disk may come to nothing. */
test('a single voter without power begins the same term again with other entries', () => {
  const cluster = new EtcdConsole({}, 1, 1);
  cluster.do('client a connect 1').run(100).do('crash 1').run(100);
  cluster.do('start 1', 'disk 1 500').run(600).do('a: put k v', 'power-loss 1').run(100);
  cluster.do('start 1').run(3000).do('a: put k w').run(3000);
  expect(cluster.heard('a').at(-1)).toBe('OK');
});
