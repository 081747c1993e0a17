import {
  type Acl,
  type Change,
  type CheckOp,
  type ClientRequest,
  type CreateOp,
  type DeleteOp,
  type ErrorChange,
  type ErrorCode,
  NO_SESSION,
  type Op,
  type SessionId,
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
  exceedsQuota,
  isEphemeral,
  isGranted,
  isSpecialPath,
  isValidPath,
  lengthOf,
  nodeAt,
  normalizedAcl,
  PERMS,
  type Znode,
} from '../znodes/index.ts';

/** What the leader knows beside the tree when it validates a write. */
export interface PrepareContext {
  /** The leader's clock: it ends up in nodes only through the txn's own timeMs. */
  readonly nowMs: number;
  /** SESSIONEXPIRED or SESSIONMOVED when the session tracker objects, else null. */
  readonly sessionError: ErrorCode | null;
  /** zookeeper.extendedTypesEnabled: TTL nodes. */
  readonly extendedTypesEnabled: boolean;
  /** Hard quotas refuse; without it quotas are only counted. */
  readonly enforceQuota: boolean;
  /** What the leader itself has applied: quotas are judged by it. Default: the predicted tree. */
  readonly applied?: Database;
}

const OK_ENTRY: SubChange = Object.freeze({ type: 'error', code: 'OK' });
const LATER_ENTRY: SubChange = Object.freeze({ type: 'error', code: 'RUNTIMEINCONSISTENCY' });

/** A failed check is a value like a passed one: the change that only carries the code. */
function refused(code: ErrorCode): ErrorChange {
  return { type: 'error', code };
}

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

/** What a create flag means (CreateMode.fromFlag), or null for an unknown one. */
function modeOf(flags: number): {
  readonly ephemeral: boolean;
  readonly sequential: boolean;
  readonly ttl: boolean;
} | null {
  if (!Number.isInteger(flags) || flags < 0 || flags > 6) return null;
  return {
    ephemeral: flags === 1 || flags === 3,
    sequential: flags === 2 || flags === 3 || flags === 6,
    ttl: flags === 5 || flags === 6,
  };
}

/** EphemeralType.TTL: five bytes hold it. */
const MAX_TTL = 0xffffffffff;

/** What is wrong with the mode of a create, before anything is looked at (validateCreateRequest). */
function modeError(op: CreateOp, context: PrepareContext): ErrorCode | null {
  const mode = modeOf(op.flags);
  if (mode === null) return 'BADARGUMENTS';
  if (mode.ttl && !context.extendedTypesEnabled) return 'UNIMPLEMENTED';
  // Only createTTL carries a ttl; for the other opcodes it is -1, which no TTL mode accepts.
  const ttl = op.type === 'createTTL' ? op.ttl : -1;
  if (mode.ttl && (ttl <= 0 || ttl > MAX_TTL)) return 'BADARGUMENTS';
  if (!mode.ttl && op.type === 'createTTL') return 'BADARGUMENTS';
  return context.sessionError;
}

/** pRequest2TxnCreate. */
function prepareCreate(
  db: Database,
  op: CreateOp,
  request: ClientRequest,
  context: PrepareContext,
): SubChange {
  const wrongMode = modeError(op, context);
  if (wrongMode !== null) return refused(wrongMode);
  const slash = op.path.lastIndexOf('/');
  if (slash === -1 || op.path.includes('\0')) return refused('BADARGUMENTS');
  const acl = normalizedAcl(op.acl, request.auth);
  if (acl === null) return refused('INVALIDACL');
  const parent = nodeAt(db, op.path.slice(0, slash));
  if (parent === undefined) return refused('NONODE');
  if (!isGranted(parent.acl, PERMS.CREATE, request.auth)) return refused('NOAUTH');
  const mode = modeOf(op.flags);
  const path = mode?.sequential ? op.path + sequenceSuffix(parent.creations) : op.path;
  if (!isValidPath(path)) return refused('BADARGUMENTS');
  if (nodeAt(db, path) !== undefined) return refused('NODEEXISTS');
  if (isEphemeral(parent)) return refused('NOCHILDRENFOREPHEMERALS');
  const bytes = lengthOf(op.data);
  if (context.enforceQuota && exceedsQuota(context.applied ?? db, path, bytes, 1))
    return refused('QUOTAEXCEEDED');
  return createChange(op, path, acl, parent, mode?.ephemeral ? request.session : NO_SESSION);
}

function createChange(
  op: CreateOp,
  path: string,
  acl: Acl,
  parent: Znode,
  owner: SessionId,
): SubChange {
  // The opcode, not the flag, makes a container: a plain create with flag 4 makes an ordinary node.
  const kind =
    op.type === 'createContainer' ? 'container' : op.type === 'createTTL' ? 'ttl' : 'ordinary';
  return {
    type: 'create',
    path,
    data: op.data,
    acl,
    owner: kind === 'ordinary' ? owner : NO_SESSION,
    kind,
    ttl: kind === 'ttl' ? op.ttl : 0,
    parentCreations: (parent.creations + 1) | 0,
    answersStat: op.type !== 'create',
  };
}

/** Ten digits of the parent's creation count (`%010d`): after 2147483647 it turns negative. */
export function sequenceSuffix(creations: number): string {
  const digits = creations < 0 ? 9 : 10;
  return (creations < 0 ? '-' : '') + String(Math.abs(creations)).padStart(digits, '0');
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
  const parent = nodeAt(db, op.path.slice(0, op.path.lastIndexOf('/')));
  if (parent === undefined) return refused('NONODE');
  if (!isGranted(parent.acl, PERMS.DELETE, request.auth)) return refused('NOAUTH');
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
  if (!isGranted(node.acl, PERMS.WRITE, request.auth)) return refused('NOAUTH');
  if (
    context.enforceQuota &&
    exceedsQuota(context.applied ?? db, op.path, lengthOf(op.data) - lengthOf(node.data), 0)
  ) {
    return refused('QUOTAEXCEEDED');
  }
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
  if (acl === null) return refused('INVALIDACL');
  const node = nodeAt(db, op.path);
  if (node === undefined) return refused('NONODE');
  if (!isGranted(node.acl, PERMS.ADMIN, request.auth)) return refused('NOAUTH');
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
  if (!isGranted(node.acl, PERMS.READ, request.auth)) return refused('NOAUTH');
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
    const change = prepareSub(preview, op, request, within);
    if (change.type === 'error')
      return { type: 'multi', changes: failedEntries(ops, changes, change) };
    changes.push(change);
    preview = applyChange(preview, change, header);
  }
  return { type: 'multi', changes };
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

/** ZooDefs.OpCode of the requests that become transactions. */
const WRITE_OPCODES: ReadonlySet<number> = new Set([1, 2, 5, 7, 13, 14, 15, 16, 19, 20, 21]);
const DELETE_CONTAINER = 20;
const SASL = 102;

/** A request by number, its body taken for undecodable; a client's deleteContainer never decodes. */
function prepareRaw(opcode: number): Change | null {
  if (opcode === DELETE_CONTAINER) return refused('BADARGUMENTS');
  return WRITE_OPCODES.has(opcode) ? refused('MARSHALLINGERROR') : null;
}

/** The opcodes of reads and of what concerns only the connection (Request.isValid). */
const OTHER_OPCODES: ReadonlySet<number> = new Set([
  3, 4, 6, 8, 9, 11, 12, 17, 18, 22, 101, 103, 104, 105, 106, 107,
]);

/**
 * Which way a request takes. `write`: to the leader, and it becomes a txn. `sync`: to the leader and
 * back behind all it committed, without a txn. `read`: answered by the server it came to, in order.
 * `auth`: at once, past every queue. `unknown`: UNIMPLEMENTED with zxid 0, then the connection is
 * closed (UnimplementedRequestProcessor). `broken`: closed without an answer (a SASL packet).
 */
export type Route = 'write' | 'sync' | 'read' | 'auth' | 'unknown' | 'broken';

export function routeOf(op: Op): Route {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
    case 'createTTL':
    case 'delete':
    case 'deleteContainer':
    case 'setData':
    case 'setACL':
    case 'check':
    case 'multi':
    case 'reconfig':
    case 'createSession':
    case 'closeSession':
      return 'write';
    case 'sync':
      return 'sync';
    case 'auth':
      return 'auth';
    case 'raw':
      if (WRITE_OPCODES.has(op.opcode)) return 'write';
      if (op.opcode === SASL) return 'broken';
      return OTHER_OPCODES.has(op.opcode) ? 'read' : 'unknown';
    default:
      return 'read';
  }
}
