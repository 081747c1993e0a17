import { itemAt, searchLog, sliceLog } from '../../lib/index.ts';
import {
  type ClientName,
  compareZxid,
  type ServerId,
  type Txn,
  ZERO,
  type Zxid,
  zxidHex,
  zxidShort,
} from '../../model/index.ts';
import type { Host, World } from '../../sim/index.ts';
import { type Disk, lastZxidOnDisk, type ServerState, serverStateOf } from '../../zab/index.ts';
import { namesBySession } from '../inspector/facts.ts';
import type { Moment, TimedEvent } from '../props.ts';
import { knowledgeOf } from './knowledge.ts';

/** How many transactions the matrix shows. */
const COLUMNS = 20;

/**
 * Where one server has one transaction: nowhere; received and not on disk; on disk; only inside a
 * snapshot; on disk before a gap, so that no restart reads it (a SNAP took its place).
 */
export type Held = 'none' | 'received' | 'logged' | 'snapshot' | 'unused';

/** What took it away again: a TRUNC, or a crash before its fsync. */
export type Cut = 'truncated' | 'lost';

export interface LogCell {
  readonly zxid: Zxid;
  readonly held: Held;
  /** As far as this server knows. A disk knows nothing of commits, nor does a LOOKING server. */
  readonly committed: boolean;
  /** In the tree that this server holds in memory. */
  readonly applied: boolean;
  readonly cut: Cut | null;
  /** Another server has another transaction under the same zxid. */
  readonly conflict: boolean;
}

export interface LogRow {
  readonly sid: ServerId;
  readonly status: Host['status'];
  /** Null while the process does not run. */
  readonly state: ServerState | null;
  readonly cells: readonly LogCell[];
}

export interface LogColumn {
  readonly zxid: Zxid;
  readonly short: string;
  readonly hex: string;
  /** What the transaction does; null when only its zxid is known any more. */
  readonly change: string | null;
  readonly paths: readonly string[];
  readonly author: ClientName | null;
}

export interface LogModel {
  readonly columns: readonly LogColumn[];
  readonly rows: readonly LogRow[];
  /** Whether there are older transactions to the left. */
  readonly more: boolean;
}

function diskOf(host: Host): Disk {
  return host.server === null ? host.disk : host.server.peer.disk;
}

/** What a learner has received and not yet logged. */
function pendingOf(host: Host): readonly Txn[] {
  const learner = host.server?.peer.learner;
  return learner == null ? [] : sliceLog(learner.pending, learner.head);
}

function txnAt(disk: Disk, zxid: Zxid): { readonly txn: Txn; readonly index: number } | null {
  const index = searchLog(disk.log, (txn) => compareZxid(txn.zxid, zxid) >= 0);
  const txn = itemAt(disk.log, index);
  return txn !== undefined && compareZxid(txn.zxid, zxid) === 0 ? { txn, index } : null;
}

interface Place {
  readonly held: Held;
  readonly txn: Txn | null;
}

function placeOf(host: Host, zxid: Zxid): Place {
  const disk = diskOf(host);
  const entry = txnAt(disk, zxid);
  if (entry !== null) {
    if (entry.index < disk.usableFrom) return { held: 'unused', txn: entry.txn };
    return { held: entry.index < disk.flushed ? 'logged' : 'received', txn: entry.txn };
  }
  const pending = pendingOf(host).find((txn) => compareZxid(txn.zxid, zxid) === 0);
  if (pending !== undefined) return { held: 'received', txn: pending };
  const snapshot = disk.snapshots.at(-1);
  if (snapshot !== undefined && compareZxid(zxid, snapshot.zxid) <= 0) {
    return { held: 'snapshot', txn: null };
  }
  return { held: 'none', txn: null };
}

/** What the events of the window say was taken away from each server: `sid zxid` to how. */
function cutsIn(events: readonly TimedEvent[]): ReadonlyMap<string, Cut> {
  const cuts = new Map<string, Cut>();
  const logged = new Map<ServerId, Zxid[]>();
  for (const { event } of events) {
    if (event.type === 'logged') {
      const had = logged.get(event.server) ?? [];
      had.push(event.txn.zxid);
      logged.set(event.server, had);
    } else if (event.type === 'logTruncated') {
      const had = logged.get(event.server) ?? [];
      for (const zxid of had) {
        if (compareZxid(zxid, event.zxid) > 0) {
          cuts.set(`${event.server} ${zxidShort(zxid)}`, 'truncated');
        }
      }
    } else if (event.type === 'serverCrashed') {
      for (const zxid of event.lost) cuts.set(`${event.server} ${zxidShort(zxid)}`, 'lost');
    }
  }
  return cuts;
}

function columnZxids(world: World, cuts: ReadonlyMap<string, Cut>): readonly Zxid[] {
  const known = new Map<string, Zxid>();
  const note = (zxid: Zxid): void => {
    known.set(zxidShort(zxid), zxid);
  };
  for (const host of world.hosts) {
    const { log } = diskOf(host);
    for (const txn of sliceLog(log, log.length - COLUMNS - 1)) note(txn.zxid);
    for (const txn of pendingOf(host)) note(txn.zxid);
  }
  for (const key of cuts.keys()) {
    const [epoch = '0', counter = '0'] = (key.split(' ')[1] ?? '').split('·');
    note({ epoch: Number(epoch), counter: Number(counter) });
  }
  return [...known.values()].sort(compareZxid);
}

/** The paths that a transaction touches. */
function pathsOf(change: Txn['change']): readonly string[] {
  if (change.type === 'multi') return change.changes.flatMap((part) => pathsOf(part));
  if (change.type === 'closeSession') return change.paths;
  return 'path' in change ? [change.path] : [];
}

function sameTxn(a: Txn, b: Txn): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The matrix: every server against the latest transactions that anybody has. */
export function logModel(moment: Pick<Moment, 'world' | 'events'>): LogModel {
  const { world } = moment;
  const cuts = cutsIn(moment.events);
  const all = columnZxids(world, cuts);
  const zxids = all.slice(-COLUMNS);
  const names = namesBySession(world);
  const places = world.hosts.map((host) => zxids.map((zxid) => placeOf(host, zxid)));
  const first = zxids.map(
    (_, i) => places.map((row) => row[i]?.txn ?? null).find((txn) => txn !== null) ?? null,
  );
  const rows = world.hosts.map((host, r): LogRow => {
    const known = knowledgeOf(host);
    const cells = zxids.map((zxid, i): LogCell => {
      const { held, txn } = (places[r] as Place[])[i] as Place;
      const here = held === 'received' || held === 'logged' || held === 'snapshot';
      const reference = first[i] ?? null;
      return {
        zxid,
        held,
        committed: here && compareZxid(zxid, known.committed) <= 0,
        applied: here && compareZxid(zxid, known.applied) <= 0,
        cut: held === 'none' ? (cuts.get(`${host.sid} ${zxidShort(zxid)}`) ?? null) : null,
        conflict: txn !== null && reference !== null && !sameTxn(txn, reference),
      };
    });
    const state = host.server === null ? null : serverStateOf(host.server.peer.leaf);
    return { sid: host.sid, status: host.status, state, cells };
  });
  const columns = zxids.map((zxid, i): LogColumn => {
    const txn = first[i] ?? null;
    return {
      zxid,
      short: zxidShort(zxid),
      hex: zxidHex(zxid),
      change: txn === null ? null : txn.change.type,
      paths: txn === null ? [] : pathsOf(txn.change),
      author: txn === null ? null : (names.get(txn.session) ?? null),
    };
  });
  const oldest = zxids[0];
  const more = world.hosts.some((host) => {
    const start = itemAt(diskOf(host).log, 0)?.zxid ?? lastZxidOnDisk(diskOf(host));
    return oldest !== undefined && start !== ZERO && compareZxid(start, oldest) < 0;
  });
  return { columns, rows, more: more || all.length > zxids.length };
}
