import type { Because, Image, ServerId, Txn, Zxid } from '../model/index.ts';
import type { Standing } from './facts.ts';
import type { Group, GroupRefusal } from './group.ts';
import type { MessageClass, ReplicaMessage } from './messages.ts';
import type { MemberCall, ServiceMessage } from './service.ts';

/** A timer of a replica; `sid` is 0 where there is only one of the kind. */
export interface ReplicaTimer<K extends string = string> {
  readonly kind: K;
  readonly sid: ServerId;
}

/**
 * What stands for all that was written by a certain moment, in the protocol's own way: a count of
 * entries does not, once a log may be cut and grow again while a write is under way.
 */
export interface WriteTicket {
  /** How many entries of the log it covers, as the log was then. */
  readonly count: number;
}

/** As whom somebody dials, and whom it means by the number: where a number may be given again. */
export interface DialIds {
  readonly own: number;
  readonly other: number;
}

/**
 * What a replica is told. M, S, K and T are a protocol's own messages, sides, timers and tickets; a
 * side says on which kind of connection, and at which of its ends (`ChannelKind`).
 */
export type ReplicaInput<
  M = ReplicaMessage,
  S extends string = string,
  K extends string = string,
  T extends WriteTicket = WriteTicket,
> =
  | { readonly type: 'booted' }
  | { readonly type: 'received'; readonly side: S; readonly from: ServerId; readonly message: M }
  /** Somebody dials: answer with an `accept` effect, or be taken to refuse. */
  | {
      readonly type: 'dialled';
      readonly side: S;
      readonly from: ServerId;
      readonly ids?: DialIds | undefined;
    }
  | { readonly type: 'connected'; readonly side: S; readonly from: ServerId }
  | { readonly type: 'refused'; readonly side: S; readonly from: ServerId }
  | { readonly type: 'disconnected'; readonly side: S; readonly from: ServerId }
  | { readonly type: 'timedOut'; readonly timer: ReplicaTimer<K> }
  /** All that the ticket stands for is on disk (what of it was not cut meanwhile). */
  | { readonly type: 'flushed'; readonly ticket: T }
  | { readonly type: 'snapshotSaved' }
  /** The service above has a transaction to propose: only where `serve` named this replica. */
  | { readonly type: 'proposed'; readonly txn: Omit<Txn, 'zxid'> }
  /**
   * The service above wants this in the log, and brings it to any replica: a protocol that passes
   * proposals on does so, and nobody answers for one that is lost. Others let it be.
   */
  | { readonly type: 'offered'; readonly txn: Omit<Txn, 'zxid'> }
  /**
   * The service wants to read what is no older than this moment: `readable` is the answer, some
   * time or never. One at a time, a later one takes its place; 0: none any more. A protocol that
   * knows no such reads lets it be.
   */
  | { readonly type: 'asked'; readonly read: number }
  /** An operator wants `to` to lead; a protocol that knows no such thing lets it be. */
  | { readonly type: 'urged'; readonly to: ServerId }
  /** An operator wants the image's file written anew (StateMachine.written). */
  | { readonly type: 'defragmented' };

/**
 * What a replica has to tell: becomes an event of the run, with its reason. L: the leaves of its
 * chart; D: the ways of bringing a log to the leader's.
 */
export type ReplicaNote<M = ReplicaMessage, L extends string = string, D extends string = string> =
  /** Another leaf of its chart, in the words of its facts. */
  | {
      readonly type: 'stateChanged';
      readonly leaf: L;
      readonly role: string;
      readonly phase: string;
      readonly standing: Standing;
      readonly because: Because;
    }
  | {
      readonly type: 'voteChanged';
      readonly vote: {
        readonly leader: ServerId;
        readonly zxid: Zxid;
        readonly peerEpoch: number;
        readonly electionEpoch: number;
      };
      readonly because: Because;
    }
  | {
      readonly type: 'epochAccepted' | 'epochAdopted';
      readonly epoch: number;
      readonly because: Because;
    }
  | {
      readonly type: 'leaderEstablished';
      readonly epoch: number;
      readonly lastZxid: Zxid;
      readonly because: Because;
    }
  | {
      readonly type: 'syncDecided';
      readonly learner: ServerId;
      readonly mode: D;
      readonly because: Because;
    }
  | { readonly type: 'proposed'; readonly txn: Txn }
  | { readonly type: 'logged'; readonly txn: Txn }
  | { readonly type: 'committed'; readonly txn: Txn; readonly because: Because }
  | { readonly type: 'logTruncated'; readonly zxid: Zxid; readonly because: Because }
  | { readonly type: 'snapshotInstalled'; readonly from: ServerId; readonly zxid: Zxid }
  | { readonly type: 'snapshotTaken'; readonly zxid: Zxid }
  | {
      readonly type: 'messageIgnored';
      readonly from: ServerId;
      readonly message: M;
      readonly class: MessageClass;
      readonly because: Because;
    }
  | { readonly type: 'noted'; readonly because: Because };

/** What a replica asks for. The order counts: what a message promises was written before it. */
export type ReplicaEffect<
  M = ReplicaMessage,
  S extends string = string,
  K extends string = string,
  L extends string = string,
  D extends string = string,
> =
  | { readonly type: 'send'; readonly side: S; readonly to: ServerId; readonly message: M }
  | {
      readonly type: 'dial';
      readonly side: S;
      readonly to: ServerId;
      readonly ids?: DialIds;
    }
  | { readonly type: 'accept'; readonly side: S; readonly from: ServerId }
  /** Gives the connection up: what is on its way is lost. */
  | { readonly type: 'hangUp'; readonly side: S; readonly to: ServerId }
  /**
   * Something was written: have it fsynced. When that begins, `Protocol.unwritten` is asked for the
   * ticket.
   */
  | { readonly type: 'flush' }
  /** A snapshot of so many bytes is to be written; a later one takes the place of this one. */
  | { readonly type: 'saveSnapshot'; readonly bytes: number }
  | { readonly type: 'arm'; readonly timer: ReplicaTimer<K>; readonly afterMs: number }
  | { readonly type: 'disarm'; readonly timer: ReplicaTimer<K> }
  /** What the service proposed has its number, and is in the leader's log. */
  | { readonly type: 'numbered'; readonly txn: Txn }
  /**
   * A transaction was applied to memory: one that counts, or in synchronization (`quiet`), when
   * nobody is served.
   */
  | {
      readonly type: 'deliver';
      readonly txn: Txn;
      readonly before: Image;
      readonly after: Image;
      readonly quiet: boolean;
      /** Its effects were there already, from before a restart: nobody waits for it. */
      readonly again?: boolean;
      /** It is about the group: who belongs to it after, and why nothing came of it. */
      readonly regrouped?: { readonly group: Group; readonly refusal: GroupRefusal | null };
    }
  /**
   * Clients may be served from now on. Writes are decided at `leader`; where that is this replica
   * itself, the service here prepares them and keeps the sessions' clocks. What is applied after
   * `zxid` is told by itself.
   */
  | { readonly type: 'serve'; readonly leader: ServerId; readonly zxid: Zxid }
  | { readonly type: 'stopServing' }
  /** What was offered was not taken, and is not in the log. */
  | { readonly type: 'dropped'; readonly txn: Omit<Txn, 'zxid'> }
  /** All that the read may have to see is applied. */
  | { readonly type: 'readable'; readonly read: number }
  /** For the service above. */
  | {
      readonly type: 'passUp';
      readonly from: ServerId;
      readonly message: ServiceMessage | MemberCall;
    }
  | { readonly type: 'exit'; readonly code: number; readonly because: Because }
  | { readonly type: 'note'; readonly note: ReplicaNote<M, L, D> };
