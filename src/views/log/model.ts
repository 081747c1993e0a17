import {
  type ClientName,
  compareZxid,
  type ServerId,
  sameZxid,
  type Txn,
  ZERO,
  type Zxid,
  zxidHex,
  zxidShort,
} from '../../model/index.ts';
import { type EntryFacts, type Facts, factsOf, type Host } from '../../sim/index.ts';
import { namesBySession } from '../inspector/facts.ts';
import type { Moment, TimedEvent } from '../props.ts';

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
  readonly state: string | null;
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

function heldOf(entry: EntryFacts | null): Held {
  if (entry === null) return 'none';
  if (entry.txn === null) return 'snapshot';
  if (!entry.usable) return 'unused';
  return entry.onDisk ? 'logged' : 'received';
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

function columnZxids(all: readonly Facts[], cuts: ReadonlyMap<string, Cut>): readonly Zxid[] {
  const known = new Map<string, Zxid>();
  const note = (zxid: Zxid): void => {
    known.set(zxidShort(zxid), zxid);
  };
  for (const { log } of all) {
    for (const { id } of log.from(log.length - COLUMNS - 1)) note(id);
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
  const facts = world.hosts.map((host) => factsOf(world, host));
  const cuts = cutsIn(moment.events);
  const all = columnZxids(facts, cuts);
  const zxids = all.slice(-COLUMNS);
  const names = namesBySession(world);
  const entries = facts.map(({ log }) => zxids.map((zxid) => log.find(zxid)));
  const first = zxids.map(
    (_, i) => entries.map((row) => row[i]?.txn ?? null).find((txn) => txn !== null) ?? null,
  );
  const rows = world.hosts.map(({ sid, status }, r): LogRow => {
    const cells = zxids.map((zxid, i): LogCell => {
      const entry = entries[r]?.[i] ?? null;
      const held = heldOf(entry);
      const here = entry?.usable === true;
      const txn = entry?.txn ?? null;
      const reference = first[i] ?? null;
      return {
        zxid,
        held,
        committed: here && entry.committed,
        applied: here && entry.applied,
        cut: held === 'none' ? (cuts.get(`${sid} ${zxidShort(zxid)}`) ?? null) : null,
        conflict: txn !== null && reference !== null && !sameTxn(txn, reference),
      };
    });
    return { sid, status, state: facts[r]?.role ?? null, cells };
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
  const older = ({ log: { first: from } }: Facts): boolean =>
    oldest !== undefined && !sameZxid(from, ZERO) && compareZxid(from, oldest) < 0;
  return { columns, rows, more: all.length > zxids.length || facts.some(older) };
}
