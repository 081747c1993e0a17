import type { Op, ReadOp, SetWatchesOp, SubOp } from '../model/index.ts';
import { opcodeOf } from './opcodes.ts';
import type { JuteWriter } from './writer.ts';

/** Writes what follows a request's header. */
export function writeOp(w: JuteWriter, op: Op): void {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
    case 'createTTL':
      w.text(op.path);
      w.buffer(op.data);
      w.acl(op.acl);
      w.int(op.flags);
      if (op.type === 'createTTL') w.millis(op.ttl);
      return;
    case 'delete':
    case 'check':
      w.text(op.path);
      return w.int(op.version);
    case 'setData':
      w.text(op.path);
      w.buffer(op.data);
      return w.int(op.version);
    case 'setACL':
      w.text(op.path);
      w.acl(op.acl);
      return w.int(op.version);
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      w.text(op.path);
      return w.flag(op.watch);
    case 'getACL':
    case 'sync':
    case 'getAllChildrenNumber':
    case 'getEphemerals':
    case 'deleteContainer':
      return w.text(op.path);
    case 'multi':
    case 'multiRead':
      return writeParts(w, op.ops);
    case 'addWatch':
      w.text(op.path);
      return w.int(op.mode);
    case 'removeWatches':
    case 'checkWatches':
      w.text(op.path);
      return w.int(op.kind);
    case 'setWatches':
    case 'setWatches2':
      return writeSetWatches(w, op);
    case 'auth':
      w.int(0);
      w.text(op.scheme);
      return w.buffer(op.auth);
    case 'reconfig':
      for (let i = 0; i < 3; i++) w.text(null);
      return w.long(-1n);
    case 'raw':
      return w.raw(op.body);
    case 'ping':
    case 'whoAmI':
    case 'closeSession':
    case 'createSession':
      return;
  }
}

function writeSetWatches(w: JuteWriter, op: SetWatchesOp): void {
  const paths = (list: readonly string[]): void => w.list(list, (_, path) => w.text(path));
  w.zxid(op.relativeZxid);
  paths(op.data);
  paths(op.exist);
  paths(op.child);
  if (op.type === 'setWatches') return;
  paths(op.persistent);
  paths(op.persistentRecursive);
}

/** MultiOperationRecord: each part behind a MultiHeader, and one at the end. */
function writeParts(w: JuteWriter, ops: readonly (SubOp | ReadOp)[]): void {
  for (const op of ops) {
    writeMultiHeader(w, opcodeOf(op), false);
    writeOp(w, op);
  }
  writeMultiHeader(w, -1, true);
}

/** MultiHeader: what comes, whether it is the end, and an error number that says nothing. */
export function writeMultiHeader(w: JuteWriter, type: number, isEnd: boolean): void {
  w.int(type);
  w.flag(isEnd);
  w.int(-1);
}
