import { itemAt } from '../../lib/index.ts';
import type { ServerId, Txn } from '../../model/index.ts';
import type { Peer } from '../../zab/index.ts';
import { readDisk } from './disks.ts';
import { readCommits, readEstablished, readTerm } from './leaders.ts';
import { ghostAt, type ZabLedgerDraft } from './ledger-draft.ts';
import { readMemory } from './memory.ts';

/*
 * Follows one server from the world before a turn to the world after it: terms and commits of a
 * leader, what memory applied, what the log gained and lost. Everything is found by comparing
 * pointers, so a turn in which nothing of this changed costs a few comparisons.
 */

/** Reads what became of a host whose process runs after the turn. `p` null: it was started. */
export function readPeer(
  r: ZabLedgerDraft,
  index: number,
  sid: ServerId,
  p: Peer | null,
  q: Peer,
): void {
  if (q.leader !== (p?.leader ?? null) || (p !== null && p.leaf !== q.leaf)) {
    readTerm(r, sid, p, q);
  }
  readEstablished(r, index, sid, p, q);
  readCommits(r, sid, p, q);
  if (p === null || p.memory !== q.memory || p.leaf !== q.leaf) {
    readMemory(r, index, sid, p, q);
  }
  readLearner(r, index, sid, p, q);
  if (p === null || p.disk !== q.disk) readDisk(r, sid, p, q);
}

export function readLearner(
  r: ZabLedgerDraft,
  index: number,
  sid: ServerId,
  p: Peer | null,
  q: Peer,
): void {
  const now = q.learner;
  const old = p?.learner ?? null;
  if (now === old || now === null) return;
  if (now.pending !== old?.pending) readPending(r, index, sid, p, q);
  const acked = now.progress === 'NEWLEADER_ACKED' || now.progress === 'SERVING';
  if (!acked || old?.progress === 'NEWLEADER_ACKED' || old?.progress === 'SERVING') return;
  const { last, torn } = ghostAt(r, index);
  r.happened(r.judges.promised, { type: 'promised', sid, peer: q, last, torn: torn !== null });
}

function readPending(
  r: ZabLedgerDraft,
  index: number,
  sid: ServerId,
  p: Peer | null,
  q: Peer,
): void {
  const pending = q.learner?.pending;
  const from = p?.learner?.pending.length ?? 0;
  if (!pending || pending.length <= from) return;
  let previous = itemAt(pending, from - 1)?.zxid;
  // What the first one must follow is known if memory stood still in this turn.
  if (previous === undefined && p?.memory === q.memory) previous = ghostAt(r, index).last;
  for (let i = from; i < pending.length; i++) {
    const txn = itemAt(pending, i) as Txn;
    if (previous !== undefined) r.happened(r.judges.pended, { type: 'pended', sid, txn, previous });
    previous = txn.zxid;
  }
}
