import { entriesOf } from '../lib/index.ts';
import { compareZxid, isEpochStart, sameZxid, type Txn, ZERO, type Zxid } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import type { Database } from '../znodes/index.ts';
import { txnOf } from './changes.ts';
import type { Damage } from './damage.ts';
import type { LogFile } from './file-scan.ts';
import { imageOf } from './image.ts';
import type { LoggedTxn } from './records.ts';
import type { ServerFiles } from './server-files.ts';

/**
 * Transactions that several servers have are one value: who leads knows by that whether another's
 * history is its own.
 */
export class SharedTxns {
  private readonly known = new Map<string, Txn>();

  of(logged: LoggedTxn): Txn {
    const key = JSON.stringify(logged);
    let txn = this.known.get(key);
    if (txn === undefined) {
      txn = txnOf(logged);
      this.known.set(key, txn);
    }
    return txn;
  }
}

/** What a server of these files starts from, and why a real one would not start. */
export interface Startable {
  readonly contents: DiskContents;
  /** A damage that it meets when it loads its database; null: it starts. */
  readonly refusal: Damage | null;
}

/** Where a log's bytes fail a server that reads them; what it takes for the end is none. */
const FATAL: ReadonlySet<Damage['kind']> = new Set([
  ...(['checksum', 'record', 'length', 'magic', 'version', 'tooLarge'] as const),
]);

/**
 * What a server finds on its disk: the snapshots that are whole, and every transaction of its logs
 * (FileTxnSnapLog.restore). Epochs that no file tells are that of the last transaction
 * (QuorumPeer.loadDataBase).
 */
export function startableOf(server: ServerFiles, shared: SharedTxns): Startable {
  const log: Txn[] = [];
  const files: number[] = [];
  let usableFrom = 0;
  for (const file of server.logs) {
    let first = true;
    for (const { txn: logged, intact } of file.entries) {
      const last = log.at(-1)?.zxid ?? ZERO;
      if (logged === null || !intact || compareZxid(logged.zxid, last) <= 0) continue;
      if (first) files.push(log.length);
      else if (!follows(last, logged.zxid)) usableFrom = log.length;
      if (first && log.length > 0 && !follows(last, logged.zxid)) usableFrom = log.length;
      first = false;
      log.push(shared.of(logged));
    }
  }
  const snapshots = server.snapshots
    .filter(({ valid }) => valid)
    .map(({ zxid, nodes, sessions }) => ({ zxid, image: imageOf(nodes, sessions) }));
  const restored = snapshots.at(-1)?.zxid ?? ZERO;
  const lastLogged = log.at(-1)?.zxid ?? ZERO;
  const { epoch } = compareZxid(lastLogged, restored) > 0 ? lastLogged : restored;
  usableFrom = Math.max(usableFrom, gapEnd(log, snapshots));
  const currentEpoch = epochFrom(server, epoch);
  const acceptedEpoch = server.acceptedEpoch ?? Math.max(epoch, currentEpoch);
  return {
    contents: { acceptedEpoch, currentEpoch, log, files, usableFrom, snapshots },
    refusal: refusalOf(server, restored),
  };
}

/**
 * Where the log begins again behind a snapshot that came from a leader: its last transaction is not
 * in the log, so something before it may be missing, too.
 */
function gapEnd(log: readonly Txn[], snapshots: DiskContents['snapshots']): number {
  for (const { zxid } of [...snapshots].reverse()) {
    if (isEpochStart(zxid)) continue;
    const after = log.findIndex((txn) => compareZxid(txn.zxid, zxid) > 0);
    const end = after < 0 ? log.length : after;
    const last = log[end - 1]?.zxid;
    if (last !== undefined && !sameZxid(last, zxid)) return end;
  }
  return 0;
}

/** Within an epoch no counter is left out; a new epoch begins with 1. */
function follows(last: Zxid, next: Zxid): boolean {
  return next.epoch === last.epoch ? next.counter === last.counter + 1 : next.counter === 1;
}

/** A currentEpoch that was still being written counts where the log is ahead of the old one. */
function epochFrom({ currentEpoch, nextEpoch }: ServerFiles, epoch: number): number {
  if (currentEpoch === null) return epoch;
  return currentEpoch < epoch && nextEpoch !== null ? Math.max(epoch, nextEpoch) : currentEpoch;
}

/** The first damage of a log that is read at a start: from the one on that goes on from `zxid`. */
function refusalOf({ logs }: ServerFiles, zxid: Zxid): Damage | null {
  const after = logs.findIndex((file) => compareZxid(file.zxid, zxid) > 0);
  for (const file of logs.slice(Math.max(0, (after < 0 ? logs.length : after) - 1))) {
    const fatal = file.damages.find(({ kind }) => FATAL.has(kind) && !isEmptyTail(file, logs));
    if (fatal !== undefined) return fatal;
  }
  return null;
}

/** A last file that was made and not begun is deleted (FileTxnLog.FileTxnIterator.goToNextLog). */
function isEmptyTail(file: LogFile, logs: readonly LogFile[]): boolean {
  return file.size === 0 && file === logs.at(-1);
}

/** The latest moment that anything on a disk tells, in milliseconds since 1970. */
export function lastMoment({ log, snapshots }: DiskContents): number {
  let last = log.at(-1)?.timeMs ?? 0;
  const image = snapshots.at(-1)?.image as Database | undefined;
  const config = image?.nodes;
  if (config === undefined) return last;
  for (const [, node] of entriesOf(config)) last = Math.max(last, node.mtime);
  return last;
}
