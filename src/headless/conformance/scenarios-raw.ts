import { textOf } from '../../lib/index.ts';
import {
  type AclEntry,
  type Bytes,
  type Op,
  type ReadOp,
  type SubOp,
  zxid,
} from '../../model/index.ts';

/** A record as Jute writes it: 32-bit numbers, and strings behind their lengths. */
class Record {
  private at = 0;
  constructor(private readonly bytes: Bytes) {}

  private take(length: number): Bytes {
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) throw new RangeError('the record ends too early');
    const taken = this.bytes.slice(this.at, end);
    this.at = end;
    return taken;
  }

  int(): number {
    let value = 0;
    for (const byte of this.take(4)) value = (value << 8) | byte.charCodeAt(0);
    return value;
  }

  /** Of 64 bits, beyond 2^53 not to the last digit. */
  long(): number {
    const high = this.int();
    return high * 2 ** 32 + (this.int() >>> 0);
  }

  flag(): boolean {
    return this.take(1) !== '\0';
  }

  buffer(): Bytes | null {
    const length = this.int();
    return length === -1 ? null : this.take(length);
  }

  text(): string {
    return textOf(this.take(this.int()));
  }

  list<T>(read: () => T): readonly T[] {
    const length = this.int();
    return length === -1 ? [] : Array.from({ length }, read);
  }
}

/**
 * A request that is given as opcode and body: what the server reads out of it; null when it is none
 * of the plain requests, or cannot be read.
 */
export function opOfRaw(opcode: number, body: Bytes): Op | null {
  const read = READERS[opcode];
  try {
    return read === undefined ? null : read(new Record(body));
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

const READERS: Readonly<{ [opcode: number]: (record: Record) => Op }> = {
  1: (r) => create('create', r),
  2: (r) => ({ type: 'delete', path: r.text(), version: r.int() }),
  3: (r) => look('exists', r),
  4: (r) => look('getData', r),
  5: (r) => ({ type: 'setData', path: r.text(), data: r.buffer(), version: r.int() }),
  6: (r) => ({ type: 'getACL', path: r.text() }),
  7: (r) => ({ type: 'setACL', path: r.text(), acl: r.list(() => entry(r)), version: r.int() }),
  8: (r) => look('getChildren', r),
  9: (r) => ({ type: 'sync', path: r.text() }),
  12: (r) => look('getChildren2', r),
  13: (r) => ({ type: 'check', path: r.text(), version: r.int() }),
  14: (r) => ({ type: 'multi', ops: parts(r, SUB_OPS) as readonly SubOp[] }),
  15: (r) => create('create2', r),
  16: (r) => {
    for (let i = 0; i < 3; i++) r.buffer();
    r.long();
    return { type: 'reconfig' };
  },
  17: (r) => ({ type: 'checkWatches', path: r.text(), kind: r.int() }),
  18: (r) => ({ type: 'removeWatches', path: r.text(), kind: r.int() }),
  19: (r) => create('createContainer', r),
  21: (r) => create('createTTL', r),
  22: (r) => ({ type: 'multiRead', ops: parts(r, READS) as readonly ReadOp[] }),
  100: (r) => {
    r.int();
    return { type: 'auth', scheme: r.text(), auth: r.buffer() };
  },
  101: (r) => setWatches('setWatches', r),
  103: (r) => ({ type: 'getEphemerals', path: textOf(r.buffer() ?? '') }),
  104: (r) => ({ type: 'getAllChildrenNumber', path: r.text() }),
  105: (r) => setWatches('setWatches2', r),
  106: (r) => ({ type: 'addWatch', path: r.text(), mode: r.int() }),
  107: () => ({ type: 'whoAmI' }),
};

/** The opcodes that may be a part of a multi, and of a multiRead. */
const SUB_OPS: readonly number[] = [1, 2, 5, 13, 15, 19, 21];
const READS: readonly number[] = [4, 8];

/** Each part behind its opcode, an end mark and an error number; the end mark has a header, too. */
function parts(r: Record, allowed: readonly number[]): readonly Op[] {
  const ops: Op[] = [];
  for (;;) {
    const opcode = r.int();
    const isEnd = r.flag();
    r.int();
    if (isEnd) return ops;
    const read = allowed.includes(opcode) ? READERS[opcode] : undefined;
    if (read === undefined) throw new RangeError(`no part has opcode ${opcode}`);
    ops.push(read(r));
  }
}

function setWatches(type: 'setWatches' | 'setWatches2', r: Record): Op {
  const relativeZxid = zxid(r.int(), r.int() >>> 0);
  const paths = () => r.list(() => r.text());
  const [data, exist, child] = [paths(), paths(), paths()];
  const [persistent, persistentRecursive] = type === 'setWatches' ? [[], []] : [paths(), paths()];
  return { type, relativeZxid, data, exist, child, persistent, persistentRecursive };
}

function look(type: ReadOp['type'], r: Record): ReadOp {
  return { type, path: r.text(), watch: r.flag() };
}

function entry(r: Record): AclEntry {
  return { perms: r.int(), scheme: r.text(), id: r.text() };
}

function create(type: 'create' | 'create2' | 'createContainer' | 'createTTL', r: Record): Op {
  const [path, data] = [r.text(), r.buffer()];
  const acl = r.list(() => entry(r));
  const flags = r.int();
  return { type, path, data, acl, flags, ttl: type === 'createTTL' ? r.long() : 0 };
}
