import type { Bytes, CreateOp, MultiReadOp, Op, ReadOp, SubOp } from '../model/index.ts';
import { JuteError } from './jute-error.ts';
import { OPCODES } from './opcodes.ts';
import { JuteReader } from './reader.ts';

/*
 * Requests as zookeeper.proto writes them, and MultiOperationRecord. A record may be followed by
 * anything: who reads it does not look at the rest.
 */

/**
 * Reads a request of that opcode out of its body. What no server can read, or nobody knows, is a
 * `raw` op: its opcode alone decides what comes of it.
 */
export function readOp(opcode: number, body: JuteReader): Op {
  const { at } = body;
  const read = READERS.get(opcode);
  if (read !== undefined) {
    try {
      return read(body);
    } catch (thrown) {
      if (!(thrown instanceof JuteError)) throw thrown;
      body.at = at;
    }
  }
  return { type: 'raw', opcode, body: body.raw(body.left) };
}

/** The same, of a body that is given as bytes. */
export function opOfBody(opcode: number, body: Bytes): Op {
  const bytes = new Uint8Array(body.length);
  for (let i = 0; i < body.length; i++) bytes[i] = body.charCodeAt(i);
  return readOp(opcode, new JuteReader(bytes));
}

type Read = (r: JuteReader) => Op;

const READERS: ReadonlyMap<number, Read> = new Map<number, Read>([
  [OPCODES.create, (r) => create('create', r)],
  [OPCODES.create2, (r) => create('create2', r)],
  [OPCODES.createContainer, (r) => create('createContainer', r)],
  [OPCODES.createTTL, (r) => create('createTTL', r)],
  [OPCODES.delete, (r) => ({ type: 'delete', path: pathOf(r), version: r.int() })],
  [OPCODES.exists, (r) => look('exists', r)],
  [OPCODES.getData, (r) => look('getData', r)],
  [OPCODES.getChildren, (r) => look('getChildren', r)],
  [OPCODES.getChildren2, (r) => look('getChildren2', r)],
  [
    OPCODES.setData,
    (r) => ({ type: 'setData', path: textOrEmpty(r), data: r.buffer(), version: r.int() }),
  ],
  [OPCODES.getACL, (r) => ({ type: 'getACL', path: pathOf(r) })],
  [
    OPCODES.setACL,
    (r) => ({ type: 'setACL', path: textOrEmpty(r), acl: r.acl() ?? [], version: r.int() }),
  ],
  [OPCODES.sync, (r) => ({ type: 'sync', path: r.text() })],
  [OPCODES.ping, () => ({ type: 'ping' })],
  [OPCODES.check, (r) => ({ type: 'check', path: textOrEmpty(r), version: r.int() })],
  [OPCODES.multi, multi],
  [OPCODES.multiRead, multiRead],
  [OPCODES.reconfig, reconfig],
  [OPCODES.checkWatches, (r) => ({ type: 'checkWatches', path: pathOf(r), kind: r.int() })],
  [OPCODES.removeWatches, (r) => ({ type: 'removeWatches', path: textOrEmpty(r), kind: r.int() })],
  [OPCODES.auth, auth],
  [OPCODES.setWatches, (r) => setWatches('setWatches', r)],
  [OPCODES.setWatches2, (r) => setWatches('setWatches2', r)],
  [OPCODES.getEphemerals, (r) => ({ type: 'getEphemerals', path: textOrEmpty(r) })],
  [OPCODES.getAllChildrenNumber, (r) => ({ type: 'getAllChildrenNumber', path: pathOf(r) })],
  [OPCODES.addWatch, (r) => ({ type: 'addWatch', path: textOrEmpty(r), mode: r.int() })],
  [OPCODES.whoAmI, () => ({ type: 'whoAmI' })],
  [OPCODES.closeSession, () => ({ type: 'closeSession' })],
]);

/** A path where a null is an exception in the server, as good as a record that cannot be read. */
function pathOf(r: JuteReader): string {
  const { at } = r;
  const path = r.text();
  if (path === null) throw new JuteError('length', at);
  return path;
}

/** A path where a null is refused just as an empty one is. */
function textOrEmpty(r: JuteReader): string {
  return r.text() ?? '';
}

function look(type: ReadOp['type'], r: JuteReader): ReadOp {
  return { type, path: pathOf(r), watch: r.flag() };
}

function create(type: CreateOp['type'], r: JuteReader): CreateOp {
  const path = pathOf(r);
  const data = r.buffer();
  const acl = r.acl() ?? [];
  const flags = r.int();
  return { type, path, data, acl, flags, ttl: type === 'createTTL' ? r.millis() : 0 };
}

/** What it would change is of no interest: reconfiguration is switched off. */
function reconfig(r: JuteReader): Op {
  for (let i = 0; i < 3; i++) r.text();
  r.long();
  return { type: 'reconfig' };
}

function auth(r: JuteReader): Op {
  r.int();
  return { type: 'auth', scheme: textOrEmpty(r), auth: r.buffer() };
}

function setWatches(type: 'setWatches' | 'setWatches2', r: JuteReader): Op {
  const paths = (): readonly string[] => {
    const { at } = r;
    const list = r.list(pathOf);
    if (list === null) throw new JuteError('length', at);
    return list;
  };
  const relativeZxid = r.zxid();
  const data = paths();
  const exist = paths();
  const child = paths();
  const persistent = type === 'setWatches' ? [] : paths();
  const persistentRecursive = type === 'setWatches' ? [] : paths();
  return { type, relativeZxid, data, exist, child, persistent, persistentRecursive };
}

const WRITES: readonly number[] = [
  ...[OPCODES.create, OPCODES.create2, OPCODES.createContainer, OPCODES.createTTL],
  ...[OPCODES.delete, OPCODES.setData, OPCODES.check],
];
const READS: readonly number[] = [OPCODES.getData, OPCODES.getChildren];

/** Reads in it are an exception in Prep, as good as a record that cannot be read. */
function multi(r: JuteReader): Op {
  const { at } = r;
  const ops = parts(r);
  if (!ops.every(isWrite)) throw new JuteError('length', at);
  return { type: 'multi', ops };
}

function multiRead(r: JuteReader): MultiReadOp {
  return { type: 'multiRead', ops: parts(r) };
}

function isWrite(op: SubOp | ReadOp): op is SubOp {
  return !('watch' in op);
}

/**
 * Each part stands behind its opcode, an end mark and an error number (MultiHeader); the end is
 * such a header, too. Reads and writes do not go together (MultiOperationRecord.setOrCheckOpKind).
 */
function parts(r: JuteReader): readonly (SubOp | ReadOp)[] {
  const ops: (SubOp | ReadOp)[] = [];
  let allowed = [...WRITES, ...READS];
  for (;;) {
    const { at } = r;
    const opcode = r.int();
    const isEnd = r.flag();
    r.int();
    if (isEnd) return ops;
    const read = allowed.includes(opcode) ? READERS.get(opcode) : undefined;
    if (read === undefined) throw new JuteError('length', at);
    ops.push(read(r) as SubOp | ReadOp);
    allowed = [...(READS.includes(opcode) ? READS : WRITES)];
  }
}
