import {
  type AskedAcl,
  dataBytes,
  listBytes,
  type Op,
  type OpResult,
  type Reply,
  type ReplyBody,
  textBytes,
} from '../model/index.ts';

/* How long packets are, told without writing them. A packet's own length does not count. */

/** A length, a version, flags, or a number of things. */
const INT = 4;
const LONG = 8;
/** The request number and the opcode. */
const REQUEST_HEADER = 2 * INT;
/** The request number, the zxid and the error number. */
const REPLY_HEADER = 2 * INT + LONG;
/** MultiHeader: what precedes each part of a multi, and ends it. */
const PART = 2 * INT + 1;
/** data.Stat. */
const STAT = 6 * LONG + 5 * INT;

/** The length of a request as it travels, in bytes. */
export function requestBytes(op: Op): number {
  return REQUEST_HEADER + opBytes(op);
}

/** The length of an answer as it travels, in bytes. */
export function replyBytes({ body }: Reply): number {
  return REPLY_HEADER + (body === null ? 0 : bodyBytes(body));
}

const pathBytes = (path: string | null): number => (path === null ? INT : textBytes(path));

function opBytes(op: Op): number {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
      return textBytes(op.path) + dataBytes(op.data) + aclBytes(op.acl) + INT;
    case 'createTTL':
      return textBytes(op.path) + dataBytes(op.data) + aclBytes(op.acl) + INT + LONG;
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
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      return textBytes(op.path) + 1;
    case 'getACL':
    case 'sync':
    case 'getAllChildrenNumber':
    case 'getEphemerals':
    case 'deleteContainer':
      return pathBytes(op.path);
    case 'multi':
    case 'multiRead':
      return op.ops.reduce((sum, part) => sum + PART + opBytes(part), PART);
    case 'setWatches':
    case 'setWatches2': {
      let bytes = LONG;
      for (const paths of [op.data, op.exist, op.child]) bytes += listBytes(paths);
      if (op.type === 'setWatches') return bytes;
      return bytes + listBytes(op.persistent) + listBytes(op.persistentRecursive);
    }
    case 'auth':
      return INT + textBytes(op.scheme) + dataBytes(op.auth);
    case 'reconfig':
      return 3 * INT + LONG;
    case 'raw':
      return op.body.length;
    case 'ping':
    case 'whoAmI':
    case 'closeSession':
    case 'createSession':
      return 0;
  }
}

function aclBytes(acl: AskedAcl): number {
  return acl.reduce((sum, { scheme, id }) => sum + INT + pathBytes(scheme) + pathBytes(id), INT);
}

function bodyBytes(body: ReplyBody): number {
  switch (body.type) {
    case 'path':
      return textBytes(body.path);
    case 'noPath':
    case 'noError':
    case 'count':
      return INT;
    case 'pathStat':
      return textBytes(body.path) + STAT;
    case 'stat':
      return STAT;
    case 'data':
      return dataBytes(body.data) + STAT;
    case 'children':
      return listBytes(body.children) + (body.stat === null ? 0 : STAT);
    case 'acl':
      return aclBytes(body.acl) + STAT;
    case 'ephemerals':
      return listBytes(body.paths);
    case 'clientInfo':
      return body.ids.reduce((sum, { scheme, id }) => sum + textBytes(scheme) + textBytes(id), INT);
    case 'results':
      return body.results.reduce((sum, one) => sum + PART + resultBytes(one), PART);
  }
}

function resultBytes(result: OpResult): number {
  switch (result.type) {
    case 'create':
      return textBytes(result.path);
    case 'create2':
      return textBytes(result.path) + STAT;
    case 'setData':
      return STAT;
    case 'getData':
      return dataBytes(result.data) + STAT;
    case 'getChildren':
      return listBytes(result.children);
    case 'error':
      return INT;
    case 'delete':
    case 'check':
      return 0;
  }
}
