import type { ServerId } from '../../model/index.ts';
import type { RaftMessage, RaftPeer } from '../../raft/index.ts';
import { type Flight, type Host, type Turn, zooServerOf } from '../../sim/index.ts';
import type { ProtocolHalf } from '../half.ts';
import { BREAKS } from './breaks.ts';
import { newRaftGhost } from './ghost.ts';
import { RAFT_INVARIANTS } from './invariants.ts';
import type { RaftLedgerDraft } from './ledger-draft.ts';
import { readMember, readServing } from './members.ts';
import { memberOf } from './peer-of.ts';
import { readPlatter } from './platters.ts';
import { readWord } from './words.ts';

const TELLING: ReadonlySet<RaftMessage['type']> = new Set([
  ...(['MsgVote', 'MsgVoteResp', 'MsgAppResp', 'MsgReadIndexResp'] as const),
]);

/** A message that promises something to whoever hears it; null: it is another turn. */
function telling({ cause }: Pick<Turn, 'cause'>): Flight | null {
  if (cause.type !== 'flight' || typeof cause.to !== 'number') return null;
  return TELLING.has(cause.message.type as RaftMessage['type']) ? cause : null;
}

function heardBy(turn: Turn): ServerId | null {
  return (telling(turn)?.to ?? null) as ServerId | null;
}

function isAlike(p: RaftPeer, q: RaftPeer): boolean {
  if (p.memory !== q.memory || p.disk !== q.disk || p.commit !== q.commit) return false;
  return p.leaf === q.leaf && p.term === q.term && p.lastRead === q.lastRead;
}

function isQuiet(was: Host, is: Host, turn: Turn): boolean {
  if (is.boot !== was.boot || was.server?.serving !== is.server?.serving) return false;
  const p = memberOf(was);
  const q = memberOf(is);
  if (p !== q && (!p || !q || !isAlike(p, q))) return false;
  return telling(turn)?.to !== is.sid;
}

function readHost(r: RaftLedgerDraft, _index: number, was: Host, is: Host): void {
  const p = was.boot === is.boot ? memberOf(was) : null;
  const q = memberOf(is);
  readPlatter(r, was, is);
  if (q !== null) readMember(r, is.sid, p, q);
  const server = zooServerOf(is);
  if (server) readServing(r, was.boot === is.boot ? zooServerOf(was) : null, server);
  const flight = telling(r);
  if (flight?.to === is.sid) readWord(r, flight);
}

/** What is checked of Raft: the properties of its papers, judged from outside. */
export const RAFT_HALF: ProtocolHalf = {
  invariants: RAFT_INVARIANTS,
  breaks: BREAKS,
  newGhost: newRaftGhost,
  heardBy,
  isQuiet,
  readHost,
};
