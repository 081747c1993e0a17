import type { Bytes, Micros, ServerId } from '../model/index.ts';
import type { Alarm, KeyRange, LeaseId } from './requests.ts';
import type { EtcdRequest } from './wire.ts';

/* What a program of a client is to do: one request, or something that goes on. */

/** How etcdctl writes (--write-out). */
export const OUTPUT_FORMATS = ['simple', 'json', 'fields', 'table'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** How the answer to one request is shown, where there is more than one way. */
export interface Showing {
  readonly format?: OutputFormat;
  /** Keys and values byte by byte. */
  readonly hex?: boolean;
  readonly valueOnly?: boolean;
  /** A lease's keys, too. */
  readonly keys?: boolean;
  /** Whether a member is well, by a read of it. */
  readonly health?: boolean;
  /** Endpoints by their whole addresses, as the list of members has them. */
  readonly cluster?: boolean;
  /** The name that a new member is to start under. */
  readonly added?: string;
}

/** One request, and what its answer is printed as. */
export interface AskTask {
  readonly type: 'ask';
  readonly request: EtcdRequest;
  /** How long its program waits; null: for as long as it takes. */
  readonly limit: Micros | null;
  readonly show: Showing;
  /** Each endpoint is asked by itself, over a connection of its own, and answers with one line. */
  readonly each?: boolean;
}
/** A question that is put to each endpoint: all at once, or one after the other. */
export interface EndpointsTask {
  readonly type: 'endpoints';
  readonly ask: AskTask;
  /** Who is asked; null: the list of members has to say first. */
  readonly servers: readonly ServerId[] | null;
}
/** Events of keys, as they come. */
export interface WatchTask {
  readonly type: 'watch';
  readonly range: KeyRange;
  /** From which revision on; 0: from now on. */
  readonly revision: number;
  readonly prevKv: boolean;
  readonly show?: Showing;
}
export interface KeepAliveTask {
  readonly type: 'keepAlive';
  readonly lease: LeaseId;
  readonly once: boolean;
}
/** What is done under a lock: so long nothing, or words that are printed. */
export type LockedCommand =
  | { readonly type: 'sleep'; readonly forTime: Micros }
  | { readonly type: 'echo'; readonly text: string };

/** concurrency.Mutex, held until it is interrupted or its command is over. */
export interface LockTask {
  readonly type: 'lock';
  readonly name: Bytes;
  /** Seconds. */
  readonly ttl: number;
  readonly command: LockedCommand | null;
}
/** concurrency.Election: leads until it is interrupted. */
export interface ElectTask {
  readonly type: 'elect';
  readonly name: Bytes;
  readonly value: Bytes;
  readonly ttl: number;
}
/** Election.Observe: who leads, as it changes. */
export interface ListenTask {
  readonly type: 'listen';
  readonly name: Bytes;
}
/** Every alarm is taken back, one after the other: those that are left, those that are gone. */
export interface DisarmTask {
  readonly type: 'disarm';
  readonly left: readonly Alarm[];
  readonly gone: readonly Alarm[];
  /** How long all of it may take, and when that is over. */
  readonly limit: Micros | null;
  readonly until: Micros | null;
}
export type QueueTask = LockTask | ElectTask;
export type LongTask =
  | WatchTask
  | KeepAliveTask
  | QueueTask
  | ListenTask
  | EndpointsTask
  | DisarmTask;
export type Task = AskTask | LongTask;
