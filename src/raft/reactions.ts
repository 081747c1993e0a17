import type { ServerId } from '../model/index.ts';
import { onAppendAnswer, onHeartbeatAnswer, transferTo } from './answers.ts';
import { because } from './because.ts';
import { onTimeoutNow, onVoteAnswer, onVoteRequest } from './election.ts';
import { onAppend, onHeartbeat, onSnap } from './following.ts';
import { offer } from './leading.ts';
import type { RaftLeaf } from './leaf.ts';
import type { RaftMessageOf, RaftMessageType } from './messages.ts';
import type { RaftDraft } from './raft-draft.ts';
import { onReadAnswer, onReadIndex } from './reads.ts';
import { leave } from './regroup.ts';
import { onService } from './service.ts';

/** What a member does about one type of message; looked up by the leaf in which it is. */
export type RaftReaction<K extends RaftMessageType> = {
  react(w: RaftDraft, from: ServerId, message: RaftMessageOf<K>): void;
}['react'];
type Reactions = { readonly [K in RaftMessageType]?: RaftReaction<K> };

const anywhere = {
  MsgVote: onVoteRequest,
  MsgPreVote: onVoteRequest,
  LinkHeartbeat: () => {},
  LinkGone: leave,
  PING: onService,
  REQUEST: onService,
  SYNC: onService,
  REVALIDATE: onService,
  MEMBER: (w: RaftDraft, from: ServerId, message: RaftMessageOf<'MEMBER'>) =>
    w.emit({ type: 'passUp', from, message }),
} satisfies Reactions;

/** The leader's word: whoever campaigns in the same term follows it first. */
const led = {
  MsgApp: onAppend,
  MsgHeartbeat: onHeartbeat,
  MsgSnap: onSnap,
} satisfies Reactions;

const proposing = {
  MsgProp: (w: RaftDraft, from: ServerId, { entry }: RaftMessageOf<'MsgProp'>) =>
    offer(w, entry, from),
} satisfies Reactions;

/** A follower passes on what only a leader can do. */
const passing = {
  ...proposing,
  MsgTransferLeader: (w: RaftDraft, _from: ServerId, m: RaftMessageOf<'MsgTransferLeader'>) => {
    const { leader } = w.peer;
    w.remark(because('transfer.forwarded', { to: m.leader, leader }));
    if (leader >= 0) w.send(leader, m);
  },
} satisfies Reactions;

const leading = {
  ...proposing,
  MsgAppResp: onAppendAnswer,
  MsgHeartbeatResp: (w: RaftDraft, from: ServerId, m: RaftMessageOf<'MsgHeartbeatResp'>) =>
    onHeartbeatAnswer(w, from, m.read),
  MsgReadIndex: (w: RaftDraft, from: ServerId, m: RaftMessageOf<'MsgReadIndex'>) =>
    onReadIndex(w, from, m.read),
  MsgTransferLeader: (w: RaftDraft, _from: ServerId, m: RaftMessageOf<'MsgTransferLeader'>) =>
    transferTo(w, m.leader),
} satisfies Reactions;

/**
 * What a member does about a message, for each leaf of the chart: the one place that says what a
 * leaf accepts. The message's term has been heeded before (`terms.ts`).
 */
export const RAFT_REACTIONS = {
  FOLLOWER: {
    ...anywhere,
    ...led,
    ...passing,
    MsgTimeoutNow: (w: RaftDraft, from: ServerId) => onTimeoutNow(w, from),
    MsgReadIndexResp: (w: RaftDraft, _from: ServerId, m: RaftMessageOf<'MsgReadIndexResp'>) =>
      onReadAnswer(w, m.read, m.index),
  },
  PRECANDIDATE: {
    ...anywhere,
    ...led,
    ...proposing,
    MsgPreVoteResp: (
      w: RaftDraft,
      from: ServerId,
      m: RaftMessageOf<'MsgPreVoteResp' | 'MsgVoteResp'>,
    ) => onVoteAnswer(w, from, m.reject),
  },
  CANDIDATE: {
    ...anywhere,
    ...led,
    ...proposing,
    MsgVoteResp: (
      w: RaftDraft,
      from: ServerId,
      m: RaftMessageOf<'MsgPreVoteResp' | 'MsgVoteResp'>,
    ) => onVoteAnswer(w, from, m.reject),
  },
  'LEADER.ELECTED': { ...anywhere, ...leading },
  'LEADER.ESTABLISHED': { ...anywhere, ...leading },
} as const satisfies Readonly<Record<RaftLeaf, Reactions>>;

type Accepted = { [L in RaftLeaf]: keyof (typeof RAFT_REACTIONS)[L] }[RaftLeaf];

/**
 * The reaction to a message in a leaf; undefined where the leaf does not accept it. Who asks for
 * any type has the compiler's word that some leaf accepts each of them.
 */
export function raftReactionTo(
  leaf: RaftLeaf,
  type: Accepted,
): RaftReaction<RaftMessageType> | undefined {
  const reactions: Reactions = RAFT_REACTIONS[leaf];
  return reactions[type] as RaftReaction<RaftMessageType> | undefined;
}
