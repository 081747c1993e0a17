/** What people reported from the field, and what a real ensemble of 3.8.0 did. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayScenario } from '../../src/headless/conformance/scenarios.ts';
import { replayTranscript } from '../../src/headless/conformance/zkcli.ts';
import { getKey, sliceLog, textOf } from '../../src/lib/index.ts';
import { fourLetterWord, parseZooCfg, printTranscript, say } from '../../src/script/index.ts';
import { zooServerOf } from '../../src/sim/index.ts';
import { type Cluster, cluster } from '../support/cluster.ts';

const read = (file: string) =>
  readFileSync(join(import.meta.dirname, 'zoo-cfg', 'field', file), 'utf8');

function taken(zooCfg: string) {
  const parsed = parseZooCfg(zooCfg);
  if (parsed.type === 'error') throw new Error(parsed.what.key);
  return parsed;
}

/** Its ensemble, all servers up. */
function running(file: string): Cluster {
  return cluster(taken(read(file)).config).up();
}

/** All that a client’s shell has printed. */
function printed({ world }: Cluster, client: string): string {
  const host = getKey(world.clients, client);
  const lines = host === undefined ? [] : printTranscript(sliceLog(host.client.transcript, 0));
  return lines.map(({ text }) => text).join('\n');
}

/** `{c*n}` stands for n times the letter c. */
const expanded = (text: string) =>
  text.replace(/\{(.)\*(\d+)\}/g, (_, letter: string, n: string) => letter.repeat(Number(n)));

test.each(['connect-chroot.txt', 'big-get.rle'])('zkCli prints %s', (file) => {
  expect(replayTranscript(expanded(read(file)))).toEqual([]);
});

describe('clientPort and maxClientCnxns', () => {
  test('are what the file says, in conf and in connect strings', () => {
    const ensemble = running('client-port-shown.cfg').do('client a connect 1').run(500);
    const conf = fourLetterWord(ensemble.world, 1, 'conf');
    expect(conf).toEqual(expect.arrayContaining(['clientPort=12181', 'maxClientCnxns=60']));
    ensemble.do('a: connect server2:12181').run(1500).do('a: ls /').run(500);
    expect(getKey(ensemble.world.clients, 'a')?.client.server).toBe(2);
    expect(printed(ensemble, 'a')).toContain('[zookeeper]');
    expect(() => ensemble.do('a: connect server3:2181')).toThrow('unknownServer');
  });

  test('have ZooKeeper’s defaults', () => {
    const conf = fourLetterWord(running('conf-default-maxclientcnxns.cfg').world, 1, 'conf');
    expect(conf).toEqual(expect.arrayContaining(['clientPort=2181', 'maxClientCnxns=60']));
  });
});

describe('leaderServes=no', () => {
  test('clients are hung up on by whoever leads', () => {
    expect(replayScenario(JSON.parse(read('leader-serves-no.json')))).toEqual([]);
  });

  test('so are those who ask with four letters', () => {
    const ensemble = running('leader-serves-no.cfg');
    expect(ensemble.leader).toBe(3);
    ensemble.do('client a connect 3 timeout 10000', 'client b connect 3 1 timeout 10000').run(5000);
    const leafOf = (name: string) => getKey(ensemble.world.clients, name)?.client.leaf;
    expect([leafOf('a'), leafOf('b')]).toEqual(['CONNECTING', 'CONNECTED']);
    for (const word of ['srvr', 'stat', 'mntr']) {
      expect(fourLetterWord(ensemble.world, 3, word)).toEqual([
        'This ZooKeeper instance is not currently serving requests',
      ]);
    }
    expect(fourLetterWord(ensemble.world, 3, 'isro')).toEqual(['null']);
    expect(fourLetterWord(ensemble.world, 3, 'ruok')).toEqual(['imok']);
    expect(fourLetterWord(ensemble.world, 1, 'isro')).toEqual(['rw']);
  });
});

test('what begins with zookeeper. has no effect, and a notice says so', () => {
  const { notices } = taken(read('cfg-zookeeper-prefix.cfg'));
  expect(notices.map((notice) => say(notice, 'en'))).toEqual([
    expect.stringMatching(/^Without.*: zookeeper.extendedTypesEnabled, zookeeper.snapCount$/),
  ]);
  const ensemble = running('cfg-zookeeper-prefix.cfg').do('client a connect 1').run(500);
  ensemble.do('a: create -t 1000 /ttl x').run(500);
  expect(printed(ensemble, 'a')).not.toContain('Created /ttl');
});

test('the config node shows IPv6 addresses in full', () => {
  const { world } = running('cfg-ipv6-config-node.cfg');
  const [host] = world.hosts;
  const database = zooServerOf(host ?? null)?.predicted;
  const node = database && getKey(database.nodes, '/zookeeper/config');
  expect(textOf(node?.data ?? '')).toBe(
    [1, 2, 3]
      .map((n) => `[2001:db8:0:0:0:0:0:${n}]`)
      .map((ip, i) => `server.${i + 1}=${ip}:2888:3888:participant;${ip}:2181`)
      .concat('version=0')
      .join('\n'),
  );
});

test('server 0 votes, leads and serves', () => {
  const ensemble = running('cfg-sid-0.cfg');
  expect(ensemble.leader).toBe(4);
  ensemble.do('crash 4', 'crash 3').run(20000).do('client a connect 0').run(500);
  ensemble.do('a: create -e /mine').run(500);
  expect(getKey(ensemble.world.clients, 'a')?.client).toMatchObject({
    leaf: 'CONNECTED',
    server: 0,
  });
  expect(printed(ensemble, 'a')).toContain('Created /mine');
  ensemble.do('client a disconnect').run(3000).do('a: ls /').run(1000);
  expect(printed(ensemble, 'a')).toContain('[mine, zookeeper]');
  ensemble.do('client a close').run(1000).do('client b connect 1').run(500).do('b: ls /').run(500);
  expect(printed(ensemble, 'b')).toContain('[zookeeper]');
});

test('a snapCount of 1 is 2', () => {
  expect(taken(read('cfg-snapcount-1.cfg')).config.snapCount).toBe(2);
});

test.each([
  ['cfg-dynamic-file-only.cfg', 14],
  ['cfg-dynamic-file-tls.cfg', 23],
])('%s asks for the file with the servers', (file, line) => {
  const parsed = parseZooCfg(read(file));
  expect(parsed).toMatchObject({ type: 'error', line, what: { key: 'errors.zoo.dynamic' } });
});

describe('counters at their end', () => {
  const lines = 'zabscope.firstSequence=2147483646\nzabscope.firstVersion=2147483646\n';

  function counted(): Cluster {
    return cluster(taken(`${read('connect-chroot.cfg')}${lines}`).config)
      .up()
      .do('client a connect 1')
      .run(500)
      .do('a: create /q')
      .run(500);
  }

  test('a version goes from 2147483647 to -2147483648', () => {
    const ensemble = counted();
    for (let i = 0; i < 2; i++) ensemble.do('a: set /q x').run(500);
    expect(printed(ensemble.do('a: stat /q').run(500), 'a')).toContain('dataVersion = -2147483648');
  });

  test('names do so while creates are under way; after that the count stays', () => {
    const ensemble = counted();
    ensemble.do(...Array.from({ length: 3 }, () => 'a: create -s /q/n-')).run(500);
    const names = ['2147483646', '2147483647', '-2147483648'];
    const made = printed(ensemble, 'a')
      .split('\n')
      .filter((line) => /^Created \/q\/n/.test(line));
    expect(made).toEqual(names.map((name) => `Created /q/n-${name}`));
    ensemble.do('a: create -s /q/n-').run(500);
    expect(printed(ensemble, 'a')).toContain('Node already exists: /q/n-');
  });
});

test('server 255 cannot lead as long as there are TTL nodes', () => {
  const ensemble = running('cfg-sid-255-ttl.cfg').run(5000);
  expect(ensemble.leader).toBe(0);
  expect(ensemble.peer(1).disk.acceptedEpoch).toBeGreaterThan(5);
  ensemble.do('crash 255').run(20000);
  expect(ensemble.leader).toBe(2);
  const without = read('cfg-sid-255-ttl.cfg').replace('extendedTypesEnabled=true\n', '');
  expect(cluster(taken(without).config).up().leader).toBe(255);
});
