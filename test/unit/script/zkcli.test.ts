import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../src/lib/index.ts';
import { OPEN_ACL, type Op, type Reply } from '../../../src/model/index.ts';
import { javaDate, parseZkCli, printAnswer, printTranscript } from '../../../src/script/index.ts';
import type { Program } from '../../../src/sim/index.ts';
import { STAT } from './events.ts';

const create = {
  type: 'create',
  path: '/a',
  data: null,
  acl: OPEN_ACL,
  flags: 0,
  ttl: -1,
} as const;

const OPS: readonly (readonly [line: string, op: Op])[] = [
  ['create /a', create],
  ['create /a ""', { ...create, data: '' }],
  ['create /a "two words"', { ...create, data: 'two words' }],
  ["create /a 'it\"s'", { ...create, data: 'it"s' }],
  ['create -e -s /a x', { ...create, data: 'x', flags: 3 }],
  ['create /a/ -s x', { ...create, path: '/a/', data: 'x', flags: 2 }],
  ['create -se /a x', { ...create, data: 'x', flags: 3 }],
  ['create -c /a', { ...create, type: 'createContainer', flags: 4 }],
  ['create -t 500 /a', { ...create, type: 'createTTL', flags: 5, ttl: 500 }],
  ['create -s -t500 /a', { ...create, type: 'createTTL', flags: 6, ttl: 500 }],
  [
    'create /a x digest:u:hash=:cr',
    { ...create, data: 'x', acl: [{ perms: 5, scheme: 'digest', id: 'u:hash=' }] },
  ],
  ['create /病历 张', { ...create, path: '/病历', data: '\u00e5\u00bc\u00a0' }],
  ['delete -v -1 /a', { type: 'delete', path: '/a', version: -1 }],
  ['delete /a 3', { type: 'delete', path: '/a', version: -1 }],
  ['set -v 2 /a x', { type: 'setData', path: '/a', data: 'x', version: 2 }],
  ['set /a x 2', { type: 'setData', path: '/a', data: 'x', version: -1 }],
  ['get -sw /a', { type: 'getData', path: '/a', watch: true }],
  ['get -s -w /a', { type: 'getData', path: '/a', watch: true }],
  ['stat /a', { type: 'exists', path: '/a', watch: false }],
  ['stat /a true', { type: 'exists', path: '/a', watch: true }],
  ['ls /', { type: 'getChildren', path: '/', watch: false }],
  ['ls -s -w /a', { type: 'getChildren2', path: '/a', watch: true }],
  ['getAllChildrenNumber /a', { type: 'getAllChildrenNumber', path: '/a' }],
  ['getEphemerals', { type: 'getEphemerals', path: '/' }],
  ['getAcl /a', { type: 'getACL', path: '/a' }],
  [
    'setAcl -v 1 /a world:anyone:r',
    { type: 'setACL', path: '/a', version: 1, acl: [{ perms: 1, scheme: 'world', id: 'anyone' }] },
  ],
  ['addauth digest u:p', { type: 'auth', scheme: 'digest', auth: 'u:p' }],
  ['whoami', { type: 'whoAmI' }],
  ['sync /', { type: 'sync', path: '/' }],
  ['addWatch /a', { type: 'addWatch', path: '/a', mode: 1 }],
  ['addWatch -m persistent /a', { type: 'addWatch', path: '/a', mode: 0 }],
  ['removewatches /a -c', { type: 'removeWatches', path: '/a', kind: 1 }],
  ['removewatches /a', { type: 'removeWatches', path: '/a', kind: 3 }],
  ['reconfig -remove 3', { type: 'reconfig' }],
];

describe('what a line asks', () => {
  test.each(OPS)('%s', (line, op) => {
    expect(parseZkCli(line)).toMatchObject({ program: { type: 'ask', op } });
  });
});

describe('what the shell answers by itself', () => {
  test.each([
    [
      'create /a b"c d"',
      [
        'd" does not have the form scheme:id:perm',
        'KeeperErrorCode = InvalidACL',
        'Acl is not valid : null',
      ],
    ],
    ['create -t x /a', ['-t argument must be a long value']],
    [
      'create -t 1099511627776 /a',
      ['ttl must be positive and cannot be larger than: 1099511627775'],
    ],
    ['create -c -t 5 /a', ['TTLs cannot be used with Container znodes']],
    [
      'create -t',
      ['org.apache.commons.cli.MissingArgumentException: Missing argument for option: t'],
    ],
    ['set /a -5', ['org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: -5']],
    [
      'delete -v 99999999999 /a',
      [
        'Exception in thread "main" java.lang.NumberFormatException:' +
          ' For input string: "99999999999"',
      ],
    ],
    [
      'setAcl /a nonsense',
      ['nonsense does not have the form scheme:id:perm', 'Acl is not valid : null'],
    ],
    ['get /a/../b', ['Invalid path string "/a/../b" caused by relative paths not allowed @4']],
    [
      'addWatch -m forever /a',
      [
        'addWatch [-m mode] path # optional mode is one of [PERSISTENT, PERSISTENT_RECURSIVE]' +
          ' - default is PERSISTENT_RECURSIVE',
      ],
    ],
    ['sync', ['sync path']],
  ])('%s', (line, err) => {
    const program = { type: 'say', needsSession: true };
    expect(parseZkCli(line)).toEqual({ program, out: [], err, status: 1 });
  });
});

describe('the connect string', () => {
  test.each([
    [
      'localhost:2181,server2',
      [
        ['localhost', 2181],
        ['server2', 0],
      ],
    ],
    ['127.0.0.1:2181/', [['127.0.0.1', 2181]]],
    [
      '127.0.0.1:,:2182,',
      [
        ['127.0.0.1', 0],
        ['localhost', 2182],
      ],
    ],
    ['a:1/chroot', [['a', 1]]],
  ])('%s', (text, hosts) => {
    const to = hosts.map(([host, port]) => ({ host, port }));
    expect(parseZkCli(`connect ${text}`).program).toMatchObject({ type: 'connect', to });
  });

  test.each([
    ['a:b', 'java.lang.NumberFormatException: For input string: "b"'],
    ['a:99999', 'java.lang.IllegalArgumentException: port out of range:99999'],
    [',', 'java.lang.IllegalArgumentException: A HostProvider may not be empty!'],
    ['a:1/b/', 'java.lang.IllegalArgumentException: Path must not end with / character'],
  ])('%s is the end of the real shell', (text, exception) => {
    const { program, err } = parseZkCli(`connect ${text}`);
    expect(program).toMatchObject({ type: 'say', needsSession: false });
    expect(err).toEqual([`Exception in thread "main" ${exception}`]);
  });
});

describe('what takes more than one request', () => {
  test.each<[string, Program]>([
    ['ls -R -w /', { type: 'ls-tree', path: '/', watch: true }],
    ['deleteall /a', { type: 'deleteall', path: '/a', batch: 1000 }],
    ['deleteall /a -b 2', { type: 'deleteall', path: '/a', batch: 2 }],
    [
      'setAcl -R /a world:anyone:r',
      {
        type: 'acl-tree',
        path: '/a',
        acl: [{ perms: 1, scheme: 'world', id: 'anyone' }],
        version: -1,
      },
    ],
    [
      'setquota -N 5 /a',
      {
        type: 'setquota',
        path: '/a',
        limits: { count: -1, bytes: -1, countHardLimit: 5, byteHardLimit: -1 },
      },
    ],
    ['listquota /a', { type: 'listquota', path: '/a' }],
    ['delquota -B /a', { type: 'delquota', path: '/a', keys: ['byteHardLimit'] }],
    ['delquota /a', { type: 'delquota', path: '/a', keys: [] }],
    ['redo 0x10', { type: 'redo', number: 16 }],
    ['redo', { type: 'redo', number: null }],
    ['printwatches of', { type: 'printwatches', on: false }],
    ['printwatches', { type: 'printwatches', on: null }],
    [
      'connect a,b:99',
      {
        type: 'connect',
        to: [
          { host: 'a', port: 0 },
          { host: 'b', port: 99 },
        ],
        servers: [],
        chroot: '',
      },
    ],
    ['connect', { type: 'connect', to: null, servers: [], chroot: '' }],
    [
      'connect a:1/b/c',
      { type: 'connect', to: [{ host: 'a', port: 1 }], servers: [], chroot: '/b/c' },
    ],
    ['close', { type: 'close' }],
    ['quit now', { type: 'quit' }],
    ['"', { type: 'again' }],
  ])('%s', (line, program) => {
    expect(parseZkCli(line)).toMatchObject({ program });
  });

  test('an unknown command is answered with or without a session', () => {
    const { program, err, status } = parseZkCli('help');
    expect(program).toEqual({ type: 'say', needsSession: false });
    expect([err.length, err.at(-1)]).toEqual([30, 'Command not found: Command not found help']);
    expect(status).toBe(127);
  });
});

const zxid = { epoch: 1, counter: 4 };

function answered(line: string, reply: Partial<Reply>) {
  const parsed = parseZkCli(line);
  if (parsed.program.type !== 'ask') throw new Error(JSON.stringify(parsed));
  const whole: Reply = { cxid: 1, zxid, code: 'OK', body: null, ...reply };
  return printAnswer(parsed.program.op, line, whole);
}

describe('what is printed of an answer', () => {
  test.each([
    ['sync /', 'CONNECTIONLOSS', { out: ['Sync has failed. rc=-4'], err: [] }],
    ['get /a', 'CONNECTIONLOSS', { out: [], err: ['KeeperErrorCode = ConnectionLoss for /a'] }],
    ['get /a', 'SESSIONEXPIRED', { out: [], err: ['KeeperErrorCode = Session expired for /a'] }],
    ['get /a', 'NOAUTH', { out: [], err: ['Insufficient permission : /a'] }],
    ['delete /a', 'NOTEMPTY', { out: [], err: ['Node not empty: /a'] }],
    [
      'delete /zookeeper',
      'BADARGUMENTS',
      { out: [], err: ['Arguments are not valid : /zookeeper'] },
    ],
    ['set /a x', 'QUOTAEXCEEDED', { out: [], err: ['Quota has exceeded : /a'] }],
    [
      'reconfig -remove 3',
      'RECONFIGDISABLED',
      { out: [], err: ['KeeperErrorCode = Reconfig is disabled'] },
    ],
    [
      'create /a x world:other:r',
      'INVALIDACL',
      { out: [], err: ['KeeperErrorCode = InvalidACL for /a', 'Acl is not valid : /a'] },
    ],
    [
      'removewatches /a',
      'NOWATCHER',
      { out: [], err: ['KeeperErrorCode = No such watcher for /a'] },
    ],
  ] as const)('%s: %s', (line, code, printed) => {
    expect(answered(line, { code })).toEqual(printed);
  });

  test('an ACL, with its Stat if asked for', () => {
    const body = { type: 'acl', acl: OPEN_ACL, stat: STAT } as const;
    expect(answered('getAcl /a', { body })).toEqual({
      out: ["'world,'anyone", ': cdrwa'],
      err: [],
    });
    expect(answered('getAcl -s /a', { body }).out.slice(2, 5)).toEqual([
      'cZxid = 0x100000002',
      'ctime = Thu Jan 01 00:00:00 UTC 1970',
      'mZxid = 0x100000004',
    ]);
  });

  test('data of several lines, and in Chinese', () => {
    const body = { type: 'data', data: bytesOf('病历\n二'), stat: STAT } as const;
    expect(answered('get /a', { body }).out).toEqual(['病历', '二']);
  });
});

test('a transcript is printed in its order', () => {
  const reply: Reply = { cxid: 1, zxid, code: 'OK', body: { type: 'data', data: 'v', stat: STAT } };
  const op = { type: 'getData', path: '/a', watch: true } as const;
  const to = ['default'];
  const lines = printTranscript([
    { type: 'typed', at: 0, number: 0, line: 'get /a true', program: { type: 'ask', op } },
    { type: 'answered', at: 1, line: 'get /a true', op, reply },
    {
      type: 'event',
      at: 2,
      event: { type: 'NodeDeleted', path: '/a' },
      state: 'SyncConnected',
      to,
    },
    { type: 'session', at: 3, state: 'Disconnected', to },
    {
      type: 'event',
      at: 4,
      event: { type: 'DataWatchRemoved', path: '/a' },
      state: 'Disconnected',
      to,
    },
  ]);
  expect(lines.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
    'in get /a true',
    "err 'get path [watch]' has been deprecated. Please use 'get [-s] [-w] path' instead.",
    'out v',
    ...['out ', 'out WATCHER::', 'out '],
    'out WatchedEvent state:SyncConnected type:NodeDeleted path:/a',
    ...['out ', 'out WATCHER::', 'out '],
    'out WatchedEvent state:Disconnected type:None path:null',
    ...['out ', 'out WATCHER::', 'out '],
    'out WatchedEvent state:Disconnected type:DataWatchRemoved path:/a',
  ]);
});

test.each([
  [0, 'Thu Jan 01 00:00:00 UTC 1970'],
  [999, 'Thu Jan 01 00:00:00 UTC 1970'],
  [951782399000, 'Mon Feb 28 23:59:59 UTC 2000'],
  [951782400000, 'Tue Feb 29 00:00:00 UTC 2000'],
  [1795300785000, 'Sat Nov 21 22:39:45 UTC 2026'],
  [4107542400000, 'Mon Mar 01 00:00:00 UTC 2100'],
  [-5, 'Thu Jan 01 00:00:00 UTC 1970'],
])('%i ms is %s', (ms, text) => {
  expect(javaDate(ms)).toBe(text);
  // The clock of this machine's runtime agrees.
  const [day, date, month, year, clock] = new Date(Math.max(0, ms)).toUTCString().split(/[, ]+/);
  expect(text).toBe(`${day} ${month} ${date} ${clock} UTC ${year}`);
});
