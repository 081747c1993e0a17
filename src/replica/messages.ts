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
  /** What a picture calls it where there is little room, if not by its name. */
  readonly short?: string;
  /** Whether it is one of those that a menu offers to hold. */
  readonly holdable: boolean;
  /** How often chance holds it: as much as turns on its delay. */
  readonly turning: 0 | 1 | 2;
}
