import type { RevisionRecord } from '../../etcd/index.ts';
import { emptyMap, type Mutable, type TrieMap } from '../../lib/index.ts';
import type { Micros } from '../../model/index.ts';
import type { Ledger } from '../ledger.ts';
import type { LedgerDraft } from '../ledger-draft.ts';
import type { EtcdOccasion } from './occasions.ts';

/** What an observer writes down of etcd's service. */
export interface EtcdGhost {
  /** By number, as the first member that came to it made it. */
  readonly revisions: TrieMap<RevisionRecord>;
  readonly newest: number;
  /** Up to here deletions may be forgotten (keyIndex.compact). */
  readonly compacted: number;
  /** The newest revision that any client was told of. */
  readonly told: number;
  /** What `told` was when a client asked: `a:7`. */
  readonly floors: TrieMap<number>;
  /** Which revision a watch is to hear of next: by client, program and range. */
  readonly watches: TrieMap<number>;
  /** Until when a lease lives at least. */
  readonly leases: TrieMap<Micros>;
  /** Leases that somebody has asked to revoke. */
  readonly revoked: TrieMap<true>;
}

/** The ledger of a run with etcd's members. */
export interface EtcdLedger extends Ledger {
  readonly service: EtcdGhost;
}

/** The same while one turn is read. */
export type EtcdLedgerDraft = LedgerDraft<EtcdOccasion, EtcdLedger>;

export function newEtcdGhost(): EtcdGhost {
  return {
    revisions: emptyMap(),
    newest: 1,
    compacted: -1,
    told: 0,
    floors: emptyMap(),
    watches: emptyMap(),
    leases: emptyMap(),
    revoked: emptyMap(),
  };
}

/** The ghost to write in, copied at its first change. */
export function editEtcdGhost(r: EtcdLedgerDraft): Mutable<EtcdGhost> {
  if (r.ledger.service === r.first.service) r.edit().service = draftEtcdGhost(r.first.service);
  return r.ledger.service;
}

function draftEtcdGhost(g: EtcdGhost): Mutable<EtcdGhost> {
  return {
    revisions: g.revisions,
    newest: g.newest,
    compacted: g.compacted,
    told: g.told,
    floors: g.floors,
    watches: g.watches,
    leases: g.leases,
    revoked: g.revoked,
  };
}
