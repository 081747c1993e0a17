import type { ClientRequest, ServerId, SessionId, Txn, Zxid } from '../model/index.ts';

/**
 * What replicas of one protocol say to each other. Nobody else acts upon what is in it; those who
 * draw and describe it read what it is about from fields of these names, where it has them.
 */
export interface ReplicaMessage {
  readonly type: string;
  /** The entry that it is about, or up to which it goes. */
  readonly zxid?: Zxid;
  /** The last entry that its sender has. */
  readonly lastZxid?: Zxid;
  /** An entry that it carries. */
  readonly txn?: Txn;
  /** The epoch or term that it announces, and the one that its sender has promised. */
  readonly epoch?: number;
  readonly acceptedEpoch?: number;
  /** For whom it votes. */
  readonly leader?: ServerId;
  /** The session that the servers above speak of, and the request that one of them passes on. */
  readonly session?: SessionId;
  readonly request?: ClientRequest;
}

/**
 * What a message does, in words that every protocol shares. VOTE: elects. SYNC: brings a log to the
 * leader's. ENTRY: carries something new for the log. ACK: what the disk has. COMMIT: what counts.
 * BEAT: alive. READ: asks how far a read must see. REQUEST: a client's, on its way to the leader.
 */
export type MessageClass =
  | 'VOTE'
  | 'SYNC'
  | 'ENTRY'
  | 'ACK'
  | 'COMMIT'
  | 'BEAT'
  | 'READ'
  | 'REQUEST';

/** For people: a type of message as a protocol's table tells of it. */
export interface MessageRow {
  /** Of the protocol's phases, the one it belongs to. */
  readonly phase: string;
  /** Its name in the paper; `-`: it is not in there. */
  readonly paper: string;
  /** Its number on the wire. */
  readonly code: number;
  readonly class: MessageClass;
  /** Of its class the one that is meant where a class is named, and no message. */
  readonly chief?: true;
  /** What a picture calls it where there is little room, if not by its name. */
  readonly short?: string;
  /** Whether it is one of those that a menu offers to hold. */
  readonly holdable: boolean;
  /** How often chance holds it: as much as turns on its delay. */
  readonly turning: 0 | 1 | 2;
}
