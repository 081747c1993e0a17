import type { ClientRequest, SessionId } from '../model/index.ts';

/*
 * What the ZooKeeper servers above the replicas say to each other. It travels in the leader's
 * streams, in order with what the protocol says there, so that an answer comes behind all that was
 * committed before it. A protocol carries it, counts it as a sign of life, and hands it over.
 */

/** Leader to learner: alive. The answer carries the sessions that were active at the learner. */
export interface Ping {
  readonly type: 'PING';
  readonly touched: readonly SessionId[];
}
/** A client's write, sync or session request, forwarded. */
export interface Request {
  readonly type: 'REQUEST';
  readonly request: ClientRequest;
}
/** The leader's answer to a forwarded sync: everything before it in the stream is committed. */
export interface SyncDone {
  readonly type: 'SYNC';
  readonly session: SessionId;
  readonly cxid: number;
}
/** "Is this session alive, and mine now?"; answered with valid set. */
export interface Revalidate {
  readonly type: 'REVALIDATE';
  readonly session: SessionId;
  readonly timeoutMs: number;
  readonly valid: boolean;
}
/**
 * What members of another service ask of each other beside the log: only it looks into it. Not
 * every protocol carries it.
 */
export interface MemberCall {
  readonly type: 'MEMBER';
  readonly body: unknown;
}
type Said = Ping | Request | SyncDone | Revalidate;
/** `under`: in which term it is said, where streams outlive a leader's rule (`Protocol.marked`). */
export type ServiceMessage = Said & { readonly under?: number };
