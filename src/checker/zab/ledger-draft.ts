import type { Mutable } from '../../lib/index.ts';
import { type ServerId, sameZxid, type Zxid } from '../../model/index.ts';
import type { Peer } from '../../zab/index.ts';
import { committed, entry, type Place } from '../breach.ts';
import type { LedgerDraft } from '../ledger-draft.ts';
import { draftGhost, type ServerGhost, type ZabGhost, type ZabLedger } from './ghost.ts';
import type { ZabOccasion } from './occasions.ts';
import { peerOf } from './peer-of.ts';

/** The ledger of a run of ZAB while one turn is read. */
export type ZabLedgerDraft = LedgerDraft<ZabOccasion, ZabLedger>;

/** The ghost to write in, copied at its first change. */
export function editGhost(r: ZabLedgerDraft): Mutable<ZabGhost> {
  if (r.ledger.ghost === r.first.ghost) r.edit().ghost = draftGhost(r.first.ghost);
  return r.ledger.ghost;
}

/** What is remembered of a server. `index`: in the order of the world's hosts. */
export function ghostAt(r: ZabLedgerDraft, index: number): ServerGhost {
  return r.ledger.ghost.servers[index] as ServerGhost;
}

export function setGhostAt(r: ZabLedgerDraft, index: number, ghost: ServerGhost): void {
  const servers = r.ledger.ghost.servers.slice();
  servers[index] = ghost;
  editGhost(r).servers = servers;
}

/** A serving server that has applied more than `position` committed ones; null: none has now. */
export function otherWith(r: ZabLedgerDraft, position: number, sid: ServerId): ServerId | null {
  for (let i = 0; i < r.ledger.ghost.servers.length; i++) {
    const other = r.world.hosts[i]?.sid;
    if (other !== sid && ghostAt(r, i).compared > position) return other ?? null;
  }
  return null;
}

/** Another serving server whose history ends at this place of the list, too; null: none. */
export function standingAt(
  r: ZabLedgerDraft,
  compared: number,
  last: Zxid,
  index: number,
): Peer | null {
  for (let i = 0; i < r.ledger.ghost.servers.length; i++) {
    const other = ghostAt(r, i);
    if (i === index || other.compared !== compared || !sameZxid(other.last, last)) continue;
    const host = r.world.hosts[i];
    return host === undefined ? null : peerOf(host);
  }
  return null;
}

/** The committed entry at a place: at another server that has it, or in the list. */
export function placeOf(r: ZabLedgerDraft, position: number, zxid: Zxid, sid: ServerId): Place {
  const other = otherWith(r, position, sid);
  return other === null ? committed(zxid) : entry(other, zxid);
}
