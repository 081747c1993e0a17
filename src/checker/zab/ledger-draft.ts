import type { Mutable } from '../../lib/index.ts';
import { type ServerId, sameZxid, type Zxid } from '../../model/index.ts';
import type { Turn, World } from '../../sim/index.ts';
import type { Peer } from '../../zab/index.ts';
import { committed, entry, type Place } from '../breach.ts';
import { type Bench, LedgerDraft } from '../ledger-draft.ts';
import { draftGhost, type ServerGhost, type ZabGhost, type ZabLedger } from './ghost.ts';
import type { ZabOccasion } from './occasions.ts';
import { peerOf } from './peer-of.ts';

/** The ledger of a run of ZAB while one turn is read. */
export class ZabLedgerDraft extends LedgerDraft<ZabOccasion> {
  declare ledger: ZabLedger;
  readonly #firstGhost: ZabGhost;

  constructor(ledger: ZabLedger, before: World, turn: Turn, bench: Bench) {
    super(ledger, before, turn, bench);
    this.#firstGhost = ledger.ghost;
  }

  editGhost(): Mutable<ZabGhost> {
    if (this.ledger.ghost !== this.#firstGhost) return this.ledger.ghost;
    const ghost = draftGhost(this.#firstGhost);
    this.edit().ghost = ghost;
    return ghost;
  }

  ghost(index: number): ServerGhost {
    return this.ledger.ghost.servers[index] as ServerGhost;
  }

  setGhost(index: number, ghost: ServerGhost): void {
    const servers = this.ledger.ghost.servers.slice();
    servers[index] = ghost;
    this.editGhost().servers = servers;
  }

  /** The peer of a server whose process runs; null: there is none. */
  peer(sid: ServerId): Peer | null {
    const host = this.host(sid);
    return host === undefined ? null : peerOf(host);
  }

  /**
   * A serving server that has applied more than `position` committed transactions; null: none has
   * now.
   */
  otherWith(position: number, sid: ServerId): ServerId | null {
    for (let i = 0; i < this.ledger.ghost.servers.length; i++) {
      const other = this.world.hosts[i]?.sid;
      if (other !== sid && this.ghost(i).compared > position) return other ?? null;
    }
    return null;
  }

  /** Another serving server whose history ends at this place of the list, too; null: none. */
  serverAt(compared: number, last: Zxid, index: number): Peer | null {
    for (let i = 0; i < this.ledger.ghost.servers.length; i++) {
      const other = this.ghost(i);
      if (i === index || other.compared !== compared || !sameZxid(other.last, last)) continue;
      const host = this.world.hosts[i];
      return host === undefined ? null : peerOf(host);
    }
    return null;
  }

  /** The committed entry at a place: at another server that has it, or in the list. */
  placeOf(position: number, zxid: Zxid, sid: ServerId): Place {
    const other = this.otherWith(position, sid);
    return other === null ? committed(zxid) : entry(other, zxid);
  }
}
