import { opOfBody } from '../../jute/index.ts';
import { bytesOf } from '../../lib/index.ts';
import {
  type AskedAcl,
  type Bytes,
  CREATE_MODES,
  OPEN_ACL,
  type Op,
  type ReadOp,
  type SubOp,
  type Zxid,
} from '../../model/index.ts';
import type { CallArgs } from './scenarios-format.ts';

/*
 * The arguments of a scenario's step as an operation. A file that holds something else than the
 * format allows gives an operation that means nothing; the comparison then shows it.
 */

const PERM_LETTERS = 'rwcda';
const WATCHER_KINDS: Readonly<Record<string, number>> = { children: 1, data: 2, any: 3 };

/** `data` in a file: text, nothing at all, hex digits, or one character many times. */
function dataOf(data: unknown): Bytes | null {
  if (data === undefined) return '';
  if (data === null) return null;
  if (typeof data === 'string') return bytesOf(data);
  const { hex, repeat, n } = data as { hex?: string; repeat?: string; n?: number };
  if (hex !== undefined) return Buffer.from(hex, 'hex').toString('latin1');
  return bytesOf((repeat ?? '').repeat(n ?? 0));
}

function permsOf(perms: unknown): number {
  if (typeof perms === 'number') return perms;
  let bits = 0;
  for (const letter of String(perms)) bits |= 1 << PERM_LETTERS.indexOf(letter);
  return bits;
}

function aclOf(acl: unknown): AskedAcl {
  if (acl === undefined) return OPEN_ACL;
  if (acl === null) return [];
  return (acl as readonly unknown[][]).map(([perms, scheme, id]) => ({
    perms: permsOf(perms),
    scheme: String(scheme ?? ''),
    id: id === undefined || id === null ? null : String(id),
  }));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
const paths = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);

/** `relative`: the zxid that setWatches claims, by what the step says of it. */
export function opOf(name: string, args: CallArgs, relative: (asked: unknown) => Zxid): Op {
  const opcode = UNREADABLE[name];
  if (opcode !== undefined && !isReadable(name, args)) return { type: 'raw', opcode, body: '' };
  switch (name) {
    case 'create':
    case 'create2':
    case 'delete':
    case 'setData':
    case 'check':
      return subOpOf(name, args);
    case 'multi':
      return { type: 'multi', ops: partsOf(args).map((part) => subOpOf(text(part.op), part)) };
    case 'multiRead':
      return { type: 'multiRead', ops: partsOf(args).map((part) => readOpOf(text(part.op), part)) };
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      return readOpOf(name, args);
    case 'setACL':
      return {
        type: 'setACL',
        path: text(args.path),
        acl: aclOf(args.acl),
        version: number(args.version, -1),
      };
    case 'getACL':
    case 'sync':
    case 'getAllChildrenNumber':
    case 'getEphemerals':
      return { type: name, path: text(args.path) };
    case 'addWatch': {
      const mode = number(args.mode, args.mode === 'persistent' ? 0 : 1);
      return { type: 'addWatch', path: text(args.path), mode };
    }
    case 'removeWatches':
    case 'checkWatches': {
      const kind = number(args.type, WATCHER_KINDS[text(args.type)] ?? 0);
      return { type: name, path: text(args.path), kind };
    }
    case 'setWatches':
    case 'setWatches2':
      return {
        type: name,
        relativeZxid: relative(args.relativeZxid),
        data: paths(args.data),
        exist: paths(args.exist),
        child: paths(args.child),
        persistent: paths(args.persistent),
        persistentRecursive: paths(args.persistentRecursive),
      };
    case 'auth':
      return { type: 'auth', scheme: text(args.scheme), auth: bytesOf(text(args.auth)) };
    case 'whoAmI':
    case 'ping':
    case 'reconfig':
    case 'closeSession':
      return { type: name };
    case 'raw': {
      const body = Buffer.from(text(args.body), 'hex').toString('latin1');
      const opcode = number(args.opcode, 0);
      return opOfBody(opcode, body);
    }
    default:
      throw new Error(`no step is called ${name}`);
  }
}

/** Opcodes of requests that can be made so that the server cannot read them. */
const UNREADABLE: Readonly<Record<string, number>> = {
  create: 1,
  create2: 15,
  delete: 2,
  exists: 3,
  getData: 4,
  getACL: 6,
  getChildren: 8,
  getChildren2: 12,
  getAllChildrenNumber: 104,
  checkWatches: 17,
  multi: 14,
  multiRead: 22,
  setWatches: 101,
  setWatches2: 105,
};

const WATCH_LISTS = ['data', 'exist', 'child', 'persistent', 'persistentRecursive'];

/**
 * Whether the server can: it stumbles where a path or a list of paths is null, and over reads and
 * writes in one multi.
 */
function isReadable(name: string, args: CallArgs): boolean {
  if (name === 'setWatches' || name === 'setWatches2') {
    const lists = WATCH_LISTS.map((key) => args[key] ?? (key in args ? null : []));
    return lists.every((list) => Array.isArray(list) && !list.includes(null));
  }
  if (name !== 'multi' && name !== 'multiRead') return typeof args.path === 'string';
  const isRead = ({ op }: CallArgs): boolean => op === 'getData' || op === 'getChildren';
  return partsOf(args).every((part) => isRead(part) === (name === 'multiRead'));
}

function partsOf(args: CallArgs): readonly CallArgs[] {
  return Array.isArray(args.ops) ? args.ops : [];
}

function readOpOf(name: string, args: CallArgs): ReadOp {
  return { type: name as ReadOp['type'], path: text(args.path), watch: args.watch === true };
}

function subOpOf(name: string, args: CallArgs): SubOp {
  const path = text(args.path);
  switch (name) {
    case 'create':
    case 'create2':
      return createOf(name, path, args);
    case 'setData':
      return {
        type: 'setData',
        path,
        data: dataOf(args.data),
        version: number(args.version, -1),
      };
    case 'delete':
    case 'check':
      return { type: name, path, version: number(args.version, -1) };
    default:
      throw new Error(`no part of a multi is called ${name}`);
  }
}

/** Containers and TTL nodes, asked for by name, travel under their own opcodes. */
function createOf(name: 'create' | 'create2', path: string, args: CallArgs): SubOp {
  const mode = args.mode ?? 'PERSISTENT';
  const type =
    mode === 'CONTAINER' ? 'createContainer' : text(mode).endsWith('TTL') ? 'createTTL' : name;
  return {
    type,
    path,
    data: dataOf(args.data),
    acl: aclOf(args.acl),
    flags: number(mode, (CREATE_MODES as readonly unknown[]).indexOf(mode)),
    ttl: number(args.ttl, 0),
  };
}
