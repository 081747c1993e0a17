import type { LoggedRequest, TxnOp } from './requests.ts';

/* How long a request is on the wire (protobuf): a tag, and for bytes their length before them. */

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

function opBytes(op: TxnOp): number {
  switch (op.type) {
    case 'put':
      return bytesField(op.key) + bytesField(op.value);
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
