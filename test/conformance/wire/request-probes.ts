import { byte, bytes, greeting, int, long, OPEN, request, sized, text } from './bytes.ts';
import type { Probe } from './probe.ts';

/* Requests within a session that no library makes. */

const PING = request(11, '', -2);

/** Says something in a session of its own, and a ping behind it. */
const probe = (name: string, say: string, rest: Partial<Probe> = {}): Probe => {
  return { name: `quorum: ${name}`, stage: 'quorum', say: [greeting(), say + PING], ...rest };
};
/** Likewise, a request with a body. */
const asked = (name: string, opcode: number, body: string, xid = 1): Probe =>
  probe(name, request(opcode, body, xid));

const bare = (name: string, say: readonly string[], rest: Partial<Probe> = {}): Probe => {
  return { name: `quorum: ${name}`, stage: 'quorum', say: [greeting(), ...say], ...rest };
};

const EXISTS = `${text('/none')}00`;

const FRAMES: readonly Probe[] = [
  ...([-1, 0x100000, 0x7fffffff] as const).map((n) => bare(`then a length of ${n}`, [int(n)])),
  probe('then an empty packet', int(0)),
  ...([1, 4, 7, 8] as const).map((n) =>
    bare(`then a packet of ${n} zeros`, [sized('00'.repeat(n))]),
  ),
  bare('then half a packet', [request(3, EXISTS).slice(0, 20)]),
  bare('then half a packet, and the end', [request(3, EXISTS).slice(0, 20)], { hangsUp: true }),
  bare('a request, and the end', [request(3, EXISTS)], { hangsUp: true }),
  bare(
    'a request, half of one, and the end',
    [request(3, EXISTS) + request(3, EXISTS).slice(0, 20)],
    {
      hangsUp: true,
    },
  ),
  bare('a request in two pieces', [request(3, EXISTS).slice(0, 6), request(3, EXISTS).slice(6)]),
  bare('two requests at once', [request(3, EXISTS) + request(3, EXISTS, 2)]),
];

const OPCODES: readonly Probe[] = [
  ...[-2, -1, 0, 10, 23, 53, 99, 108, 1000, 0x7fffffff, -2_147_483_648].map((opcode) =>
    // What comes behind it is heard, or not: a race.
    bare(`opcode ${opcode}`, [request(opcode)]),
  ),
  asked('createSession', -10, int(5000)),
  asked('createSession without a timeout', -10, ''),
  asked('deleteContainer', 20, text('/none')),
  bare('closeSession with a body', [request(-11, bytes('x'))]),
  asked('ping with a number and a body', 11, bytes('x'), 7),
  ...[0, -1, -2, -4, -8, -2_147_483_648, 0x7fffffff].map((xid) =>
    asked(`exists with number ${xid}`, 3, EXISTS, xid),
  ),
];

/** What may stand where a path should. */
const PATHS: readonly (readonly [name: string, path: string])[] = [
  ['nothing', ''],
  ['a path that is null', text(null)],
  ['a length of -2', int(-2)],
  ['a path longer than the packet', int(100) + bytes('/a')],
  ['an empty path', text('')],
  ['a path without a slash', text('a')],
  ['a path with a slash at its end', text('/zookeeper/')],
  ['a path with two slashes', text('//zookeeper')],
  ['a path with a dot', text('/./zookeeper')],
  ['a path with a zero', text('/a\0b')],
  ['a path that is no UTF-8', sized('2fff')],
];

/** The requests that begin with a path, and what follows it. */
const BY_PATH: readonly (readonly [name: string, opcode: number, rest: string])[] = [
  ['exists', 3, '00'],
  ['getData', 4, '01'],
  ['getChildren', 8, '00'],
  ['getACL', 6, ''],
  ['delete', 2, int(-1)],
  ['setData', 5, int(-1) + int(-1)],
  ['create', 1, int(-1) + OPEN + int(0)],
  ['sync', 9, ''],
];

const ON_PATHS: readonly Probe[] = BY_PATH.flatMap(([name, opcode, rest]) =>
  PATHS.map(([what, path]) => asked(`${name}, ${what}`, opcode, path === '' ? '' : path + rest)),
);

let made = 0;
/** A create of a node of its own. */
const create = (name: string, data: string, acl: string, flags: string, opcode = 1): Probe =>
  asked(`create, ${name}`, opcode, text(`/probe-${++made}`) + data + acl + flags);
const NONE = int(-1);
const FLAGS = int(0);

const acl = (...entries: readonly string[]): string => int(entries.length) + entries.join('');
const entry = (perms: number, scheme: string | null, id: string | null): string =>
  int(perms) + text(scheme) + text(id);

const CREATES: readonly Probe[] = [
  create('data of -2 bytes', int(-2), OPEN, FLAGS),
  create('data that are too long', int(0x7fffffff), OPEN, FLAGS),
  create('no list', NONE, int(-1), FLAGS),
  create('an empty list', NONE, int(0), FLAGS),
  create('a list of -2 entries', NONE, int(-2), FLAGS),
  create('a list of many entries that are not there', NONE, int(0x7fffffff), FLAGS),
  create('permissions 0', NONE, acl(entry(0, 'world', 'anyone')), FLAGS),
  create('permissions 255', NONE, acl(entry(255, 'world', 'anyone')), FLAGS),
  create('a scheme that is null', NONE, acl(entry(31, null, 'anyone')), FLAGS),
  create('an id that is null', NONE, acl(entry(31, 'world', null)), FLAGS),
  create('both null', NONE, acl(entry(31, null, null)), FLAGS),
  create('an empty scheme', NONE, acl(entry(31, '', '')), FLAGS),
  create('a scheme that nobody knows', NONE, acl(entry(31, 'magic', 'x')), FLAGS),
  create('world with another id', NONE, acl(entry(31, 'world', 'me')), FLAGS),
  create('ip with another id', NONE, acl(entry(31, 'ip', '300.1.1.1')), FLAGS),
  create('ip with a mask', NONE, acl(entry(31, 'ip', '10.0.0.0/33')), FLAGS),
  create('digest without a colon', NONE, acl(entry(31, 'digest', 'x')), FLAGS),
  create('auth of nobody', NONE, acl(entry(31, 'auth', '')), FLAGS),
  create('no flags', NONE, OPEN, ''),
  create('flags 7', NONE, OPEN, int(7)),
  create('flags -1', NONE, OPEN, int(-1)),
  create('bytes behind its end', NONE, OPEN, `${FLAGS}0011`),
  create('a container by create2', NONE, OPEN, int(4), 15),
  create('a container without flags', NONE, OPEN, int(0), 19),
  create('a TTL without one', NONE, OPEN, int(5), 21),
  create('a TTL of 0', NONE, OPEN, int(5) + long(0), 21),
  create('a TTL of -1', NONE, OPEN, int(5) + long(-1), 21),
  create('a TTL with flags 0', NONE, OPEN, int(0) + long(1000), 21),
];

/*
 * Not asked, since a real 3.8.0 stops at it, and its ensemble with it: a reconfig without a body,
 * and a multi of a multi, of a read, or of a check without a path.
 */

/** A part of a multi. */
const part = (opcode: number, body: string): string => int(opcode) + byte(0) + int(-1) + body;
const END = int(-1) + byte(1) + int(-1);

const MULTIS: readonly Probe[] = [
  asked('multi, nothing', 14, ''),
  asked('multi, its end alone', 14, END),
  asked('multi without an end', 14, part(13, text('/zookeeper') + int(-1))),
  asked('multi of an opcode that nobody knows', 14, part(99, '') + END),
  asked('multi of a sync', 14, part(9, text('/')) + END),
  asked('multi of half a check', 14, part(13, int(50)) + END),
  asked('multi with bytes behind its end', 14, `${END}00`),
  asked('multiRead, nothing', 22, ''),
  asked('multiRead, its end alone', 22, END),
  asked('multiRead of a write', 22, part(13, text('/zookeeper') + int(-1)) + END),
  asked('multiRead of an exists', 22, part(3, EXISTS) + END),
  asked('multiRead of a node that is not there', 22, part(4, EXISTS) + END),
];

const OTHERS: readonly Probe[] = [
  asked('exists, without a watch', 3, text('/none')),
  asked('exists, a watch of 2', 3, `${text('/none')}02`),
  asked('delete without a version', 2, text('/none')),
  asked('setData of -2 bytes', 5, text('/none') + int(-2) + int(-1)),
  asked('setACL without a list', 7, text('/zookeeper') + int(-1) + int(-1)),
  asked('check alone', 13, text('/none') + int(0)),
  asked('reconfig', 16, text(null) + text(null) + text(null) + long(-1)),
  ...[0, 1, 4, -1].map((kind) =>
    asked(`removeWatches of kind ${kind}`, 18, text('/none') + int(kind)),
  ),
  ...[0, 1, 4, -1].map((kind) =>
    asked(`checkWatches of kind ${kind}`, 17, text('/none') + int(kind)),
  ),
  asked('checkWatches of no path', 17, text(null) + int(1)),
  asked('removeWatches of no path', 18, text(null) + int(1)),
  ...[2, -1, 99].map((mode) => asked(`addWatch of mode ${mode}`, 106, text('/none') + int(mode))),
  asked('addWatch of no path', 106, text(null) + int(0)),
  asked('addWatch, nothing', 106, ''),
  asked('setWatches, nothing', 101, ''),
  asked('setWatches of lists that are null', 101, long(0) + int(-1).repeat(3), -8),
  asked('setWatches of lists of -2', 101, long(0) + int(-2).repeat(3), -8),
  asked(
    'setWatches of a path that is null',
    101,
    long(0) + int(1) + text(null) + int(0).repeat(2),
    -8,
  ),
  asked(
    'setWatches of what is not there',
    101,
    long(0) + int(1) + text('/none') + int(0).repeat(2),
    -8,
  ),
  asked('setWatches2 with three lists', 105, long(0) + int(0).repeat(3), -8),
  asked('getEphemerals of no path', 103, text(null)),
  asked('getEphemerals, nothing', 103, ''),
  asked('getAllChildrenNumber of no path', 104, text(null)),
  asked('getAllChildrenNumber, nothing', 104, ''),
  asked('whoAmI with a body', 107, bytes('x')),
];

const auth = (name: string, body: string, xid = -4): Probe =>
  asked(`auth, ${name}`, 100, body, xid);
const AUTHS: readonly Probe[] = [
  auth('nothing', ''),
  auth('a type of 7', int(7) + text('digest') + text('u:p')),
  auth('with number 1', int(0) + text('digest') + text('u:p'), 1),
  auth('a scheme that is null', int(0) + text(null) + text('u:p')),
  auth('an empty scheme', int(0) + text('') + text('')),
  auth('a scheme that nobody knows', int(0) + text('magic') + text('x')),
  auth('ip', int(0) + text('ip') + text('1.2.3.4')),
  auth('world', int(0) + text('world') + text('anyone')),
  auth('auth', int(0) + text('auth') + text('')),
  auth('sasl', int(0) + text('sasl') + text('x')),
  auth('digest of nothing', int(0) + text('digest') + int(-1)),
  auth('digest without a colon', int(0) + text('digest') + text('x')),
  auth('digest that is empty', int(0) + text('digest') + text('')),
  auth('a scheme longer than the packet', int(0) + int(50) + bytes('digest')),
];

const SASL: readonly Probe[] = [
  asked('sasl, nothing', 102, ''),
  asked('sasl, a token', 102, text('x')),
  asked('sasl, an empty token', 102, text('')),
  asked('sasl, no token', 102, int(-1)),
  asked('sasl, a token of -2 bytes', 102, int(-2)),
  asked('sasl, a token longer than the packet', 102, int(50)),
];

export const REQUEST_PROBES: readonly Probe[] = [
  ...[...FRAMES, ...OPCODES, ...ON_PATHS, ...CREATES, ...MULTIS, ...OTHERS, ...AUTHS, ...SASL],
];
