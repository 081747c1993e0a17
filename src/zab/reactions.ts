import type { ServerId } from '../model/index.ts';
import { heardFromLeader, onAck, onCommit, onInform, onProposal } from './broadcast.ts';
import { onAckEpoch, onLeaderInfo, onLearnerInfo } from './discovery.ts';
import { onNotification } from './election.ts';
import type { Leaf } from './leaf.ts';
import { heardFromLearner } from './learner-handlers.ts';
import type { MessageOf, MessageType } from './messages.ts';
import type { PeerDraft } from './peer-draft.ts';
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

/** What a peer does about one message type; looked up by the leaf in which it is. */
export type Reaction<K extends MessageType> = {
  react(w: PeerDraft, from: ServerId, message: MessageOf<K>): void;
}['react'];
type Reactions = { readonly [K in MessageType]?: Reaction<K> };

/** A sign of life from the other end of the stream, of which `receive` knows that it is there. */
const alive: Reaction<'PING' | 'REQUEST' | 'SYNC' | 'REVALIDATE'> = (w, from) => {
  if (w.peer.leader === null) heardFromLeader(w);
  else heardFromLearner(w, from);
};
/** For the server above the peer: it answers PING, keeps sessions, prepares requests. */
const passUp: Reaction<'PING' | 'REQUEST' | 'SYNC' | 'REVALIDATE'> = (w, from, message) => {
  alive(w, from, message);
  w.emit({ type: 'passUp', from, message });
};
const looking = { NOTIFICATION: onNotification } satisfies Reactions;
const discovering = {
  LEADERINFO: (w: PeerDraft, _from: ServerId, m: MessageOf<'LEADERINFO'>) => onLeaderInfo(w, m),
  NOTIFICATION: onNotification,
} satisfies Reactions;
const repairing = {
  DIFF: (w: PeerDraft, _from: ServerId, m: MessageOf<'DIFF'>) => onDiff(w, m),
  TRUNC: (w: PeerDraft, _from: ServerId, m: MessageOf<'TRUNC'>) => onTrunc(w, m),
  SNAP: (w: PeerDraft, _from: ServerId, m: MessageOf<'SNAP'>) => onSnap(w, m),
  PROPOSAL: (w: PeerDraft, _from: ServerId, m: MessageOf<'PROPOSAL'>) => onSyncProposal(w, m),
  COMMIT: (w: PeerDraft, _from: ServerId, m: MessageOf<'COMMIT'>) => onSyncCommit(w, m.zxid),
} satisfies Reactions;
const repaired = {
  NEWLEADER: (w: PeerDraft) => onNewLeader(w),
  UPTODATE: (w: PeerDraft) => onUpToDate(w),
  PING: alive,
  REVALIDATE: alive,
  SYNC: alive,
  NOTIFICATION: onNotification,
} satisfies Reactions;
const serving = {
  PING: passUp,
  REVALIDATE: passUp,
  SYNC: passUp,
  NOTIFICATION: onNotification,
} satisfies Reactions;
const registering = {
  FOLLOWERINFO: onLearnerInfo,
  OBSERVERINFO: onLearnerInfo,
  ACKEPOCH: onAckEpoch,
} satisfies Reactions;

/**
 * What a peer does about a message, for each leaf of the chart: the one place that says what a leaf
 * accepts. The chart names these in its leaves' meta.
 */
export const REACTIONS = {
  STANDALONE: {},
  'LOOKING.SETTLING': looking,
  'LOOKING.ELECTION': looking,
  'FOLLOWING.DISCOVERY': discovering,
  'FOLLOWING.SYNCHRONIZATION': { ...repairing, ...repaired },
  'FOLLOWING.BROADCAST': {
    PROPOSAL: (w, _from, m) => onProposal(w, m),
    COMMIT: (w, _from, m) => onCommit(w, m),
    ...serving,
  },
  'OBSERVING.DISCOVERY': discovering,
  'OBSERVING.SYNCHRONIZATION': {
    ...repairing,
    INFORM: (w, _from, m) => onSyncInform(w, m),
    ...repaired,
  },
  'OBSERVING.BROADCAST': { INFORM: (w, _from, m) => onInform(w, m), ...serving },
  'LEADING.DISCOVERY': { ...registering, NOTIFICATION: onNotification },
  'LEADING.SYNCHRONIZATION': {
    ...registering,
    ACK: onAck,
    PING: alive,
    NOTIFICATION: onNotification,
  },
  'LEADING.BROADCAST': {
    ...registering,
    ACK: onAck,
    PING: passUp,
    REQUEST: passUp,
    REVALIDATE: passUp,
    NOTIFICATION: onNotification,
  },
} as const satisfies Readonly<Record<Leaf, Reactions>>;

type Accepted = { [L in Leaf]: keyof (typeof REACTIONS)[L] }[Leaf];

/**
 * The reaction to a message in a leaf; undefined where the leaf does not accept it. Who asks for
 * any MessageType has the compiler's word that some leaf accepts each of them.
 */
export function reactionTo(leaf: Leaf, type: Accepted): Reaction<MessageType> | undefined {
  return reactionsIn(leaf)[type] as Reaction<MessageType> | undefined;
}

/** A leaf's part of the table: of the two in which a run mostly is without a look by name. */
function reactionsIn(leaf: Leaf): Reactions {
  switch (leaf) {
    case 'FOLLOWING.BROADCAST':
      return REACTIONS['FOLLOWING.BROADCAST'];
    case 'LEADING.BROADCAST':
      return REACTIONS['LEADING.BROADCAST'];
    default:
      return REACTIONS[leaf];
  }
}

/** Whether a leaf accepts such a message: it has a reaction to it. */
export function isAccepted(leaf: Leaf, type: MessageType): boolean {
  return reactionTo(leaf, type) !== undefined;
}
