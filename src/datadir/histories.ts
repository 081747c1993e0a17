import { byCodeUnit } from '../lib/index.ts';
import { compareZxid, type ServerId, type Txn, ZERO, type Zxid } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { SharedTxns, startableOf } from './contents.ts';
import type { Damage } from './damage.ts';
import type { ServerFiles } from './server-files.ts';

/** What one server's files tell of the past. */
export interface History {
  readonly sid: ServerId;
  readonly files: ServerFiles;
  readonly contents: DiskContents;
  /** The damage over which a real server would refuse to start. */
  readonly refusal: Damage | null;
  /** The last transaction that it has, in a log or in a snapshot. */
  readonly last: Zxid;
}

/**
 * How a server has a transaction: in a log; only in or before a snapshot, which does not tell which
 * ones it holds; not; or another one with the same zxid.
 */
export type HeldTxn = 'logged' | 'snapshot' | 'none' | 'other';

/** One transaction that any server has in a log. */
export interface HistoryRow {
  readonly zxid: Zxid;
  readonly txn: Txn;
}

/** Where a server's history and the reference's are no longer the same. */
export interface HistoryEnd {
  readonly sid: ServerId;
  /** The last transaction that both have; null: none that their logs tell of. */
  readonly after: Zxid | null;
  /** What each goes on with, and with how many; null: it ends there. */
  readonly own: TxnRun | null;
  readonly theirs: TxnRun | null;
}

export interface TxnRun {
  readonly first: Zxid;
  readonly count: number;
}

export interface Histories {
  readonly servers: readonly History[];
  /** Every transaction of any log, by its zxid. */
  readonly rows: readonly HistoryRow[];
  /**
   * Who would win an election among those that start: what the others are compared with; null: none
   * of them starts.
   */
  readonly reference: ServerId | null;
  readonly partings: readonly HistoryEnd[];
}

/** The histories that several servers' files tell, beside each other. */
export function historiesOf(files: readonly ServerFiles[]): Histories {
  const shared = new SharedTxns();
  const servers = files.map((one): History => {
    const { contents, refusal } = startableOf(one, shared);
    const logged = contents.log.at(-1)?.zxid ?? ZERO;
    const saved = contents.snapshots.at(-1)?.zxid ?? ZERO;
    const last = compareZxid(logged, saved) > 0 ? logged : saved;
    return { sid: one.sid, files: one, contents, refusal, last };
  });
  const winner = winnerOf(servers);
  const partings = servers.flatMap((one) => {
    const found = winner === null || one === winner ? null : endOf(one, winner);
    return found === null ? [] : [found];
  });
  return { servers, rows: rowsOf(servers), reference: winner?.sid ?? null, partings };
}

/** The order of votes: epoch, zxid, number (FastLeaderElection.totalOrderPredicate). */
function winnerOf(servers: readonly History[]): History | null {
  let best: History | null = null;
  for (const one of servers) {
    if (one.refusal !== null) continue;
    if (best === null || compareVotes(one, best) > 0) best = one;
  }
  return best;
}

function compareVotes(a: History, b: History): number {
  const epochs = a.contents.currentEpoch - b.contents.currentEpoch;
  return epochs || compareZxid(a.last, b.last) || a.sid - b.sid;
}

function rowsOf(servers: readonly History[]): readonly HistoryRow[] {
  const logs = servers.map(({ contents }) => contents.log);
  const at = logs.map(() => 0);
  const rows: HistoryRow[] = [];
  for (;;) {
    let next: Txn | null = null;
    logs.forEach((log, i) => {
      const txn = log[at[i] ?? 0];
      if (txn !== undefined && (next === null || compareZxid(txn.zxid, next.zxid) < 0)) next = txn;
    });
    if (next === null) return rows;
    const { zxid }: Txn = next;
    rows.push({ zxid, txn: next });
    logs.forEach((log, i) => {
      const txn = log[at[i] ?? 0];
      if (txn !== undefined && compareZxid(txn.zxid, zxid) === 0) at[i] = (at[i] ?? 0) + 1;
    });
  }
}

/** The first entry of a log that is beyond a zxid. */
export function firstBeyond(log: readonly Txn[], zxid: Zxid): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const txn = log[middle] as Txn;
    if (compareZxid(txn.zxid, zxid) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How a server has the transaction of a row. */
export function holdingOf({ contents }: History, row: HistoryRow): HeldTxn {
  const { log, usableFrom, snapshots } = contents;
  const after = firstBeyond(log, row.zxid);
  const before = log[after - 1];
  if (before !== undefined && compareZxid(before.zxid, row.zxid) === 0) {
    return before === row.txn ? 'logged' : 'other';
  }
  // Within its log a server says what it has; before it, or in a gap, only a snapshot does.
  const isTold = after > 0 && after < log.length && after !== usableFrom;
  const last = snapshots.at(-1)?.zxid ?? ZERO;
  return !isTold && compareZxid(last, row.zxid) >= 0 ? 'snapshot' : 'none';
}

function endOf(one: History, other: History): HistoryEnd | null {
  const a = one.contents.log;
  const b = other.contents.log;
  // Only where both logs tell: from the later one's beginning on.
  const start = latest(a[0]?.zxid ?? one.last, b[0]?.zxid ?? other.last);
  let i = firstFrom(a, start);
  let j = firstFrom(b, start);
  let after: Zxid | null = null;
  while (i < a.length && a[i] === b[j]) {
    after = (a[i] as Txn).zxid;
    i += 1;
    j += 1;
  }
  const own = runFrom(a, i);
  const theirs = runFrom(b, j);
  return own === null && theirs === null ? null : { sid: one.sid, after, own, theirs };
}

const latest = (a: Zxid, b: Zxid): Zxid => (compareZxid(a, b) > 0 ? a : b);

function firstFrom(log: readonly Txn[], zxid: Zxid): number {
  const beyond = firstBeyond(log, zxid);
  const before = log[beyond - 1];
  return before !== undefined && compareZxid(before.zxid, zxid) === 0 ? beyond - 1 : beyond;
}

function runFrom(log: readonly Txn[], from: number): TxnRun | null {
  const first = log[from]?.zxid;
  return first === undefined ? null : { first, count: log.length - from };
}

/** The epochs that a server's log tells of, with how many transactions each has. */
export function epochsOf({ contents }: History): readonly (readonly [epoch: number, n: number])[] {
  const counts = new Map<number, number>();
  for (const { zxid } of contents.log) counts.set(zxid.epoch, (counts.get(zxid.epoch) ?? 0) + 1);
  return [...counts];
}

/** All damages, file by file. */
export function damagesOf(servers: readonly ServerFiles[]): readonly Damage[] {
  const all = servers.flatMap(({ damages }) => damages);
  return all.sort((a, b) => byCodeUnit(a.file, b.file) || a.offset - b.offset);
}
