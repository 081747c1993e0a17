import { append, deleteKey, getKey, setKey } from '../lib/index.ts';
import {
  type Change,
  parentOf,
  refusalOf,
  type ServerId,
  type SessionId,
  type Txn,
} from '../model/index.ts';
import { lastCommitted, UNNUMBERED } from './ledger.ts';
import type { LedgerDraft } from './ledger-draft.ts';

/** The committed list grows by one; what it says of sessions and sequences is noted. */
export function noteCommitted(r: LedgerDraft, sid: ServerId, txn: Txn, initial: boolean): void {
  const previous = lastCommitted(r.ledger);
  r.happened(r.judges.committed, { type: 'committed', sid, txn, previous, initial });
  r.edit().committed = append(r.ledger.committed, txn);
  const { session, cxid, change } = txn;
  if (change.type === 'closeSession') r.edit().sessions = deleteKey(r.ledger.sessions, session);
  else if (cxid > 0 && refusalOf(change) === null && isNumbered(r, session))
    r.edit().sessions = setKey(r.ledger.sessions, session, cxid);
  noteCreations(r, change);
}

function isNumbered(r: LedgerDraft, session: SessionId): boolean {
  return getKey(r.ledger.sessions, session) !== UNNUMBERED;
}

/** Counts children as they are created; a node that is deleted takes its count with it. */
function noteCreations(r: LedgerDraft, change: Change): void {
  switch (change.type) {
    case 'create':
      r.edit().creations = setKey(
        r.ledger.creations,
        parentOf(change.path),
        change.parentCreations,
      );
      return;
    case 'delete':
      if (getKey(r.ledger.creations, change.path) !== undefined) {
        r.edit().creations = deleteKey(r.ledger.creations, change.path);
      }
      return;
    case 'multi':
      for (const one of change.changes) noteCreations(r, one);
      return;
    default:
      return;
  }
}
