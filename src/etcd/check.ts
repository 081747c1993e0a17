import type { Bytes } from '../model/index.ts';
import type { EtcdError } from './errors.ts';
import {
  type KeyRange,
  type LoggedRequest,
  NO_LEASE,
  type PutRequest,
  type RangeRequest,
  type TxnOp,
  type TxnRequest,
} from './requests.ts';
import { MOST_ENTRY_BYTES, requestBytes } from './size.ts';

/*
 * What is refused before it reaches Raft: it costs nothing (v3rpc/key.go, EtcdServer's limits).
 */

/** Operations in each part of a transaction (embed.DefaultMaxTxnOps). */
const MOST_OPS = 128;

/** Why a request is refused at once; null: it is not. */
export function refusalOf(request: LoggedRequest | RangeRequest): EtcdError | null {
  const early = refusalOfForm(request);
  if (early !== null || request.type === 'range') return early;
  return requestBytes(request) > MOST_ENTRY_BYTES ? 'tooLarge' : null;
}

function refusalOfForm(request: LoggedRequest | RangeRequest): EtcdError | null {
  switch (request.type) {
    case 'range':
    case 'put':
    case 'deleteRange':
      return refusalOfOp(request, 0);
    case 'txn': {
      const refusal = refusalOfTxn(request, MOST_OPS);
      if (refusal !== null) return refusal;
      const [then, otherwise] = [writesOf(request.success), writesOf(request.failure)];
      return then === null || otherwise === null ? 'duplicateKey' : null;
    }
    default:
      return null;
  }
}

function refusalOfPut({ key, value = '', lease = NO_LEASE, ...flags }: PutRequest) {
  if (key === '') return 'emptyKey';
  if (flags.ignoreValue && value !== '') return 'valueProvided';
  return flags.ignoreLease && lease !== NO_LEASE ? 'leaseProvided' : null;
}

function refusalOfOp(op: TxnOp, mostOps: number): EtcdError | null {
  switch (op.type) {
    case 'put':
      return refusalOfPut(op);
    case 'txn':
      return refusalOfTxn(op, mostOps);
    default:
      return op.key === '' ? 'emptyKey' : null;
  }
}

/** A transaction within another one may have as many operations as that has left. */
function refusalOfTxn({ compare, success, failure }: TxnRequest, mostOps: number) {
  const most = Math.max(compare.length, success.length, failure.length);
  if (most > mostOps) return 'tooManyOps';
  if (compare.some(({ key }) => key === '')) return 'emptyKey';
  for (const op of [...success, ...failure]) {
    const refusal = refusalOfOp(op, mostOps - most);
    if (refusal !== null) return refusal;
  }
  return null;
}

interface Writes {
  readonly puts: ReadonlySet<Bytes>;
  readonly deletes: readonly KeyRange[];
}

/** As the check takes a range: one to the end is to it an empty one (adt.StringAffineInterval). */
function isDeleted(key: Bytes, deletes: readonly KeyRange[]): boolean {
  return deletes.some(({ key: from, rangeEnd = '' }) =>
    rangeEnd === '' ? key === from : key >= from && key < rangeEnd,
  );
}

/** What a list of operations writes; null: something of it twice (checkIntervals). */
function writesOf(ops: readonly TxnOp[]): Writes | null {
  const deletes: KeyRange[] = ops.filter((op) => op.type === 'deleteRange');
  const puts = new Set<Bytes>();
  for (const op of ops) {
    if (op.type !== 'txn') continue;
    const [then, otherwise] = [writesOf(op.success), writesOf(op.failure)];
    if (then === null || otherwise === null) return null;
    // Only one of the two will be: they may write the same.
    const both = new Set([...then.puts, ...otherwise.puts]);
    for (const key of both) {
      if (puts.has(key) || isDeleted(key, deletes)) return null;
      puts.add(key);
    }
    deletes.push(...then.deletes, ...otherwise.deletes);
  }
  for (const op of ops) {
    if (op.type !== 'put') continue;
    if (puts.has(op.key) || isDeleted(op.key, deletes)) return null;
    puts.add(op.key);
  }
  return { puts, deletes };
}
