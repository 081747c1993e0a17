import { itemAt, searchLog, sliceLog } from '../lib/index.ts';
import { compareZxid, type Txn, ZERO } from '../model/index.ts';
import { type Database, type Host, type Server, type World, zooServerOf } from '../sim/index.ts';
import { noteCommitted } from './committed-list.ts';
import type { ProtocolHalf } from './half.ts';
import { committedUpTo, lastCommitted } from './ledger.ts';
import type { LedgerDraft } from './ledger-draft.ts';

/*
 * A protocol of which the checker knows nothing: what a serving server has applied counts as
 * committed, since that is what clients see; the first to apply an entry commits it.
 */

interface PlainGhost {
  /** How much of the committed list each server has applied; -1: it does not serve. */
  readonly applied: readonly number[];
}

function noteApplied(r: LedgerDraft, index: number, count: number): void {
  const applied = (r.ledger.ghost as PlainGhost).applied.slice();
  if (applied[index] === count) return;
  applied[index] = count;
  r.edit().ghost = { applied };
}

/** What a server has in its log behind the first `count` committed, as far as it is applied. */
function appliedAfter(r: LedgerDraft, count: number, { peer }: Server): readonly Txn[] {
  const { log } = peer.disk;
  const end = itemAt(r.ledger.committed, count - 1)?.zxid ?? ZERO;
  const from = searchLog(log, (txn) => compareZxid(txn.zxid, end) > 0);
  const to = searchLog(log, (txn) => compareZxid(txn.zxid, peer.memory.lastProcessed) > 0, from);
  return sliceLog(log, from, to);
}

/** A server begins to serve. Who decides from now on must have all that was acknowledged. */
function join(r: LedgerDraft, server: Server): number {
  const { sid, memory } = server.peer;
  const last = memory.lastProcessed;
  for (const txn of appliedAfter(r, r.ledger.committed.length, server)) {
    noteCommitted(r, sid, txn, true);
  }
  const write = r.ledger.acknowledged;
  if (server.leader === sid && write !== null && compareZxid(write.zxid, last) > 0) {
    r.happened(r.judges.lost, { type: 'lost', write, sid });
  }
  const leader = server.leader === sid ? null : server.leader;
  r.happened(r.judges.joined, {
    type: 'joined',
    sid,
    leader,
    last,
    image: memory.image as Database,
  });
  return committedUpTo(r.ledger, last);
}

function readServing(r: LedgerDraft, index: number, server: Server): void {
  const { sid, memory } = server.peer;
  let count = (r.ledger.ghost as PlainGhost).applied[index] ?? -1;
  if (count < 0) return noteApplied(r, index, join(r, server));
  const image = memory.image as Database;
  for (const txn of appliedAfter(r, count, server)) {
    if (compareZxid(txn.zxid, lastCommitted(r.ledger)) > 0) noteCommitted(r, sid, txn, false);
    r.happened(r.judges.applied, { type: 'applied', sid, txn, image });
    count += 1;
  }
  noteApplied(r, index, count);
}

/** What is checked of a run whose protocol has no half of its own. */
export const PLAIN_HALF: ProtocolHalf = {
  invariants: [],
  breaks: {},
  newGhost: (world: World): PlainGhost => ({ applied: world.hosts.map(() => -1) }),
  heardBy: () => null,
  isQuiet: (was: Host, is: Host) =>
    was.boot === is.boot &&
    was.server?.serving === is.server?.serving &&
    was.server?.peer.memory === is.server?.peer.memory,
  readHost: (r: LedgerDraft, index: number, was: Host, is: Host) => {
    const server = zooServerOf(is);
    if (was.boot !== is.boot || !server?.serving) noteApplied(r, index, -1);
    if (server?.serving) readServing(r, index, server);
  },
};
