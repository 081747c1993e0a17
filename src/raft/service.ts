import { NO_SERVER, type ServerId } from '../model/index.ts';
import type { ServiceMessage } from '../replica/index.ts';
import { because } from './because.ts';
import { isUp } from './links.ts';
import { RAFT_MESSAGES } from './messages.ts';
import type { RaftSide, ServedUnder } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { abandonReads, beginRead } from './reads.ts';

/*
 * What the servers above are told: whom they serve under, and since when. Raft itself knows no such
 * thing. Here a member serves from when it has applied an entry of its leader's term, so that
 * nothing older can still come, and while its stream with the leader lives: what is lost in that
 * stream nobody repeats.
 */

/** Under whom clients may be served now; null: they may not. */
function servedUnder(w: RaftDraft): ServedUnder | null {
  const { leader, term, memory, leaf, restoring, batch } = w.peer;
  if (leader === NO_SERVER || memory.lastProcessed.epoch !== term) return null;
  if (restoring !== null || batch?.saves != null) return null;
  const leads = leader === w.sid;
  if (leads ? leaf !== 'LEADER.ESTABLISHED' : !isUp(w, leader, 'msgApp')) return null;
  return { leader, term };
}

/** Tells the service if that has changed; true: it has. */
export function tellService(w: RaftDraft): boolean {
  const { told, memory } = w.peer;
  const now = servedUnder(w);
  if (told?.leader === now?.leader && told?.term === now?.term) return false;
  w.edit().told = now;
  if (told !== null) {
    abandonReads(w);
    w.emit({ type: 'stopServing' });
    w.emit({ type: 'disarm', timer: { kind: 'ping', sid: 0 } });
  }
  if (now === null) return true;
  w.emit({ type: 'serve', leader: now.leader, zxid: memory.lastProcessed });
  const { keepsSessions, config } = w.context;
  if (now.leader === w.sid && keepsSessions) w.arm('ping', config.tickMs / 2);
  return true;
}

/** The servers above want to know which sessions live, twice a tick of theirs. */
export function onPingTimer(w: RaftDraft): void {
  const { told } = w.peer;
  if (told?.leader !== w.sid) return;
  for (const { sid, side, status } of w.peer.links) {
    if (side !== 'msgApp' || status !== 'UP') continue;
    const message: ServiceMessage = { type: 'PING', touched: [], under: told.term };
    w.emit({ type: 'send', side, to: sid, message });
  }
  w.arm('ping', w.context.config.tickMs / 2);
}

/** The stream with the leader is gone, and perhaps a request in it: clients must not wait. */
export function noteStreamLost(w: RaftDraft, side: RaftSide, other: ServerId): void {
  if (side === 'msgApp' && w.peer.told?.leader === other)
    w.edit().told = { leader: NO_SERVER, term: 0 };
}

/**
 * What the servers above say to each other; the answer to a sync waits for a read. A stream
 * outlives a leader's rule: what comes late, from under another one, its sender has given up.
 */
export function onService(w: RaftDraft, from: ServerId, message: ServiceMessage): void {
  const { told, leader, leaf } = w.peer;
  const leads = leader === w.sid;
  const known = leads ? w.sid : from;
  if (told === null || told.leader !== known || told.term !== message.under) {
    const facts = { state: leaf, type: message.type };
    const { class: kind } = RAFT_MESSAGES[message.type];
    const why = because('raft.notAccepted', facts);
    return w.note({ type: 'messageIgnored', from, message, class: kind, because: why });
  }
  if (message.type === 'SYNC') return beginRead(w, message);
  w.emit({ type: 'passUp', from, message });
}
