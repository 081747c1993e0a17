import {
  type Bytes,
  dataBytes,
  listBytes,
  type OpResult,
  type Reply,
  type ReplyBody,
  textBytes,
} from '../model/index.ts';

/** xid, zxid and error number. */
const HEADER = 16;
/** Six 64-bit numbers and five 32-bit ones. */
const STAT = 68;
/** What precedes each part of a multi, and ends it: opcode, a boolean, an error number. */
const PART = 9;

/** Whether an answer is longer than a client reads (ClientCnxnSocket.readLength). */
export function isTooLong({ body }: Reply, mostBytes: number): boolean {
  return body !== null && HEADER + bodyBytes(body) > mostBytes;
}

/** The length of what can be long; of the rest, about. */
function bodyBytes(body: ReplyBody): number {
  switch (body.type) {
    case 'data':
      return withStat(body.data);
    case 'children':
      return listBytes(body.children) + STAT;
    case 'ephemerals':
      return listBytes(body.paths);
    case 'acl':
      return body.acl.reduce(
        (sum, { scheme, id }) => sum + textBytes(scheme) + textBytes(id),
        STAT,
      );
    case 'results':
      return body.results.reduce((sum, one) => sum + PART + partBytes(one), PART);
    default:
      return 0;
  }
}

function partBytes(part: OpResult): number {
  if (part.type === 'getData') return withStat(part.data);
  if (part.type === 'getChildren') return listBytes(part.children);
  return 'path' in part ? textBytes(part.path) : 0;
}

function withStat(data: Bytes | null): number {
  return dataBytes(data) + STAT;
}
