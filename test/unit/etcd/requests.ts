import type {
  DeleteRangeRequest,
  KeyRange,
  LoggedRequest,
  PutRequest,
  RangeRequest,
  TxnCompare,
  TxnOp,
  TxnRequest,
} from '../../../src/etcd/index.ts';
import { NO_LEASE } from '../../../src/etcd/index.ts';

/* Requests as a test says them. */

export const put = (key: string, value = '', more: Partial<PutRequest> = {}): PutRequest => ({
  ...{ type: 'put', key, value, ...more },
});
export const del = (key: string, rangeEnd = ''): DeleteRangeRequest => ({
  ...{ type: 'deleteRange', key, rangeEnd },
});
export const get = (key: string, more: Partial<RangeRequest> = {}): RangeRequest => ({
  ...{ type: 'range', key, ...more },
});
export const grant = (id: string, ttl = 60): LoggedRequest => ({ type: 'leaseGrant', id, ttl });
export const revoke = (id: string): LoggedRequest => ({ type: 'leaseRevoke', id });
export const compact = (revision: number): LoggedRequest => ({ type: 'compact', revision });
export const txn = (
  compare: readonly TxnCompare[],
  success: readonly TxnOp[],
  failure: readonly TxnOp[] = [],
): TxnRequest => ({ type: 'txn', compare, success, failure });
export const version = (key: string, sign: TxnCompare['sign'], number: number): TxnCompare => ({
  ...{ target: 'VERSION', key, sign, number },
});
export const value = (key: string, sign: TxnCompare['sign'], text: string): TxnCompare => ({
  ...{ target: 'VALUE', key, sign, value: text },
});
/** All keys that begin so. */
export function prefix(key: string): KeyRange {
  const last = key.charCodeAt(key.length - 1);
  return { key, rangeEnd: key.slice(0, -1) + String.fromCharCode(last + 1) };
}
export const ALL: KeyRange = { key: '\u0000', rangeEnd: '\u0000' };
export { NO_LEASE };
