import { JuteError, JuteReader } from '../jute/index.ts';
import type { AskedAcl, Bytes, SessionId, Zxid } from '../model/index.ts';
import { ADLER_START, adler32 } from './adler32.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Damage, DamageKind } from './damage.ts';
import { FILE_VERSION, HEADER_BYTES } from './log-scanner.ts';

/** `ZKSN` (FileSnap.SNAP_MAGIC). */
export const SNAPSHOT_MAGIC = 0x5a4b_534e;
/** What stands for world:anyone:cdrwa (ReferenceCountedACLCache.OPEN_ACL_UNSAFE_ACL_ID). */
export const OPEN_ACL_ID = -1n;
/** A node of a snapshot takes no more than its path and its data may, and its Stat. */
const MOST_UNIT_BYTES = 8 * 0xfffff;
/** So many nodes of a snapshot are kept. */
export const MOST_NODES = 1_000_000;

/** A node as a snapshot has it (DataNode and its StatPersisted). */
export interface SavedNode {
  /** The empty one is the root. */
  readonly path: string;
  readonly data: Bytes | null;
  /** Null: its number stands for none in the file. */
  readonly acl: AskedAcl | null;
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly pzxid: Zxid;
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  /** How many children were created: what is shown as cversion is made of it. */
  readonly cversion: number;
  readonly aversion: number;
  readonly owner: SessionId;
}

type Stage = 'header' | 'sessions' | 'aclCount' | 'acls' | 'nodes' | 'seal' | 'digest' | 'done';

/**
 * Reads a snapshot (FileSnap, SerializeUtils.deserializeSnapshot) in pieces of any size: `push`
 * them in order, then `end`.
 */
export class SnapshotScanner {
  readonly sessions: (readonly [id: SessionId, timeoutMs: number])[] = [];
  readonly nodes: SavedNode[] = [];
  /** How many nodes there are; more than are kept where there are too many. */
  count = 0;
  /** Whether it is a snapshot that a server would restore: whole, and its checksum right. */
  valid = false;
  readonly damages: Damage[] = [];
  private readonly queue = new ByteQueue();
  private stage: Stage = 'header';
  private failed = false;
  private left = 0;
  private sum = ADLER_START;
  private readonly acls = new Map<bigint, AskedAcl>();
  private readonly known = new Set<string>();

  constructor(private readonly file: string) {}

  push(chunk: Uint8Array): void {
    if (this.failed || this.stage === 'done') return;
    this.queue.push(chunk);
    this.readOn();
  }

  private readOn(): void {
    while (this.queue.isEnough && this.readUnit()) {}
  }

  /** The file has ended. */
  end(): void {
    this.queue.want(0);
    this.readOn();
    if (this.failed || this.stage === 'done') return;
    // Older versions write no digest behind the seal.
    if (this.stage === 'digest' && this.queue.length === 0) return;
    if (this.stage === 'header') this.wrong('magic', 0);
    else this.wrong('torn', 0, String(this.queue.length));
    if (this.stage === 'digest') this.valid = true;
  }

  private wrong(kind: DamageKind, at: number, about = ''): void {
    this.damages.push({ file: this.file, offset: this.queue.offset + at, kind, about });
  }

  private fail(kind: DamageKind, at: number, about = ''): void {
    this.wrong(kind, at, about);
    this.failed = true;
  }

  /** One thing of the file; false: there is not enough of it yet. */
  private readUnit(): boolean {
    if (this.failed || this.stage === 'done') return false;
    const { bytes } = this.queue;
    const reader = new JuteReader(bytes);
    try {
      this.readStage(reader);
    } catch (error) {
      if (!(error instanceof JuteError)) throw error;
      if (error.fault === 'length') this.fail('length', error.at, String(intAt(bytes, error.at)));
      else if (bytes.length > MOST_UNIT_BYTES) this.fail('length', 0, String(bytes.length));
      else this.queue.want(2 * bytes.length);
      return false;
    }
    if (this.failed) return false;
    this.sum = adler32(bytes, 0, reader.at, this.sum);
    this.queue.skip(reader.at);
    return true;
  }

  private readStage(reader: JuteReader): void {
    switch (this.stage) {
      case 'header':
        return this.readHeader(reader);
      case 'sessions':
        if (this.left === 0) {
          this.stage = 'aclCount';
          return this.readStage(reader);
        }
        this.sessions.push([reader.session(), reader.int()]);
        this.left -= 1;
        return;
      case 'aclCount':
        return this.begin('acls', reader);
      case 'acls':
        if (this.left === 0) {
          this.stage = 'nodes';
          return this.readStage(reader);
        }
        this.readAcl(reader);
        return;
      case 'nodes':
        return this.readNode(reader);
      case 'seal':
        return this.readSeal(reader);
      case 'digest':
        return this.readDigest(reader);
      case 'done':
        return;
    }
  }

  private begin(stage: Stage, reader: JuteReader): void {
    const count = reader.int();
    if (count < 0) return this.fail('length', reader.at - 4, String(count));
    this.left = count;
    this.stage = stage;
  }

  private readHeader(reader: JuteReader): void {
    if (reader.left < HEADER_BYTES + 4) reader.raw(HEADER_BYTES + 4);
    if (reader.int() !== SNAPSHOT_MAGIC) return this.fail('magic', 0);
    const version = reader.int();
    if (version !== FILE_VERSION) return this.fail('version', 4, String(version));
    reader.long();
    this.begin('sessions', reader);
  }

  private readAcl(reader: JuteReader): void {
    const id = reader.long();
    this.acls.set(id, reader.acl() ?? []);
    this.left -= 1;
  }

  private readNode(reader: JuteReader): void {
    const path = reader.text() ?? '';
    if (path === '/') {
      this.stage = 'seal';
      return;
    }
    const data = reader.buffer();
    const aclId = reader.long();
    const czxid = reader.zxid();
    const mzxid = reader.zxid();
    const ctime = reader.millis();
    const mtime = reader.millis();
    const version = reader.int();
    const cversion = reader.int();
    const aversion = reader.int();
    const owner = reader.session();
    const pzxid = reader.zxid();
    const slash = path.lastIndexOf('/');
    if (path !== '' && (slash < 0 || !this.known.has(path.slice(0, slash)))) {
      return this.fail('parent', 0, path);
    }
    this.known.add(path);
    this.count += 1;
    if (this.count === MOST_NODES + 1) this.wrong('tooLarge', 0, String(MOST_NODES));
    if (this.count > MOST_NODES) return;
    const acl = aclId === OPEN_ACL_ID ? OPEN : (this.acls.get(aclId) ?? null);
    const stat = { czxid, mzxid, pzxid, ctime, mtime, version, cversion, aversion, owner };
    this.nodes.push({ path, data, acl, ...stat });
  }

  /** A checksum of all before it, and `/` (SnapStream.checkSealIntegrity). */
  private readSeal(reader: JuteReader): void {
    const sum = reader.long();
    reader.text();
    if (sum !== BigInt(this.sum)) return this.fail('seal', 0);
    this.valid = true;
    this.stage = 'digest';
  }

  /** Zxid, version and digest of the tree, and a second seal (DataTree.serializeZxidDigest). */
  private readDigest(reader: JuteReader): void {
    const from = reader.at;
    reader.zxid();
    reader.int();
    reader.long();
    const sum = adler32(this.queue.bytes, from, reader.at, this.sum);
    const sealed = reader.long();
    reader.text();
    if (sealed !== BigInt(sum)) {
      this.valid = false;
      return this.fail('seal', 20);
    }
    this.stage = 'done';
  }
}

const OPEN: AskedAcl = [{ perms: 31, scheme: 'world', id: 'anyone' }];

function intAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(at);
}
