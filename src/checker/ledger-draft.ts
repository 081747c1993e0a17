import { append, type Mutable, NONE } from '../lib/index.ts';
import { type ServerId, sameZxid, type Zxid } from '../model/index.ts';
import type { Host, Turn, World } from '../sim/index.ts';
import type { Peer } from '../zab/index.ts';
import type { Breach, Place } from './breach.ts';
import { committed, entry } from './breach.ts';
import { type Buried, draftLedger, type Ledger, type ServerGhost } from './ledger.ts';
import type { Finding, Judges, Occasion, OccasionOf } from './occasions.ts';

/** The judges of each occasion, with the names of their invariants. */
export type Bench = {
  readonly [K in Occasion['type']]?: readonly {
    readonly name: string;
    readonly judge: NonNullable<Judges[K]>;
  }[];
};

/**
 * A ledger while one turn is read: the one so far, copied when something is written into it for the
 * first time. Judges may ask it; only what is in this folder and not a judge writes to it.
 */
export class LedgerDraft {
  readonly before: World;
  readonly world: World;
  readonly cause: Turn['cause'];
  /** The ledger after this turn, when all of it is read; the same one when nothing was written. */
  ledger: Ledger;
  breaches: readonly Breach[];
  readonly #first: Ledger;
  readonly judges: Bench;

  constructor(ledger: Ledger, before: World, turn: Turn, judges: Bench) {
    this.before = before;
    this.world = turn.world;
    this.cause = turn.cause;
    this.ledger = ledger;
    this.breaches = NONE;
    this.#first = ledger;
    this.judges = judges;
  }

  edit(): Mutable<Ledger> {
    if (this.ledger === this.#first) this.ledger = draftLedger(this.ledger);
    return this.ledger;
  }

  ghost(index: number): ServerGhost {
    return this.ledger.servers[index] as ServerGhost;
  }

  setGhost(index: number, ghost: ServerGhost): void {
    const servers = this.ledger.servers.slice();
    servers[index] = ghost;
    this.edit().servers = servers;
  }

  bury(server: ServerId, txns: readonly Buried['txn'][], how: Buried['how']): void {
    const at = this.world.now;
    for (const txn of txns) {
      this.edit().graveyard = append(this.ledger.graveyard, { server, txn, at, how });
    }
  }

  /**
   * Lets every invariant that has an opinion on such an occasion judge it; each is told of once a
   * run.
   */
  happened<K extends Occasion['type']>(
    judges: Bench[K] | undefined,
    occasion: OccasionOf<K>,
  ): void {
    if (judges === undefined) return;
    for (const { name, judge } of judges) {
      const finding = (judge as (m: typeof occasion, r: LedgerDraft) => Finding | null)(
        occasion,
        this,
      );
      if (finding === null || this.ledger.broken.includes(name)) continue;
      this.edit().broken = [...this.ledger.broken, name];
      const { because, places } = finding;
      this.breaches = [...this.breaches, { invariant: name, because, places }];
    }
  }

  host(sid: ServerId): Host | undefined {
    return this.world.hosts.find((host) => host.sid === sid);
  }

  /**
   * A serving server that has applied more than `position` committed transactions; null: none has
   * now.
   */
  otherWith(position: number, sid: ServerId): ServerId | null {
    for (let i = 0; i < this.ledger.servers.length; i++) {
      const other = this.world.hosts[i]?.sid;
      if (other !== sid && this.ghost(i).compared > position) return other ?? null;
    }
    return null;
  }

  /** Another serving server whose history ends at this place of the list, too; null: none. */
  serverAt(compared: number, last: Zxid, index: number): Peer | null {
    for (let i = 0; i < this.ledger.servers.length; i++) {
      const other = this.ghost(i);
      if (i === index || other.compared !== compared || !sameZxid(other.last, last)) continue;
      return this.world.hosts[i]?.server?.peer ?? null;
    }
    return null;
  }

  /** The committed entry at a place: at another server that has it, or in the list. */
  placeOf(position: number, zxid: Zxid, sid: ServerId): Place {
    const other = this.otherWith(position, sid);
    return other === null ? committed(zxid) : entry(other, zxid);
  }
}
