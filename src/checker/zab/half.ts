import type { ServerId } from '../../model/index.ts';
import type { Flight, Host, Turn } from '../../sim/index.ts';
import { handlerOf, isAccepted, type Message, type Peer } from '../../zab/index.ts';
import type { ProtocolHalf } from '../half.ts';
import { BREAKS } from './breaks.ts';
import { readSnap, readStopped } from './disks.ts';
import { newGhost } from './ghost.ts';
import { readPeer } from './history.ts';
import { INVARIANTS } from './invariants.ts';
import type { ZabLedgerDraft } from './ledger-draft.ts';
import { peerOf } from './peer-of.ts';

/** What a leader and a learner say to each other, and is judged; null: it is another turn. */
function heard({ cause }: Pick<Turn, 'cause'>): Flight | null {
  if (cause.type !== 'flight' || cause.channel !== 'quorum') return null;
  return cause.message.type === 'PING' ? null : cause;
}

function heardBy(turn: Turn): ServerId | null {
  const to = heard(turn)?.to;
  return typeof to === 'number' ? to : null;
}

/** A frozen process has not read it yet. */
function isRefused({ leaf }: Peer, { sid, status }: Host, turn: Turn): boolean {
  const flight = heard(turn);
  if (flight === null || flight.to !== sid || status !== 'up') return false;
  return !isAccepted(leaf, (flight.message as Message).type);
}

function isQuiet(was: Host, is: Host, turn: Turn): boolean {
  if (is.boot !== was.boot) return false;
  const p = peerOf(was);
  const q = peerOf(is);
  if (p === q) return p === null || !isRefused(p, is, turn);
  if (!p || !q || p.memory !== q.memory || p.disk !== q.disk || p.leaf !== q.leaf) return false;
  const a = p.learner;
  const b = q.learner;
  if (a !== b && (!a || !b || a.pending !== b.pending || a.progress !== b.progress)) return false;
  const c = p.leader;
  const d = q.leader;
  if (c !== d) {
    if (!c || !d || c.proposals !== d.proposals || c.epoch !== d.epoch) return false;
    if (c.committedCount !== d.committedCount) return false;
  }
  return heard(turn) === null;
}

function readHost(r: ZabLedgerDraft, index: number, was: Host, is: Host): void {
  const restarted = was.boot !== is.boot;
  const p = restarted ? null : peerOf(was);
  const q = peerOf(is);
  if (q === null) readStopped(r, index, was, is);
  else readPeer(r, index, is.sid, p, q);
  const flight = p === null ? null : heard(r);
  if (p !== null && flight?.to === is.sid) readMessage(r, is.sid, flight, p, q);
}

/** The message that caused the turn, unless it came over a connection of a role already left. */
function readMessage(
  r: ZabLedgerDraft,
  sid: ServerId,
  flight: Flight,
  peer: Peer,
  after: Peer | null,
): void {
  const { from } = flight;
  const message = flight.message as Message;
  if (typeof from !== 'number') return;
  const { leader, learner, leaf } = peer;
  const handler = leader === null ? undefined : handlerOf(leader, from);
  if (handler === undefined && learner?.leader !== from) return;
  const accepted = isAccepted(leaf, message.type);
  switch (message.type) {
    case 'ACK':
      if (leader !== null && handler !== undefined) {
        const { zxid } = message;
        const type = 'acknowledged';
        r.happened(r.judges.acknowledged, { type, sid, from, zxid, handler, leader });
      }
      if (accepted) return;
      break;
    case 'COMMIT':
      if (learner !== null) {
        const { zxid } = message;
        r.happened(r.judges.ordered, { type: 'ordered', sid, from, zxid, learner });
      }
      if (accepted) return;
      break;
    case 'PROPOSAL':
    case 'INFORM':
    case 'REQUEST':
    case 'SYNC':
    case 'REVALIDATE':
      if (accepted) return;
      break;
    case 'SNAP':
      if (after !== null) readSnap(r, sid, message.zxid, peer);
      break;
    default:
  }
  r.happened(r.judges.received, {
    type: 'received',
    sid,
    from,
    message,
    accepted,
    handler,
    peer,
    after,
  });
}

/** What is checked of ZAB: ghost variables and invariants as in ZooKeeper's TLA+ specifications. */
export const ZAB_HALF: ProtocolHalf = {
  invariants: INVARIANTS,
  breaks: BREAKS,
  newGhost,
  heardBy,
  isQuiet,
  readHost,
};
