import { isWriteOpcode, OPCODES } from '../jute/index.ts';
import {
  type Change,
  type CheckOp,
  type ClientRequest,
  CREATE_MODES,
  type DeleteOp,
  NO_SESSION,
  type SetAclOp,
  type SetDataOp,
  type SubChange,
  type SubOp,
  ZERO,
} from '../model/index.ts';
import {
  applyChange,
  type Database,
  ephemeralsOf,
  isEphemeral,
  isGranted,
  isSpecialPath,
  isValidPath,
  lengthOf,
  nodeAt,
  normalizedAcl,
  PERMS,
  quotaError,
} from '../znodes/index.ts';
import { aclInForce, type PrepareContext, prepareCreate, refused } from './create.ts';

export type { PrepareContext } from './create.ts';
export { type Route, routeOf } from './route.ts';

const OK_ENTRY: SubChange = Object.freeze({ type: 'error', code: 'OK' });
const BROKEN_ENTRY = Object.freeze(refused('MARSHALLINGERROR'));
const LATER_ENTRY: SubChange = Object.freeze({ type: 'error', code: 'RUNTIMEINCONSISTENCY' });

/**
 * The change that a write becomes, checked against the tree as it will be after everything
 * proposed so far (PrepRequestProcessor.pRequest2Txn; the order of the checks decides which error a
 * client sees). A refused write becomes an `error` change and still takes a zxid. Null: the request
 * makes no transaction (a read, or an opcode that nobody knows; see `routeOf`).
 */
export function prepare(
  db: Database,
  request: ClientRequest,
  context: PrepareContext,
): Change | null {
  const op = request.op;
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
    case 'createTTL':
    case 'delete':
    case 'setData':
    case 'check':
      return prepareSub(db, op, request, context);
    case 'setACL':
      return prepareSetAcl(db, op, request, context);
    case 'multi':
      return prepareMulti(db, op.ops, request, context);
    case 'createSession':
      return { type: 'createSession', timeoutMs: op.timeoutMs };
    case 'closeSession':
      return { type: 'closeSession', paths: ephemeralsOf(db, request.session) };
    case 'deleteContainer':
      // Only the leader's own scan may ask: of a client's packet the server takes the header for a
      // part of the path, and always refuses.
      if (request.session !== NO_SESSION) return refused('BADARGUMENTS');
      return prepareDeleteContainer(db, op.path);
    case 'reconfig':
      return refused('RECONFIGDISABLED');
    case 'raw':
      return prepareRaw(op.opcode);
    default:
      return null;
  }
}

function prepareSub(
  db: Database,
  op: SubOp,
  request: ClientRequest,
  context: PrepareContext,
): SubChange {
  switch (op.type) {
    case 'delete':
      return prepareDelete(db, op, request, context);
    case 'setData':
      return prepareSetData(db, op, request, context);
    case 'check':
      return prepareCheck(db, op, request, context);
    default:
      return prepareCreate(db, op, request, context);
  }
}

/** getParentPathAndValidate: what may be deleted at all. */
function isDeletable(path: string): boolean {
  return path.includes('/') && !path.includes('\0') && !isSpecialPath(path);
}

function prepareDelete(
  db: Database,
  op: DeleteOp,
  request: ClientRequest,
  context: PrepareContext,
): SubChange {
  if (context.sessionError !== null) return refused(context.sessionError);
  if (!isDeletable(op.path)) return refused('BADARGUMENTS');
  const parentPath = op.path.slice(0, op.path.lastIndexOf('/'));
  const parent = nodeAt(db, parentPath);
  if (parent === undefined) return refused('NONODE');
  const guard = aclInForce(parent, parentPath, context);
  if (!isGranted(guard, PERMS.DELETE, request.auth)) return refused('NOAUTH');
  const node = nodeAt(db, op.path);
  if (node === undefined) return refused('NONODE');
  if (op.version !== -1 && op.version !== node.version) return refused('BADVERSION');
  if (node.children.size > 0) return refused('NOTEMPTY');
  return { type: 'delete', path: op.path };
}

function prepareSetData(
  db: Database,
  op: SetDataOp,
  request: ClientRequest,
  context: PrepareContext,
): SubChange {
  if (context.sessionError !== null) return refused(context.sessionError);
  if (!isValidPath(op.path)) return refused('BADARGUMENTS');
  const node = nodeAt(db, op.path);
  if (node === undefined) return refused('NONODE');
  const guard = aclInForce(node, op.path, context);
  if (!isGranted(guard, PERMS.WRITE, request.auth)) return refused('NOAUTH');
  const grows = lengthOf(op.data) - lengthOf(node.data);
  const overQuota = context.enforceQuota
    ? quotaError(context.applied ?? db, op.path, grows, 0)
    : null;
  if (overQuota !== null) return refused(overQuota);
  if (op.version !== -1 && op.version !== node.version) return refused('BADVERSION');
  return { type: 'setData', path: op.path, data: op.data, version: (node.version + 1) | 0 };
}

function prepareSetAcl(
  db: Database,
  op: SetAclOp,
  request: ClientRequest,
  context: PrepareContext,
): Change {
  if (context.sessionError !== null) return refused(context.sessionError);
  if (!isValidPath(op.path)) return refused('BADARGUMENTS');
  const acl = normalizedAcl(op.acl, request.auth);
  if (typeof acl === 'string') return refused(acl);
  const node = nodeAt(db, op.path);
  if (node === undefined) return refused('NONODE');
  const guard = aclInForce(node, op.path, context);
  if (!isGranted(guard, PERMS.ADMIN, request.auth)) return refused('NOAUTH');
  if (op.version !== -1 && op.version !== node.aversion) return refused('BADVERSION');
  return { type: 'setACL', path: op.path, acl, version: (node.aversion + 1) | 0 };
}

function prepareCheck(
  db: Database,
  op: CheckOp,
  request: ClientRequest,
  context: PrepareContext,
): SubChange {
  if (context.sessionError !== null) return refused(context.sessionError);
  if (!isValidPath(op.path)) return refused('BADARGUMENTS');
  const node = nodeAt(db, op.path);
  if (node === undefined) return refused('NONODE');
  const guard = aclInForce(node, op.path, context);
  if (!isGranted(guard, PERMS.READ, request.auth)) return refused('NOAUTH');
  if (op.version !== -1 && op.version !== node.version) return refused('BADVERSION');
  return { type: 'check', path: op.path, version: (node.version + 1) | 0 };
}

/**
 * All of the operations or none: each is checked against the tree that the former ones leave. After
 * a failure the former entries say OK (though rolled back) and the later ones are not looked at.
 */
function prepareMulti(
  db: Database,
  ops: readonly SubOp[],
  request: ClientRequest,
  context: PrepareContext,
): Change {
  const changes: SubChange[] = [];
  // Only versions, names and owners matter for the checks, so any zxid does for the preview.
  const header = { zxid: ZERO, session: request.session, timeMs: context.nowMs };
  // Quotas are judged by what is applied: what this multi frees does not count yet.
  const within: PrepareContext = { ...context, applied: context.applied ?? db };
  let preview = db;
  for (const op of ops) {
    const read = asReadInMulti(op);
    const change = read ? prepareSub(preview, read, request, within) : BROKEN_ENTRY;
    if (change.type === 'error') {
      // Not an answer but an exception: the multi fails as a whole, without entries.
      if (change.code === 'MARSHALLINGERROR') return change;
      return { type: 'multi', changes: failedEntries(ops, changes, change) };
    }
    changes.push(change);
    preview = applyChange(preview, change, header);
  }
  return { type: 'multi', changes };
}

/**
 * A part of a multi as the server takes it: the flag of a create, not its opcode, says what it is
 * (Op.create). So flag 4 makes a container here; null: a TTL flag without a ttl fits no record.
 */
function asReadInMulti(op: SubOp): SubOp | null {
  if (op.type !== 'create' && op.type !== 'create2') return op;
  const mode = CREATE_MODES[op.flags];
  if (mode === 'CONTAINER') return { ...op, type: 'createContainer' };
  return mode?.endsWith('TTL') ? null : op;
}

function failedEntries(
  ops: readonly SubOp[],
  passed: readonly SubChange[],
  failure: SubChange,
): readonly SubChange[] {
  return ops.map((_, i) => {
    if (i < passed.length) return OK_ENTRY;
    return i === passed.length ? failure : LATER_ENTRY;
  });
}

/**
 * Deletion of an empty container or an expired TTL node, asked for by the leader's own scan
 * (ContainerManager). No session, no permission and no version is looked at.
 */
function prepareDeleteContainer(db: Database, path: string): Change {
  if (!isDeletable(path)) return refused('BADARGUMENTS');
  const node = nodeAt(db, path);
  if (node === undefined) return refused('NONODE');
  if (node.children.size > 0) return refused('NOTEMPTY');
  if (isEphemeral(node)) return refused('BADVERSION');
  return { type: 'delete', path };
}

/**
 * A request by number, its body taken for undecodable; a client's deleteContainer never decodes.
 */
function prepareRaw(opcode: number): Change | null {
  if (opcode === OPCODES.deleteContainer) return refused('BADARGUMENTS');
  return isWriteOpcode(opcode) ? refused('MARSHALLINGERROR') : null;
}
