import { ETCD_ERRORS, type EtcdError } from './errors.ts';
import type { Alarm, KeyValue, LeaseId } from './requests.ts';
import { MOST_MESSAGE_BYTES } from './size.ts';

/* What a member answers, by the names of its API. `revision` is the header's. */

export interface RangeAnswer {
  readonly type: 'range';
  readonly revision: number;
  readonly kvs: readonly KeyValue[];
  /** All in the range, whatever the limit. */
  readonly count: number;
  readonly more: boolean;
}
export interface PutAnswer {
  readonly type: 'put';
  readonly revision: number;
  readonly prev: KeyValue | null;
}
export interface DeleteRangeAnswer {
  readonly type: 'deleteRange';
  readonly revision: number;
  readonly deleted: number;
  readonly prevs: readonly KeyValue[];
}
export interface TxnAnswer {
  readonly type: 'txn';
  readonly revision: number;
  readonly succeeded: boolean;
  readonly answers: readonly OpAnswer[];
}
/** One within a transaction; a transaction in there has no header of its own. */
export type OpAnswer = RangeAnswer | PutAnswer | DeleteRangeAnswer | TxnAnswer;

export interface LeaseGrantAnswer {
  readonly type: 'leaseGrant';
  readonly revision: number;
  readonly id: LeaseId;
  readonly ttl: number;
}
/** Nothing but the header. */
export interface DoneAnswer {
  readonly type: 'done';
  readonly revision: number;
}
export interface RefusedAnswer {
  readonly type: 'error';
  readonly error: EtcdError;
  /** How long the message was, where that is what is wrong (`overLimit`). */
  readonly bytes?: number;
  /** A client within the member was told so, and it says it on without a code. */
  readonly saidOn?: boolean;
}
/** Alarms that were asked for, or that were changed. */
export interface AlarmsAnswer {
  readonly type: 'alarms';
  readonly alarms: readonly Alarm[];
}
/** What comes of an entry of the log. */
export type AppliedAnswer = OpAnswer | LeaseGrantAnswer | AlarmsAnswer | DoneAnswer | RefusedAnswer;

export function refused(error: EtcdError): RefusedAnswer {
  return { type: 'error', error };
}

/** What is wrong, as it stands on the wire. */
export function refusalText({ error, bytes }: RefusedAnswer): string {
  const { text } = ETCD_ERRORS[error];
  return bytes === undefined ? text : `${text} (${bytes} vs. ${MOST_MESSAGE_BYTES})`;
}
