import { itemAt, searchLog } from '../../lib/index.ts';
import { compareZxid, type ServerId, type Txn } from '../../model/index.ts';
import { committed, entry } from '../breach.ts';
import { isCommitted } from '../ledger.ts';
import type { ZabLedgerDraft } from './ledger-draft.ts';
import type { ZabInvariant } from './occasions.ts';

/**
 * Whether the leader that ordered the repair has the entry itself, and so sends it again behind
 * it.
 */
function isSentAgain(r: ZabLedgerDraft, leader: ServerId, txn: Txn): boolean {
  const log = r.host(leader)?.server?.peer.disk.log;
  if (!log) return false;
  return (
    itemAt(
      log,
      searchLog(log, (one) => compareZxid(one.zxid, txn.zxid) >= 0),
    ) === txn
  );
}

/**
 * A repair (TRUNC, SNAP) never takes away what was committed. Not judged: an entry that was still
 * open when the leader decided, is committed by others meanwhile, and follows in the same stream.
 */
export const committedLogDurability: ZabInvariant = {
  name: 'CommittedLogDurability',
  source: 'NJU mixed-grained specification, CommittedLogDurability (Remix, EuroSys 2025)',
  judges: {
    cut: ({ sid, leader, how, entries }, r) => {
      const lost = entries.find(
        (txn) => isCommitted(r.ledger, txn) && !isSentAgain(r, leader, txn),
      );
      if (!lost) return null;
      return {
        because: {
          rule: 'committedLogDurability.cut',
          facts: { server: sid, zxid: lost.zxid, how },
        },
        places: [entry(sid, lost.zxid), committed(lost.zxid)],
      };
    },
  },
};
