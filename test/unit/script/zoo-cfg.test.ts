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

const LONE = 'dataDir=/d\nclientPort=2181\n';

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
    [
      'tickTime defaults to 3000, as in the code',
      'dataDir=/d',
      { tickMs: 3000, maxSessionTimeoutMs: 60000 },
    ],
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
    ['system properties', 'snapCount=10\nleaderServes=no', { snapCount: 10, leaderServes: false }],
    [
      'nothing of what begins with zookeeper.',
      'zookeeper.snapCount=10\nzookeeper.leaderServes=no',
      { snapCount: 100000, leaderServes: true },
    ],
    ['a snapCount below 2 as 2', 'snapCount=1', { snapCount: 2 }],
    ['nonsense of a property as nothing', 'snapCount=ten', { snapCount: 100000 }],
    ['signs and other radixes', 'tickTime=+600\nsnapCount=0x10', { tickMs: 600, snapCount: 16 }],
    ['escapes', 'tick\\u0054ime=\\u0037\\u0030', { tickMs: 70 }],
    [
      'what clients are told',
      'clientPort=12181\nmaxClientCnxns=7',
      { clientPort: 12181, maxClientCnxns: 7 },
    ],
    [
      'words and the super user',
      '4lw.commands.whitelist=ruok, stat\nDigestAuthenticationProvider.superDigest=super:abc=',
      { fourLetterWords: ['srvr', 'ruok', 'stat'], superDigest: 'super:abc=' },
    ],
    ['a version', 'version=1F', { version: '1f' }],
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
    expect(taken(`dataDir=/d\n${text}`).config).toMatchObject(config);
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
        ...{ sid: 4, learnerType: 'PARTICIPANT', host: '[0:0:0:0:0:0:0:1]' },
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
    ['server.04=a:2888:3888:Observer ', { sid: 4, learnerType: 'OBSERVER', host: 'a' }],
    ['server.1001=a:2888:3888', { sid: 1001, learnerType: 'PARTICIPANT', host: 'a' }],
    ['server.4=10.1:2888:3888', { sid: 4, learnerType: 'PARTICIPANT', host: '10.0.0.1' }],
  ])('%s', (line, server) => {
    const text = `${THREE.replace('clientPort=2181\n', '')}${line}`;
    expect(taken(text).config.servers[3]).toEqual(server);
  });

  test('one server or none is stand-alone', () => {
    for (const text of [LONE, `${LONE}server.7=only:2888:3888`]) {
      expect(taken(text).config.standalone).toBe(true);
      expect(notices(text)).toEqual([expect.stringContaining('stand-alone')]);
    }
    expect(taken(`${LONE}server.7=only:2888:3888`).config.servers).toHaveLength(1);
    const alone = `${LIMITS}standaloneEnabled=false\nserver.7=only:2888:3888`;
    expect(taken(alone).config.standalone).toBe(false);
  });
});

describe('what a person is told', () => {
  test.each([
    [`${THREE}server.4=server4:2888:3888`, '4 voters survive the loss of 1'],
    [`${THREE}peerType=observer`, 'peerType=observer'],
    [`${THREE}commitLogCount=5`, 'commitLogCount is 5'],
    [`${THREE}zabscope.firstCounter=4294967290`, 'Counters begin at 4294967290'],
    [`${THREE}zabscope.heartbeat=300\nzabscope.election=3000`, 'every 300 ms'],
    [`${THREE}zabscope.backendQuota=20800`, 'larger than 20800 bytes'],
    [`${THREE}group.1=1:2:3\nforceSync=no`, 'without effect here: forceSync, group.1'],
    [
      `${THREE}zookeeper.snapCount=9`,
      'puts zookeeper. before every key itself: zookeeper.snapCount',
    ],
    [`${THREE}please work`, 'reads no such setting from a zoo.cfg: please'],
    [`\ufeff${THREE.slice(17)}`, 'byte order mark'],
    [THREE.replace('clientPort=2181\n', ''), 'clientPort is not set'],
    [`${THREE}leaderServes=no`, 'whoever leads hangs up on clients'],
    [`${FOUR}server.255=d:1:2\nextendedTypesEnabled=true`, 'nobody serves (255)'],
    [`${THREE}snapCount=1`, 'snapCount is 1: a real server takes 2'],
    [`${THREE}snapCount=x`, 'snapCount is “x”, which is no number'],
    [`${THREE}cnxTimeout=x`, 'fails to start'],
    [`${THREE}snapshotSizeFactor=3`, 'nothing above 1'],
    [THREE.replace('initLimit=5', 'initLimit=-5'), 'initLimit is negative'],
  ])('of %s', (text, says) => {
    expect(notices(text)).toEqual([expect.stringContaining(says)]);
  });
});

const LIMITS = 'dataDir=/d\ninitLimit=5\nsyncLimit=2\n';
const FOUR = THREE.replace(/server.3.*\n/, '');
const MANY = Array.from({ length: 4000 }, (_, i) => `server.${i + 1}=host${i}:2888:3888`);

describe('what is refused', () => {
  test.each([
    [`${LIMITS}server.1=a:1:2:observer\nserver.2=b:1:2:observer`, 4, 'All servers are observers'],
    [`${LIMITS}server.1=a:1:2\nserver.2=b:1:2:observer`, 4, 'one voter and an observer'],
    [`${LIMITS}standaloneEnabled=false`, 4, 'Line 4: standaloneEnabled is false, and there is no'],
    [`${THREE}server.2=other:2888:3888`, 10, 'Line 10: there are two servers with the number 2'],
    [`${THREE}server.02=other:2888:3888`, 10, '(the first is on line 8)'],
    [THREE.replace('initLimit=5\n', ''), 6, 'initLimit is missing'],
    [THREE.replace('syncLimit=2\n', ''), 6, 'syncLimit is missing'],
    [THREE.replace('syncLimit=2', 'syncLimit=0'), 6, 'Line 6: syncLimit is 0'],
    [THREE.replace('dataDir', 'datadir'), 1, 'dataDir is missing'],
    [THREE.replace('/var/lib/zookeeper', ''), 3, 'Line 3: dataDir is “”'],
    [`${THREE}dataLogDir=C:\\users\\zk`, 10, 'Line 10: “\\users” is no character'],
    [MANY.join('\n'), 16, 'Line 16: an ensemble has at most 15 servers here.'],
    ['\n\ntickTime=fast', 3, 'Line 3: tickTime is “fast”; it must be a whole number'],
    [`${THREE}tickTime=0`, 10, 'Line 10: tickTime is 0; it must be at least 1.'],
    ['initLimit=99999999999', 1, 'Line 1: initLimit is “99999999999”'],
    ['autopurge.purgeInterval=24 # hours', 1, '“24 # hours”; it must be a whole number'],
    ['jvm.pause.sleep.time.ms=1s', 1, 'Line 1: jvm.pause.sleep.time.ms is “1s”'],
    ['reconfigEnabled=yes', 1, 'Line 1: reconfigEnabled is “yes”; it must be true or false.'],
    [`${THREE}zabscope.election=400`, 10, 'Line 10: an election timeout of 400 ms'],
    [`${THREE}zabscope.heartbeat=300`, 10, 'less than five heartbeats of 300 ms'],
    ['zabscope.firstCounter=x', 1, 'Line 1: zabscope.firstCounter is “x”'],
    [`${THREE}clientPort=65536`, 10, 'Line 10: clientPort is 65536; a port'],
    [`${THREE}clientPort=0\nclientPortAddress=10.0.0.1`, 11, 'Line 11: clientPortAddress is set'],
    [`${THREE}server.4=d:2888:3888;2182`, 10, 'Line 10: server 4 has 0.0.0.0:2182'],
    [`${THREE}quorum.auth.serverRequireSasl=true`, 10, 'quorum.auth.enableSasl is not'],
    [`${THREE}quorum.auth.learnerRequireSasl=true`, 10, 'it needs the other'],
    [`${THREE}secureClientPort=1\nssl.authProvider=mine`, 11, 'no authProvider.mine'],
    [`${THREE}metricsProvider.className=Mine`, 10, 'no provider of metrics that is called “Mine”'],
    [`${THREE}version=x`, 10, 'version is “x”; it must be a hexadecimal number'],
    [`${THREE}groupId=7`, 10, 'Line 10: “groupId=7” does not make a group'],
    [`${THREE}group.1=1:2`, 10, 'server 3 is in none'],
    [`${THREE}group.1=1:2:3:2`, 10, 'server 2 is in more than one group'],
    [`${THREE}group.1=1:2:3:4`, 10, '4 is in a group, but no voter'],
    [`${LIMITS}dynamicConfigFile=/etc/zoo.cfg.dynamic`, 4, 'in another file, /etc/zoo.cfg.dynamic'],
    [`${THREE}dynamicConfigFile=/etc/zoo.cfg.dynamic`, 7, 'Line 7: server.1 has to stand in'],
    ['server.-1=a:1:2', 1, 'Line 1: “server.-1” does not name a server'],
    ['server.9999999999=a:1:2', 1, 'from 0 to 2147483647'],
    ['server.x=a:1:2', 1, '“server.x” does not name a server'],
    ['server.1=a:1', 1, 'Line 1: “a:1” is not a server’s address'],
    ['server.1=a:1:99999', 1, 'is not a server’s address'],
    ['server.1=a:1:2:leader', 1, 'is not a server’s address'],
    ['server.1=a:1:2 ', 1, 'Line 1: there is a blank beside a port of “a:1:2 ”'],
    ['server.1=a:1:2; 2181', 1, 'there is a blank beside a port'],
    ['server.1=a:1:1', 1, 'Line 1: 1 is named twice'],
    ['server.1=a:1:2|b:1:2', 1, 'names several addresses of one server'],
    [`${THREE}electionAlg=2`, 10, 'electionAlg is “2”'],
    [`${THREE}peerType=boss`, 10, 'peerType is “boss”'],
    [
      `${THREE}minSessionTimeout=50000\nmaxSessionTimeout=4000`,
      10,
      'Line 10: minSessionTimeout (50000 ms) is larger',
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
