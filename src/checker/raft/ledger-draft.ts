import type { Mutable } from '../../lib/index.ts';
import type { LedgerDraft } from '../ledger-draft.ts';
import { draftRaftGhost, type RaftGhost, type RaftLedger } from './ghost.ts';
import type { RaftOccasion } from './occasions.ts';

/** The ledger of a run of Raft while one turn is read. */
export type RaftLedgerDraft = LedgerDraft<RaftOccasion, RaftLedger>;

/** The ghost to write in, copied at its first change. */
export function editRaftGhost(r: RaftLedgerDraft): Mutable<RaftGhost> {
  if (r.ledger.ghost === r.first.ghost) r.edit().ghost = draftRaftGhost(r.first.ghost);
  return r.ledger.ghost;
}
