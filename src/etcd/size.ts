import {
  type KeyValue,
  type LeaseId,
  type LoggedRequest,
  NO_LEASE,
  type PutRequest,
  type TxnOp,
} from './requests.ts';
import type { EtcdRequest, WatchedEvent } from './wire.ts';

/* How long a request is on the wire (protobuf): a tag, and for bytes their length before them. */

/** Bytes of an entry (embed.DefaultMaxRequestBytes). */
export const MOST_ENTRY_BYTES = 1.5 * 1024 * 1024;
/** Bytes of a message that a member takes: an entry, and 512 KiB (v3rpc's grpcOverheadBytes). */
export const MOST_MESSAGE_BYTES = MOST_ENTRY_BYTES + 512 * 1024;

/** The entry's header: a request's number, and what is around it. */
const HEADER_BYTES = 13;

function varintBytes(number: number): number {
  let bytes = 1;
  for (let rest = number; rest >= 128; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
}

function fieldBytes(length: number): number {
  return 1 + varintBytes(length) + length;
}

/** Bytes, which are left out where there are none. */
function bytesField(bytes = ''): number {
  return bytes === '' ? 0 : fieldBytes(bytes.length);
}

/** A lease's id as the wire has it: 64 bits, seven to a byte. */
function leaseBytes(lease = NO_LEASE): number {
  if (lease === NO_LEASE) return 0;
  if (lease.startsWith('-')) return 11;
  const first = Number.parseInt(lease.charAt(0), 16);
  const bits = 4 * (lease.length - 1) + Math.floor(Math.log2(first)) + 1;
  return 1 + Math.ceil(bits / 7);
}

function putBytes({ key, value, lease, ...flags }: PutRequest): number {
  const set = [flags.prevKv, flags.ignoreValue, flags.ignoreLease].filter(Boolean).length;
  return bytesField(key) + bytesField(value) + leaseBytes(lease) + 2 * set;
}

function opBytes(op: TxnOp): number {
  switch (op.type) {
    case 'put':
      return putBytes(op);
    case 'txn':
      return [...op.success, ...op.failure].reduce(
        (sum, one) => sum + fieldBytes(fieldBytes(opBytes(one))),
        op.compare.reduce((sum, one) => sum + fieldBytes(bytesField(one.key) + 4), 0),
      );
    default:
      return bytesField(op.key) + bytesField(op.rangeEnd);
  }
}

/** What an entry with this request is long; small things are taken for nothing. */
export function requestBytes(request: LoggedRequest): number {
  switch (request.type) {
    case 'put':
    case 'deleteRange':
    case 'txn':
      return HEADER_BYTES + fieldBytes(opBytes(request));
    default:
      return HEADER_BYTES;
  }
}

/** What the message is long by which a client asks for it; small things are taken for nothing. */
export function messageBytes(request: EtcdRequest): number {
  switch (request.type) {
    case 'range':
    case 'put':
    case 'deleteRange':
    case 'txn':
      return opBytes(request);
    default:
      return 0;
  }
}

/** What an event is long in what a watch is told (mvccpb.Event). */
export function eventBytes({ type, kv, prev }: WatchedEvent): number {
  const kind = type === 'PUT' ? 0 : 2;
  const fields = [kv, prev].map((one) => (one === null ? 0 : fieldBytes(keyValueBytes(one))));
  return fieldBytes(fields.reduce((sum, one) => sum + one, kind));
}

/** A key and what it has (mvccpb.KeyValue). */
export function keyValueBytes(kv: KeyValue): number {
  const numbers = [kv.createRevision, kv.modRevision, kv.version];
  return numbers.reduce(
    (sum, one) => sum + (one === 0 ? 0 : 1 + varintBytes(one)),
    bytesField(kv.key) + bytesField(kv.value) + leaseBytes(kv.lease),
  );
}

/** A lease as it is kept (leasepb.Lease): its id, and its seconds. */
export function leaseRecordBytes(id: LeaseId, ttl: number): number {
  return leaseBytes(id) + 1 + varintBytes(ttl);
}
