/** What replicas of one protocol say to each other: nobody else looks into it. */
export interface ReplicaMessage {
  readonly type: string;
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
}
