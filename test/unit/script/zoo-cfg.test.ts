import { describe, expect, test } from 'vitest';
import { complain, LANGUAGES, parseZooCfg, say, type ZooCfg } from '../../../src/script/index.ts';

const THREE = `# three machines
tickTime=2000
dataDir=/var/lib/zookeeper
clientPort=2181
initLimit=5
syncLimit=2
server.1=server1:2888:3888
server.2=server2:2888:3888
server.3=server3:2888:3888
`;

function taken(text: string): ZooCfg {
  const read = parseZooCfg(text);
  if (read.type === 'error') throw new Error(complain(read, 'en'));
  return read;
}

const notices = (text: string) => taken(text).notices.map((notice) => say(notice, 'en'));

describe('what is read', () => {
  test('three servers', () => {
    const { config } = taken(THREE);
    expect(config).toMatchObject({ tickMs: 2000, initLimit: 5, syncLimit: 2, standalone: false });
    expect(config).toMatchObject({ minSessionTimeoutMs: 4000, maxSessionTimeoutMs: 40000 });
    expect(config.servers).toEqual([
      { sid: 1, learnerType: 'PARTICIPANT', host: 'server1' },
      { sid: 2, learnerType: 'PARTICIPANT', host: 'server2' },
      { sid: 3, learnerType: 'PARTICIPANT', host: 'server3' },
    ]);
    expect(notices(THREE)).toEqual([]);
  });

  test.each([
    ['tickTime defaults to 3000, as in the code', '', { tickMs: 3000, maxSessionTimeoutMs: 60000 }],
    [
      'a session’s limits',
      'minSessionTimeout=5000\nmaxSessionTimeout=-1',
      { minSessionTimeoutMs: 5000, maxSessionTimeoutMs: 60000 },
    ],
    [
      'colons, blanks and continuations separate',
      'snapCount : 10\ncommit\\\n  LogCount 600',
      { snapCount: 10, commitLogCount: 600 },
    ],
    [
      'system properties',
      'zookeeper.snapCount=10\nzookeeper.leaderServes=no',
      { snapCount: 10, leaderServes: false },
    ],
    ['a fraction', 'snapshotSizeFactor=-1', { snapshotSizeFactor: -1 }],
    ['kilobytes', 'preAllocSize=4', { logStepBytes: 4096 }],
    [
      'switches',
      'extendedTypesEnabled=true\nenforceQuota=TRUE',
      { extendedTypesEnabled: true, enforceQuota: true },
    ],
    ['comments', '! tickTime=5\n  # tickTime=6', { tickMs: 3000 }],
    ['the last of two', 'tickTime=500\ntickTime=600', { tickMs: 600 }],
  ])('%s', (_, text, config) => {
    expect(taken(text).config).toMatchObject(config);
  });

  test.each([
    [
      'server.4=db.example:2888:3888:observer;2181',
      {
        ...{ sid: 4, learnerType: 'OBSERVER', host: 'db.example' },
        clientAddress: '0.0.0.0:2181',
      },
    ],
    [
      'server.4=[::1]:2888:3888:participant;10.0.0.1:2182',
      {
        ...{ sid: 4, learnerType: 'PARTICIPANT', host: '[::1]' },
        clientAddress: '10.0.0.1:2182',
      },
    ],
    [
      'server.4=a:2889:3888',
      {
        ...{ sid: 4, learnerType: 'PARTICIPANT', host: 'a' },
        ports: { quorum: 2889, election: 3888 },
      },
    ],
    ['server.4=a:2888:3888|b:2889:3889', { sid: 4, learnerType: 'PARTICIPANT', host: 'a' }],
  ])('%s', (line, server) => {
    expect(taken(`${THREE}${line}`).config.servers[3]).toEqual(server);
  });

  test('one server or none is stand-alone', () => {
    for (const text of ['', 'server.7=only:2888:3888']) {
      expect(taken(text).config.standalone).toBe(true);
      expect(notices(text)).toEqual([expect.stringContaining('stand-alone')]);
    }
    expect(taken('server.7=only:2888:3888').config.servers).toHaveLength(1);
    const alone = 'standaloneEnabled=false\ninitLimit=5\nsyncLimit=2\nserver.7=only:2888:3888';
    expect(taken(alone).config.standalone).toBe(false);
  });
});

describe('what a person is told', () => {
  test.each([
    [`${THREE}server.4=server4:2888:3888`, '4 voters survive the loss of 1'],
    [`${THREE}peerType=observer`, 'peerType=observer'],
    [`${THREE}commitLogCount=5`, 'commitLogCount is 5'],
    [`${THREE}zabscope.firstCounter=4294967290`, 'Counters begin at 4294967290'],
    [`${THREE}maxClientCnxns=60\ngroup.1=1:2`, 'without effect here: maxClientCnxns, group.1'],
  ])('of %s', (text, says) => {
    expect(notices(text)).toEqual([expect.stringContaining(says)]);
  });
});

const MANY = Array.from({ length: 4000 }, (_, i) => `server.${i + 1}=host${i}:2888:3888`);

describe('what is refused', () => {
  test.each([
    [
      'initLimit=5\nsyncLimit=2\nserver.1=a:1:2:observer\nserver.2=b:1:2:observer',
      3,
      'All servers are observers',
    ],
    ['initLimit=5\nserver.1=a:1:2\nserver.2=b:1:2:observer', 2, 'one voter and an observer'],
    [`${THREE}server.2=other:2888:3888`, 10, 'Line 10: there are two servers with the number 2'],
    [THREE.replace('initLimit=5\n', ''), 6, 'initLimit is missing'],
    [THREE.replace('syncLimit=2\n', ''), 6, 'syncLimit is missing'],
    [MANY.join('\n'), 16, 'Line 16: an ensemble has at most 15 servers here.'],
    [`${THREE}please work`, 10, 'Line 10: “please work” is not a setting'],
    ['\n\ntickTime=fast', 3, 'Line 3: tickTime is “fast”; it must be a whole number'],
    ['tickTime=0', 1, 'Line 1: tickTime is “0”'],
    ['initLimit=99999999999', 1, 'Line 1: initLimit is “99999999999”'],
    ['snapshotSizeFactor=third', 1, 'Line 1: snapshotSizeFactor is “third”; it must be a number.'],
    ['server.0=a:1:2', 1, 'Line 1: “server.0” does not name a server'],
    ['server.256=a:1:2', 1, 'from 1 to 255'],
    ['server.x=a:1:2', 1, '“server.x” does not name a server'],
    ['server.1=a:1', 1, 'Line 1: “a:1” is not a server’s address'],
    ['server.1=a:1:99999', 1, 'is not a server’s address'],
    ['server.1=a:1:2:leader', 1, 'is not a server’s address'],
    ['electionAlg=2', 1, 'electionAlg is “2”'],
    ['peerType=boss', 1, 'peerType is “boss”'],
    [
      'minSessionTimeout=50000\nmaxSessionTimeout=4000',
      1,
      'minSessionTimeout (50000 ms) is larger',
    ],
    ['#'.repeat(300000), 1, 'A zoo.cfg has at most 262144 characters.'],
  ])('%#', (text, line, says) => {
    const read = parseZooCfg(text);
    if (read.type !== 'error') throw new Error('taken');
    expect(complain(read, 'en')).toContain(says);
    expect(read.line).toBe(line);
    for (const language of LANGUAGES) {
      expect(complain(read, language).trim().split('\n')).toHaveLength(1);
      expect(complain(read, language)).not.toMatch(/[{}]/);
    }
  });
});
