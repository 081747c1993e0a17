import { itemAt, sliceLog } from '../lib/index.ts';
import { type Txn, ZERO, type Zxid } from '../model/index.ts';
import type { EntryFacts, LogFacts } from '../replica/index.ts';
import { lastOf, type RaftDisk, termAt } from './disk.ts';
import type { RaftPeer } from './peer.ts';

/** A machine's log, with what its running process, if it runs, knows of it. */
export class RaftLogFacts implements LogFacts {
  readonly #peer: RaftPeer | null;
  readonly #disk: RaftDisk;

  constructor(peer: RaftPeer | null, disk: RaftDisk) {
    this.#peer = peer;
    this.#disk = disk;
  }

  get length(): number {
    return this.#disk.log.length;
  }

  from(index: number): readonly EntryFacts[] {
    const first = Math.max(0, index);
    return sliceLog(this.#disk.log, first).map((txn, i) => this.#entry(txn, first + i));
  }

  find(id: Zxid): EntryFacts | null {
    const at = id.counter - this.#disk.base.counter - 1;
    const logged = itemAt(this.#disk.log, at);
    if (logged !== undefined)
      return logged.zxid.epoch === id.epoch ? this.#entry(logged, at) : null;
    if (id.counter <= 0 || id.counter > this.snapshot.counter) return null;
    const fate = { committed: true, applied: true };
    return { id, txn: null, logged: false, onDisk: true, usable: true, ...fate };
  }

  get writing(): boolean {
    return this.#disk.flushed < this.#disk.log.length;
  }

  get first(): Zxid {
    return itemAt(this.#disk.log, 0)?.zxid ?? this.#disk.base;
  }

  get last(): Zxid {
    return lastOf(this.#disk);
  }

  get committed(): Zxid {
    return this.#at(this.#peer?.commit ?? this.#disk.platter.hard.commit);
  }

  get applied(): Zxid {
    return this.#peer?.memory.lastProcessed ?? ZERO;
  }

  get snapshot(): Zxid {
    return this.#disk.snapshots.at(-1)?.zxid ?? ZERO;
  }

  get snapshots(): LogFacts['snapshots'] {
    return this.#disk.snapshots;
  }

  get files(): number {
    return 1;
  }

  #at(index: number): Zxid {
    const term = termAt(this.#disk, index);
    return term === null || index === 0 ? ZERO : { epoch: term, counter: index };
  }

  #entry(txn: Txn, at: number): EntryFacts {
    const { log, flushed } = this.#disk;
    const { counter } = txn.zxid;
    const commit = this.#peer?.commit ?? this.#disk.platter.hard.commit;
    return {
      id: txn.zxid,
      txn,
      logged: at < log.length,
      onDisk: at < flushed,
      usable: true,
      committed: counter <= commit,
      applied: counter <= this.applied.counter,
    };
  }
}
