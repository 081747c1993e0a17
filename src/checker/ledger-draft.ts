import { append, type ChunkedLog, type TrieMap } from '../lib/index.ts';
import { type ServerId, sameZxid, type Zxid } from '../model/index.ts';
import type { Host, Turn, World } from '../sim/index.ts';
import type { Peer } from '../zab/index.ts';
import type { Breach, Place } from './breach.ts';
import { committed, entry } from './breach.ts';
import type { Acknowledged, Buried, ClientGhost, Ledger, ServerGhost, Term } from './ledger.ts';
import type { Finding, Judges, Occasion } from './occasions.ts';

/** The judges of each occasion, with the names of their invariants. */
export type Bench = {
  readonly [K in Occasion['type']]?: readonly {
    readonly name: string;
    readonly judge: NonNullable<Judges[K]>;
  }[];
};

/**
 * A ledger while one turn is read: locals that become the next ledger once, at the end. Judges may
 * ask it; only what is in this folder and not a judge writes to it.
 */
export class LedgerDraft {
  readonly before: World;
  readonly world: World;
  readonly cause: Turn['cause'];
  readonly breaches: Breach[] = [];
  committed: Ledger['committed'];
  terms: TrieMap<Term>;
  highest: number;
  clients: TrieMap<ClientGhost>;
  sessions: TrieMap<number>;
  creations: TrieMap<number>;
  acknowledged: Acknowledged | null;
  unsure: readonly Acknowledged[];
  graveyard: ChunkedLog<Buried>;
  readonly #ledger: Ledger;
  readonly #bench: Bench;
  #servers: readonly ServerGhost[];
  #broken: readonly string[];

  constructor(ledger: Ledger, before: World, turn: Turn, bench: Bench) {
    this.#ledger = ledger;
    this.#bench = bench;
    this.before = before;
    this.world = turn.world;
    this.cause = turn.cause;
    this.committed = ledger.committed;
    this.terms = ledger.terms;
    this.highest = ledger.highest;
    this.clients = ledger.clients;
    this.sessions = ledger.sessions;
    this.creations = ledger.creations;
    this.acknowledged = ledger.acknowledged;
    this.unsure = ledger.unsure;
    this.graveyard = ledger.graveyard;
    this.#servers = ledger.servers;
    this.#broken = ledger.broken;
  }

  /** The ledger after this turn; the same one when nothing was written. */
  finish(): Ledger {
    const l = this.#ledger;
    if (
      this.#servers === l.servers &&
      this.clients === l.clients &&
      this.terms === l.terms &&
      this.committed === l.committed &&
      this.highest === l.highest &&
      this.sessions === l.sessions &&
      this.creations === l.creations &&
      this.acknowledged === l.acknowledged &&
      this.unsure === l.unsure &&
      this.graveyard === l.graveyard &&
      this.#broken === l.broken
    ) {
      return l;
    }
    return {
      committed: this.committed,
      terms: this.terms,
      highest: this.highest,
      servers: this.#servers,
      clients: this.clients,
      sessions: this.sessions,
      creations: this.creations,
      acknowledged: this.acknowledged,
      unsure: this.unsure,
      graveyard: this.graveyard,
      broken: this.#broken,
    };
  }

  ghost(index: number): ServerGhost {
    return this.#servers[index] as ServerGhost;
  }

  setGhost(index: number, ghost: ServerGhost): void {
    const servers = this.#servers.slice();
    servers[index] = ghost;
    this.#servers = servers;
  }

  bury(server: ServerId, txns: readonly Buried['txn'][], how: Buried['how']): void {
    const at = this.world.now;
    for (const txn of txns) this.graveyard = append(this.graveyard, { server, txn, at, how });
  }

  /**
   * Lets every invariant that has an opinion on such an occasion judge it; each is told of once a
   * run.
   */
  happened<K extends Occasion['type']>(occasion: Extract<Occasion, { readonly type: K }>): void {
    const judges = this.#bench[occasion.type as K];
    if (!judges) return;
    for (const { name, judge } of judges) {
      const finding = (judge as (m: typeof occasion, r: LedgerDraft) => Finding | null)(
        occasion,
        this,
      );
      if (finding === null || this.#broken.includes(name)) continue;
      this.#broken = [...this.#broken, name];
      this.breaches.push({
        invariant: name,
        because: finding.because,
        places: finding.places,
      });
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
    for (let i = 0; i < this.#servers.length; i++) {
      const other = this.world.hosts[i]?.sid;
      if (other !== sid && (this.#servers[i] as ServerGhost).compared > position) {
        return other ?? null;
      }
    }
    return null;
  }

  /** Another serving server whose history ends at this place of the list, too; null: none. */
  serverAt(compared: number, last: Zxid, index: number): Peer | null {
    for (let i = 0; i < this.#servers.length; i++) {
      const other = this.#servers[i] as ServerGhost;
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
