import { type AskedAcl, dataBytes, listBytes, type Op, textBytes } from '../model/index.ts';

/** The request number and the opcode, as 32-bit numbers. */
const HEADER = 8;
/** A length, a version, flags, or a number of things. */
const INT = 4;
/** What precedes each part of a multi, and ends it: opcode, a boolean, an error number. */
const PART = 9;

/**
 * Whether a request is longer than a server reads (jute.maxbuffer, NIOServerCnxn.readLength); its
 * own length field does not count.
 */
export function isTooLarge(op: Op, mostBytes: number): boolean {
  return HEADER + bodyBytes(op) > mostBytes;
}

/** The length of a request's body as Jute writes it; of small fixed ones, about. */
function bodyBytes(op: Op): number {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
      return textBytes(op.path) + dataBytes(op.data) + aclBytes(op.acl) + INT;
    case 'createTTL':
      return textBytes(op.path) + dataBytes(op.data) + aclBytes(op.acl) + INT + 8;
    case 'setData':
      return textBytes(op.path) + dataBytes(op.data) + INT;
    case 'setACL':
      return textBytes(op.path) + aclBytes(op.acl) + INT;
    case 'delete':
    case 'check':
    case 'addWatch':
    case 'removeWatches':
    case 'checkWatches':
      return textBytes(op.path) + INT;
    case 'multi':
    case 'multiRead': {
      let bytes = PART;
      for (const part of op.ops) bytes += PART + bodyBytes(part);
      return bytes;
    }
    case 'setWatches':
    case 'setWatches2': {
      let bytes = 8;
      for (const paths of [op.data, op.exist, op.child]) bytes += listBytes(paths);
      if (op.type === 'setWatches') return bytes;
      return bytes + listBytes(op.persistent) + listBytes(op.persistentRecursive);
    }
    case 'auth':
      return INT + textBytes(op.scheme) + dataBytes(op.auth);
    case 'raw':
      return op.body.length;
    default:
      return 'path' in op ? textBytes(op.path ?? '') + 1 : 0;
  }
}

function aclBytes(acl: AskedAcl): number {
  let bytes = INT;
  for (const { scheme, id } of acl) bytes += INT + textBytes(scheme ?? '') + textBytes(id ?? '');
  return bytes;
}
