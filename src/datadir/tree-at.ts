import { entriesOf } from '../lib/index.ts';
import { compareZxid, type Zxid } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { applyTxn, type Database, emptyDatabase } from '../znodes/index.ts';
import { firstBeyond } from './histories.ts';

/** After so many transactions a tree is kept: they share what did not change. */
const STRIDE = 256;

/** What a replay begins with. */
interface Base {
  readonly zxid: Zxid | null;
  readonly db: Database;
  /** The last change in it: a snapshot is written while changes go on, and has some of them. */
  readonly reach: Zxid | null;
  /** By how many entries of the log: the trees behind it. */
  readonly kept: Map<number, Database>;
}

/** A server's database as it was. */
export interface TreeThen {
  readonly db: Database;
  /** False: it comes from a snapshot that has some changes of later transactions, too. */
  readonly exact: boolean;
}

/** The database as it was at any zxid of a server's files. */
export class Replay {
  private readonly contents: DiskContents;
  /** Oldest first. */
  private readonly bases: readonly Base[];

  constructor(contents: DiskContents) {
    this.contents = contents;
    const saved = contents.snapshots.map(({ zxid, image }): Base => {
      const db = image as Database;
      return { zxid, db, reach: reachOf(db, zxid), kept: new Map() };
    });
    const nothing: Base = { zxid: null, db: emptyDatabase(), reach: null, kept: new Map() };
    this.bases = contents.log[0]?.zxid.counter === 1 ? [nothing, ...saved] : saved;
  }

  /** With everything up to `zxid`; null: the files do not go back so far, or have a gap there. */
  at(zxid: Zxid): TreeThen | null {
    let inexact: Database | null = null;
    for (let i = this.bases.length - 1; i >= 0; i -= 1) {
      const base = this.bases[i] as Base;
      if (base.zxid !== null && compareZxid(base.zxid, zxid) > 0) continue;
      const db = this.from(base, zxid);
      if (db === null) continue;
      const exact = base.reach === null || compareZxid(base.reach, zxid) <= 0;
      if (exact) return { db, exact };
      inexact ??= db;
    }
    return inexact && { db: inexact, exact: false };
  }

  /** Null: there is a gap between them. */
  private from(base: Base, zxid: Zxid): Database | null {
    const { log, usableFrom } = this.contents;
    const begin = base.zxid === null ? 0 : firstBeyond(log, base.zxid);
    const end = firstBeyond(log, zxid);
    if (begin < usableFrom && usableFrom < end) return null;
    let { db } = base;
    let at = begin;
    for (let known = end - (end % STRIDE); known > begin; known -= STRIDE) {
      const kept = base.kept.get(known);
      if (kept === undefined) continue;
      db = kept;
      at = known;
      break;
    }
    for (; at < end; at += 1) {
      if (at > begin && at % STRIDE === 0) base.kept.set(at, db);
      const txn = log[at];
      if (txn !== undefined) db = applyTxn(db, txn);
    }
    return db;
  }
}

/** The last transaction of which a snapshot shows anything, and at least that of its name. */
function reachOf(db: Database, zxid: Zxid): Zxid {
  let reach = zxid;
  for (const [, node] of entriesOf(db.nodes)) {
    for (const one of [node.czxid, node.mzxid, node.pzxid]) {
      if (compareZxid(one, reach) > 0) reach = one;
    }
  }
  return reach;
}
