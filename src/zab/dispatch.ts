import type { ServerId } from '../model/index.ts';
import { heardFromLeader, onAck, onCommit, onInform, onProposal } from './broadcast.ts';
import { onAckEpoch, onLeaderInfo, onLearnerInfo } from './discovery.ts';
import { onNotification } from './election.ts';
import { handlerOf, heard, setHandler } from './handlers.ts';
import type { Leaf } from './lifecycle.ts';
import type { MessageOf, MessageType } from './messages.ts';
import type { Side } from './peer.ts';
import { takeRole } from './roles.ts';
import {
  onDiff,
  onNewLeader,
  onSnap,
  onSyncCommit,
  onSyncInform,
  onSyncProposal,
  onTrunc,
  onUpToDate,
} from './synchronization.ts';
import type { Work } from './work.ts';

/** Handles one message type; looked up by the leaf in which the peer is. */
export type Handle<K extends MessageType> = {
  handle(w: Work, from: ServerId, message: MessageOf<K>): void;
}['handle'];
export type Table = { readonly [K in MessageType]?: Handle<K> };

const notification: Handle<'NOTIFICATION'> = (w, from, m) => onNotification(w, from, m, takeRole);
/** For the server above the peer: it answers PING, keeps sessions, prepares requests. */
const hand: Handle<'PING' | 'REQUEST' | 'SYNC' | 'REVALIDATE'> = (w, from, message) => {
  const side: Side = w.peer.leader ? 'leader' : 'learner';
  if (side === 'learner') heardFromLeader(w);
  else {
    const handler = handlerOf(w.leader, from);
    if (!handler) return;
    setHandler(w, heard(w, handler, handler.acked));
  }
  w.emit({ type: 'hand', side, from, message });
};
const alive: Handle<'PING' | 'SYNC' | 'REVALIDATE'> = (w, from) => {
  if (w.peer.learner) return heardFromLeader(w);
  const handler = handlerOf(w.leader, from);
  if (handler) setHandler(w, heard(w, handler, handler.acked));
};

const discovering: Table = {
  NOTIFICATION: notification,
  LEADERINFO: (w, _f, m) => onLeaderInfo(w, m),
};
const synchronizing: Table = {
  NOTIFICATION: notification,
  DIFF: (w, _from, m) => onDiff(w, m),
  TRUNC: (w, _from, m) => onTrunc(w, m),
  SNAP: (w, _from, m) => onSnap(w, m),
  PROPOSAL: (w, _from, m) => onSyncProposal(w, m),
  COMMIT: (w, _from, m) => onSyncCommit(w, m.zxid),
  NEWLEADER: (w, _from, m) => onNewLeader(w, m),
  UPTODATE: (w) => onUpToDate(w),
  PING: alive,
  SYNC: alive,
  REVALIDATE: alive,
};
const leading: Table = {
  NOTIFICATION: notification,
  FOLLOWERINFO: onLearnerInfo,
  OBSERVERINFO: onLearnerInfo,
  ACKEPOCH: onAckEpoch,
};
const established = { PING: hand, SYNC: hand, REVALIDATE: hand, NOTIFICATION: notification };

/**
 * The handler for each leaf of the chart and each message it accepts; a test proves that the two
 * agree.
 */
export const HANDLERS: Readonly<Record<Leaf, Table>> = {
  STANDALONE: {},
  'LOOKING.SETTLING': { NOTIFICATION: notification },
  'LOOKING.ELECTION': { NOTIFICATION: notification },
  'FOLLOWING.DISCOVERY': discovering,
  'FOLLOWING.SYNCHRONIZATION': synchronizing,
  'FOLLOWING.BROADCAST': {
    ...established,
    PROPOSAL: (w, _from, m) => onProposal(w, m),
    COMMIT: (w, _from, m) => onCommit(w, m),
  },
  'OBSERVING.DISCOVERY': discovering,
  'OBSERVING.SYNCHRONIZATION': { ...synchronizing, INFORM: (w, _from, m) => onSyncInform(w, m) },
  'OBSERVING.BROADCAST': { ...established, INFORM: (w, _from, m) => onInform(w, m) },
  'LEADING.DISCOVERY': leading,
  'LEADING.SYNCHRONIZATION': { ...leading, ACK: onAck, PING: alive },
  'LEADING.BROADCAST': { ...leading, ACK: onAck, PING: hand, REQUEST: hand, REVALIDATE: hand },
};
