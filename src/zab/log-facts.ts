import { itemAt, lastItem, searchLog, sliceLog } from '../lib/index.ts';
import { compareZxid, sameZxid, type Txn, ZERO, type Zxid } from '../model/index.ts';
import type { EntryFacts, LogFacts } from '../replica/index.ts';
import { type Disk, lastZxidOnDisk } from './disk.ts';
import type { Peer } from './peer.ts';

/** A machine's log, with what its running peer, if it runs, knows of it. */
export class ZabLog implements LogFacts {
  readonly #peer: Peer | null;
  readonly #disk: Disk;
  #received: readonly Txn[] | null = null;

  constructor(peer: Peer | null, disk: Disk) {
    this.#peer = peer;
    this.#disk = disk;
  }

  get committed(): Zxid {
    return this.#peer === null ? ZERO : knownCommitted(this.#peer);
  }

  get applied(): Zxid {
    return this.#peer?.memory.lastProcessed ?? ZERO;
  }

  /** What a learner has received and not logged. */
  get #waiting(): readonly Txn[] {
    this.#received ??= this.#notLogged();
    return this.#received;
  }

  #notLogged(): readonly Txn[] {
    const learner = this.#peer?.learner;
    if (learner == null) return [];
    const last = lastItem(this.#disk.log)?.zxid ?? ZERO;
    return sliceLog(learner.pending, learner.head).filter(
      ({ zxid }) => compareZxid(zxid, last) > 0 || this.#indexOf(zxid) < 0,
    );
  }

  get length(): number {
    return this.#disk.log.length + this.#waiting.length;
  }

  from(index: number): readonly EntryFacts[] {
    const { log } = this.#disk;
    const first = Math.max(0, index);
    const logged = sliceLog(log, first).map((txn, i) => this.#entry(txn, first + i));
    const rest = this.#waiting.slice(Math.max(0, first - log.length));
    return [...logged, ...rest.map((txn) => this.#entry(txn, log.length))];
  }

  find(id: Zxid): EntryFacts | null {
    const index = this.#indexOf(id);
    const logged = itemAt(this.#disk.log, index);
    if (logged !== undefined) return this.#entry(logged, index);
    const waiting = this.#waiting.find((txn) => sameZxid(txn.zxid, id));
    if (waiting !== undefined) return this.#entry(waiting, this.#disk.log.length);
    if (compareZxid(id, this.snapshot) > 0) return null;
    return { id, txn: null, logged: false, onDisk: true, usable: true, ...this.#fate(id) };
  }

  get writing(): boolean {
    return this.#disk.flushed < this.#disk.log.length;
  }

  get first(): Zxid {
    return itemAt(this.#disk.log, 0)?.zxid ?? this.snapshot;
  }

  get last(): Zxid {
    return lastZxidOnDisk(this.#disk);
  }

  get snapshot(): Zxid {
    return this.#disk.snapshots.at(-1)?.zxid ?? ZERO;
  }

  get snapshots(): LogFacts['snapshots'] {
    return this.#disk.snapshots;
  }

  get files(): number {
    return this.#disk.files.length;
  }

  /** Where the log has an entry; -1: nowhere. */
  #indexOf(id: Zxid): number {
    const { log } = this.#disk;
    const index = searchLog(log, (txn) => compareZxid(txn.zxid, id) >= 0);
    const found = itemAt(log, index);
    return found !== undefined && sameZxid(found.zxid, id) ? index : -1;
  }

  /** An entry at an index of the log; what is received stands behind its end. */
  #entry(txn: Txn, index: number): EntryFacts {
    const { log, flushed, usableFrom } = this.#disk;
    const { committed, applied } = this.#fate(txn.zxid);
    return {
      id: txn.zxid,
      txn,
      logged: index < log.length,
      onDisk: index < flushed,
      usable: index >= usableFrom,
      committed,
      applied,
    };
  }

  #fate(id: Zxid): Pick<EntryFacts, 'committed' | 'applied'> {
    return {
      committed: compareZxid(id, this.committed) <= 0,
      applied: compareZxid(id, this.applied) <= 0,
    };
  }
}

/**
 * How far a server's knowledge of commits goes. A server that left BROADCAST keeps its tree and its
 * log, and no record of what was committed: the next leader decides (Leader.lead,
 * Learner.syncWithLeader).
 */
function knownCommitted({ leaf, leader, learner, memory }: Peer): Zxid {
  if (leaf === 'STANDALONE') return memory.lastProcessed;
  if (leader !== null) return leader.established ? leader.lastCommitted : ZERO;
  const broadcast = leaf === 'FOLLOWING.BROADCAST' || leaf === 'OBSERVING.BROADCAST';
  let committed = broadcast ? memory.lastProcessed : ZERO;
  for (const zxid of learner?.toCommit ?? []) {
    if (compareZxid(zxid, committed) > 0) committed = zxid;
  }
  return committed;
}
