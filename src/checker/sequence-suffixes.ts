import { getKey } from '../lib/index.ts';
import { type Change, parentOf, type ServerId, type Zxid } from '../model/index.ts';
import { entry } from './breach.ts';
import type { LedgerDraft } from './ledger-draft.ts';
import type { Finding, Invariant } from './occasions.ts';

/** `within`: the counts that earlier parts of the same multi have moved. */
function repeated(
  change: Change,
  sid: ServerId,
  zxid: Zxid,
  r: LedgerDraft,
  within: Map<string, number> | null = null,
): Finding | null {
  if (change.type === 'create') {
    const parent = parentOf(change.path);
    const before = within?.get(parent) ?? getKey(r.ledger.creations, parent);
    within?.set(parent, change.parentCreations);
    if (before === undefined || change.parentCreations > before) return null;
    const facts = { path: change.path, parent, count: change.parentCreations, before, zxid };
    return {
      because: { rule: 'sequenceSuffixes.repeated', facts },
      places: [entry(sid, zxid), { type: 'path', server: sid, path: parent }],
    };
  }
  if (change.type === 'delete') within?.set(change.path, 0);
  if (change.type !== 'multi') return null;
  const moved = new Map<string, number>();
  for (const one of change.changes) {
    const found = repeated(one, sid, zxid, r, moved);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Under one incarnation of a parent no sequence suffix is given twice: each creation moves its
 * count, which the next suffix is, up.
 */
export const sequenceSuffixes: Invariant = {
  name: 'SequenceSuffixes',
  source: 'ZooKeeper programmer’s guide, sequence nodes; PrepRequestProcessor',
  judges: {
    committed: ({ sid, txn }, r) => repeated(txn.change, sid, txn.zxid, r),
  },
};
