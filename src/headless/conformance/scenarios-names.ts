import { byCodeUnit } from '../../lib/index.ts';
import {
  type AuthId,
  type Bytes,
  compareZxid,
  NO_SESSION,
  NO_ZXID,
  type OpResult,
  type Reply,
  type ReplyBody,
  type SessionId,
  type Stat,
  sameZxid,
  type Zxid,
} from '../../model/index.ts';

/** The times of a step, in whole virtual ms, both inclusive. */
interface Window {
  readonly from: number;
  to: number;
}

const PERM_LETTERS = 'rwcda';
/** In the order in which the tools print them. */
const PRINTED_PERMS = 'cdrwa';

/**
 * How a scenario file names what differs from run to run: zxids count from the ensemble's last one
 * before the first step, times are steps, sessions have the names of their clients.
 */
export class RunNames {
  private readonly windows: Window[] = [];
  private readonly owners = new Map<SessionId, string>();

  constructor(readonly base: Zxid) {}

  /** A step begins at this virtual ms. */
  stepFrom(ms: number): void {
    this.windows.push({ from: ms, to: Infinity });
  }

  /** The step under way ends with this virtual ms. */
  stepTo(ms: number): void {
    const window = this.windows.at(-1);
    if (window) window.to = ms;
  }

  /** The first ms that belongs to no step yet. */
  nextMs(): number {
    return (this.windows.at(-1)?.to ?? 0) + 1;
  }

  name(session: SessionId, name: string): void {
    this.owners.set(session, name);
  }

  owner(session: SessionId): string {
    return this.owners.get(session) ?? '?';
  }

  zxid(z: Zxid): number | string {
    if (sameZxid(z, NO_ZXID) || compareZxid(z, this.base) <= 0) return 0;
    if (z.epoch === this.base.epoch) return z.counter - this.base.counter;
    return `e+${z.epoch - this.base.epoch}:${z.counter}`;
  }

  private time(ms: number): number | string {
    if (ms === 0) return 0;
    const step = this.windows.findIndex(({ from, to }) => ms >= from && ms <= to);
    if (step >= 0) return step;
    return ms < (this.windows[0]?.from ?? 0) ? -1 : `${ms} ms, between two steps`;
  }

  private stat(stat: Stat): object {
    const { version, cversion, aversion, ephemeralOwner, dataLength, numChildren } = stat;
    return {
      czxid: this.zxid(stat.czxid),
      mzxid: this.zxid(stat.mzxid),
      pzxid: this.zxid(stat.pzxid),
      ctime: this.time(stat.ctime),
      mtime: this.time(stat.mtime),
      ...{ version, cversion, aversion },
      ephemeralOwner: ephemeralOwner === NO_SESSION ? 0 : this.owner(ephemeralOwner),
      ...{ dataLength, numChildren },
    };
  }

  /** An answer as a file holds it. */
  reply(reply: Reply): Record<string, unknown> {
    const { code, zxid, body } = reply;
    return { r: code, zxid: this.zxid(zxid), ...(body ? this.body(body) : {}) };
  }

  private body(body: ReplyBody): object {
    switch (body.type) {
      case 'path':
        return { path: body.path };
      case 'noPath':
        return { path: null };
      case 'noError':
        return {};
      case 'pathStat':
        return { path: body.path, stat: this.stat(body.stat) };
      case 'stat':
        return { stat: this.stat(body.stat) };
      case 'data':
        return { data: dataSaid(body.data), stat: this.stat(body.stat) };
      case 'children': {
        const children = [...body.children].sort(byCodePoint);
        return body.stat ? { children, stat: this.stat(body.stat) } : { children };
      }
      case 'acl': {
        const acl = body.acl.map(({ perms, scheme, id }) => [permsSaid(perms), scheme, id]);
        return { acl, stat: this.stat(body.stat) };
      }
      case 'count':
        return { count: body.count };
      case 'ephemerals':
        return { ephemerals: [...body.paths].sort(byCodePoint) };
      case 'clientInfo':
        return { clientInfo: sortedIds(body.ids).map(({ scheme, id }) => [scheme, id]) };
      case 'results':
        return { results: body.results.map((result) => this.result(result)) };
    }
  }

  private result(result: OpResult): object {
    switch (result.type) {
      case 'error':
        return { op: 'error', err: result.code };
      case 'create':
        return { op: 'create', path: result.path };
      case 'create2':
        return { op: 'create2', path: result.path, stat: this.stat(result.stat) };
      case 'setData':
        return { op: 'setData', stat: this.stat(result.stat) };
      case 'getData':
        return { op: 'getData', data: dataSaid(result.data), stat: this.stat(result.stat) };
      case 'getChildren':
        return { op: 'getChildren', children: [...result.children].sort(byCodePoint) };
      default:
        return { op: result.type };
    }
  }
}

/** The order of the recorder's own language: by code point, not by code unit. */
function byCodePoint(a: string, b: string): number {
  return byCodeUnit(utf32(a), utf32(b));
}

function utf32(text: string): string {
  return Array.from(text, (c) => (c.codePointAt(0) ?? 0).toString(16).padStart(6, '0')).join('');
}

/** The number of counters in an epoch: a zxid is one number of 64 bits. */
const COUNTERS = 2 ** 32;

/** A zxid so many further on, over the ends of epochs. */
export function plus({ epoch, counter }: Zxid, offset: number): Zxid {
  const sum = counter + offset;
  const epochs = Math.floor(sum / COUNTERS);
  return { epoch: epoch + epochs, counter: sum - epochs * COUNTERS };
}

/** Data that is all one character, and longer, is said in short. */
const SHORT_BYTES = 64;

function dataSaid(bytes: Bytes | null): unknown {
  if (bytes === null) return null;
  const [first = ''] = bytes;
  if (bytes.length > SHORT_BYTES && bytes === first.repeat(bytes.length)) {
    return { repeat: first, n: bytes.length };
  }
  const raw = Buffer.from(bytes, 'latin1');
  const said = raw.toString('utf8');
  return Buffer.from(said, 'utf8').equals(raw) ? said : { hex: raw.toString('hex') };
}

function permsSaid(perms: number): string {
  const known = [...PRINTED_PERMS].filter((p) => perms & (1 << PERM_LETTERS.indexOf(p))).join('');
  return perms & ~31 ? `${known}+0x${(perms & ~31).toString(16)}` : known;
}

function sortedIds(ids: readonly AuthId[]): readonly AuthId[] {
  return [...ids].sort((a, b) => byCodeUnit(a.scheme, b.scheme) || byCodeUnit(a.id, b.id));
}
