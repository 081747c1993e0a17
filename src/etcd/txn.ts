import { getSorted } from '../lib/index.ts';
import type { OpAnswer, TxnAnswer } from './answers.ts';
import type { EtcdError } from './errors.ts';
import { readRange, refusalOfRevision } from './range.ts';
import {
  type DeleteRangeRequest,
  type KeyValue,
  NO_LEASE,
  type PutRequest,
  type RangeRequest,
  type TxnCompare,
  type TxnOp,
  type TxnRequest,
} from './requests.ts';
import { type EtcdStore, keysIn, keysOf, recordAt } from './store.ts';
import type { StoreDraft } from './store-draft.ts';

/** A transaction whose conditions are judged: which operations it comes to, in their order. */
interface Path {
  readonly succeeded: boolean;
  readonly ops: readonly (Exclude<TxnOp, TxnRequest> | Path)[];
}

function isPath(op: Path['ops'][number]): op is Path {
  return 'ops' in op;
}

/** What is compared of a key that is not there. */
const ABSENT: KeyValue = {
  ...{ key: '', value: '', createRevision: 0, modRevision: 0, version: 0, lease: NO_LEASE },
};

function difference(compare: TxnCompare, kv: KeyValue): number {
  switch (compare.target) {
    case 'VALUE':
      return kv.value === compare.value ? 0 : kv.value < compare.value ? -1 : 1;
    case 'VERSION':
      return kv.version - compare.number;
    case 'CREATE':
      return kv.createRevision - compare.number;
    case 'MOD':
      return kv.modRevision - compare.number;
    case 'LEASE': {
      const [has, asked] = [wireNumber(kv.lease), wireNumber(compare.lease)];
      return has === asked ? 0 : has < asked ? -1 : 1;
    }
  }
}

/** A lease's id as the number that the wire has. */
function wireNumber(id: string): bigint {
  return id.startsWith('-') ? -BigInt(`0x${id.slice(1)}`) : BigInt(`0x${id}`);
}

function holdsFor(compare: TxnCompare, kv: KeyValue): boolean {
  const differs = difference(compare, kv);
  switch (compare.sign) {
    case '=':
      return differs === 0;
    case '!=':
      return differs !== 0;
    case '<':
      return differs < 0;
    case '>':
      return differs > 0;
  }
}

/** A condition holds for every key of its range; the value of what is not there equals nothing. */
function holds(store: EtcdStore, compare: TxnCompare): boolean {
  const kvs = keysIn(keysOf(store), compare);
  if (kvs.length === 0) return compare.target !== 'VALUE' && holdsFor(compare, ABSENT);
  return kvs.every((kv) => holdsFor(compare, kv));
}

/** All conditions, also those of transactions within, look at the state before (compareToPath). */
function pathOf(store: EtcdStore, { compare, success, failure }: TxnRequest): Path {
  const succeeded = compare.every((one) => holds(store, one));
  const ops = (succeeded ? success : failure).map((op) =>
    op.type === 'txn' ? pathOf(store, op) : op,
  );
  return { succeeded, ops };
}

/** Why a put cannot be; its key and its lease are looked up in the state before. */
export function refusalOfPutAt(store: EtcdStore, request: PutRequest): EtcdError | null {
  const { key, lease = NO_LEASE, ignoreValue, ignoreLease } = request;
  if ((ignoreValue || ignoreLease) && getSorted(keysOf(store), key) === undefined) {
    return 'keyNotFound';
  }
  if (lease !== NO_LEASE && getSorted(store.leases, lease) === undefined) return 'leaseNotFound';
  return null;
}

/** Puts are looked at before reads; one that cannot be keeps the whole from happening. */
function refusalOfPath(store: EtcdStore, path: Path): EtcdError | null {
  return (
    firstIn(path, (op) => (op.type === 'put' ? refusalOfPutAt(store, op) : null)) ??
    firstIn(path, (op) => (op.type === 'range' ? refusalOfRevision(store, op.revision) : null))
  );
}

function firstIn(
  { ops }: Path,
  refusal: (op: Exclude<TxnOp, TxnRequest>) => EtcdError | null,
): EtcdError | null {
  for (const op of ops) {
    const found = isPath(op) ? firstIn(op, refusal) : refusal(op);
    if (found !== null) return found;
  }
  return null;
}

export function putIn(draft: StoreDraft, request: PutRequest): OpAnswer {
  const { key, value = '', lease = NO_LEASE, prevKv, ignoreValue, ignoreLease } = request;
  const old = getSorted(draft.keys, key) ?? null;
  draft.put(key, ignoreValue && old ? old.value : value, ignoreLease && old ? old.lease : lease);
  return { type: 'put', revision: draft.revision, prev: prevKv ? old : null };
}

export function deleteIn(draft: StoreDraft, request: DeleteRangeRequest): OpAnswer {
  const prevs = request.prevKv ? keysIn(draft.keys, request) : [];
  const deleted = draft.deleteRange(request);
  return { type: 'deleteRange', revision: draft.revision, deleted, prevs };
}

/** A read within sees what was written before it; one that names a revision sees that one. */
function rangeIn(draft: StoreDraft, store: EtcdStore, request: RangeRequest): OpAnswer {
  const { revision = 0 } = request;
  const past = revision > 0 ? recordAt(store, revision)?.keys : undefined;
  return readRange(past ?? draft.keys, draft.revision, request);
}

function opIn(draft: StoreDraft, store: EtcdStore, op: Path['ops'][number]): OpAnswer {
  if (isPath(op)) return carryOut(draft, store, op);
  if (op.type === 'put') return putIn(draft, op);
  return op.type === 'range' ? rangeIn(draft, store, op) : deleteIn(draft, op);
}

function carryOut(draft: StoreDraft, store: EtcdStore, { succeeded, ops }: Path): TxnAnswer {
  const answers = ops.map((op) => opIn(draft, store, op));
  return { type: 'txn', revision: draft.revision, succeeded, answers };
}

/** A transaction: judged, looked through, and carried out in order as one revision. */
export function txnIn(
  draft: StoreDraft,
  store: EtcdStore,
  request: TxnRequest,
): TxnAnswer | EtcdError {
  const path = pathOf(store, request);
  return refusalOfPath(store, path) ?? carryOut(draft, store, path);
}

/** Whether a transaction only reads, so that it needs no entry (isTxnReadonly). */
export function isReadOnly({ success, failure }: TxnRequest): boolean {
  return [...success, ...failure].every((op) => op.type === 'range');
}

/** Whether each of its reads is content with the member's own state (isTxnSerializable). */
export function isSerializable({ success, failure }: TxnRequest): boolean {
  return [...success, ...failure].every((op) => op.type === 'range' && op.serializable === true);
}
