import { getKey, setKey } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import { lastIndex, type RaftDisk, type RaftMessage } from '../../raft/index.ts';
import type { Flight } from '../../sim/index.ts';
import { editRaftGhost, type RaftLedgerDraft } from './ledger-draft.ts';
import { diskAt } from './peer-of.ts';

/*
 * Messages that promise something: what they say must be true of their sender's disk, now that
 * somebody acts upon it. A disk that was taken away breaks every promise, and is the student's
 * doing.
 */

export function readWord(r: RaftLedgerDraft, flight: Flight): void {
  const from = flight.from as ServerId;
  const to = flight.to as ServerId;
  const message = flight.message as RaftMessage;
  const host = r.host(from);
  if (host === undefined) return;
  const disk = diskAt(host);
  switch (message.type) {
    case 'MsgVote':
      return noteVote(r, from, from, message.term, disk);
    case 'MsgVoteResp':
      if (!message.reject) noteVote(r, from, to, message.term, disk);
      return;
    case 'MsgAppResp':
      if (!message.reject && message.index > 0) {
        noteAck(r, from, to, message.index, message.term, disk);
      }
      return;
    case 'MsgReadIndexResp': {
      const floor = getKey(r.ledger.ghost.reads, `${to}:${message.read}`) ?? 0;
      const { index } = message;
      r.happened(r.judges.readable, { type: 'readable', sid: to, from, index, floor });
      return;
    }
    default:
      return;
  }
}

function noteVote(
  r: RaftLedgerDraft,
  sid: ServerId,
  to: ServerId,
  term: number,
  { platter, wiped, id }: RaftDisk,
): void {
  const key = `${sid}:${id}:${term}`;
  const earlier = getKey(r.ledger.ghost.votes, key) ?? null;
  if (earlier === null) {
    editRaftGhost(r).votes = setKey(r.ledger.ghost.votes, key, to);
  }
  const { hard } = platter;
  const onDisk = wiped || hard.term > term || (hard.term === term && hard.vote === to);
  r.happened(r.judges.granted, { type: 'granted', sid, to, term, earlier, onDisk });
}

function noteAck(
  r: RaftLedgerDraft,
  sid: ServerId,
  to: ServerId,
  index: number,
  term: number,
  { platter, snapshots, wiped }: RaftDisk,
): void {
  const has = Math.max(lastIndex(platter), snapshots.at(-1)?.zxid.counter ?? 0);
  const onDisk = wiped || platter.hard.term > term || has >= index;
  r.happened(r.judges.vouched, { type: 'vouched', sid, to, index, onDisk });
}
