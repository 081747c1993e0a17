import type { LeaseGrantRequest, PutRequest, TxnOp, TxnRequest } from './requests.ts';
import type { EtcdStore } from './store.ts';

/* What needs room in a member's file, and how much of it (quota.go). */

/** What is around a key and its value, and a lease, in bytes: a guess, on the high side. */
const KEY_OVERHEAD = 256;
const LEASE_OVERHEAD = 64;

export type Spending = PutRequest | TxnRequest | LeaseGrantRequest;

export function isSpending(request: { readonly type: string }): request is Spending {
  return request.type === 'put' || request.type === 'txn' || request.type === 'leaseGrant';
}

/** What a request is reckoned to take, in bytes; of a transaction the part that takes more. */
export function costOf(request: Spending): number {
  if (request.type === 'leaseGrant') return LEASE_OVERHEAD;
  return costOfOp(request);
}

function costOfOp(op: TxnOp): number {
  if (op.type === 'put') return KEY_OVERHEAD + op.key.length + (op.value?.length ?? 0);
  if (op.type !== 'txn') return 0;
  const [then, otherwise] = [op.success, op.failure].map((ops) =>
    ops.reduce((sum, one) => sum + costOfOp(one), 0),
  );
  return Math.max(then ?? 0, otherwise ?? 0);
}

/** Whether there is an alarm for want of room. */
export function isCapped({ alarms }: EtcdStore): boolean {
  return alarms.some(({ alarm }) => alarm === 'NOSPACE');
}
