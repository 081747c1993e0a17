import type { AskedAcl, Bytes, Op } from '../model/index.ts';

/** jute.maxbuffer, in bytes: a longer packet ends the connection (NIOServerCnxn.readLength). */
const MOST_BYTES = 0xfffff;

/** The request number and the opcode, as 32-bit numbers. */
const HEADER = 8;
/** A length, a version, flags, or a number of things. */
const INT = 4;
/** What precedes each part of a multi, and ends it: opcode, a boolean, an error number. */
const PART = 9;

/** Whether a request is longer than a server reads. Its own length field does not count. */
export function isTooLarge(op: Op): boolean {
  return HEADER + bodyBytes(op) > MOST_BYTES;
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
      return 'path' in op ? textBytes(op.path) + 1 : 0;
  }
}

function dataBytes(data: Bytes | null): number {
  return INT + (data === null ? 0 : data.length);
}

function aclBytes(acl: AskedAcl): number {
  let bytes = INT;
  for (const { scheme, id } of acl) bytes += INT + textBytes(scheme) + textBytes(id ?? '');
  return bytes;
}

function listBytes(paths: readonly string[]): number {
  let bytes = INT;
  for (const path of paths) bytes += textBytes(path);
  return bytes;
}

/** A string travels as UTF-8 behind its length. */
function textBytes(text: string): number {
  let bytes = INT + text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // The two halves of a character beyond the BMP are four bytes together.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
