import { type ChunkedLog, itemAt, searchLog } from '../lib/index.ts';
import {
  type Acl,
  type ClientRequest,
  type CreateOp,
  compareZxid,
  type ErrorChange,
  type ErrorCode,
  NO_SESSION,
  type SessionId,
  type SubChange,
  sameZxid,
  type Txn,
} from '../model/index.ts';
import {
  type Database,
  isEphemeral,
  isGranted,
  isValidPath,
  lengthOf,
  nodeAt,
  normalizedAcl,
  PERMS,
  quotaError,
  type Znode,
} from '../znodes/index.ts';

/** What the leader knows beside the tree when it validates a write. */
export interface PrepareContext {
  /** The leader's clock: it ends up in nodes only through the txn's own timeMs. */
  readonly nowMs: number;
  /** SESSIONEXPIRED or SESSIONMOVED when the session tracker objects, else null. */
  readonly sessionError: ErrorCode | null;
  /** The same of what ends with its session, where that is not the same. */
  readonly ephemeralError?: ErrorCode | null;
  /** zookeeper.extendedTypesEnabled: TTL nodes. */
  readonly extendedTypesEnabled: boolean;
  /** Hard quotas refuse; without it quotas are only counted. */
  readonly enforceQuota: boolean;
  /**
   * What the leader itself has applied: it judges quotas, and permissions where a setACL is under
   * way. Default: the predicted tree.
   */
  readonly applied?: Database;
  /** What is proposed and not applied yet, in order. */
  readonly outstanding?: ChunkedLog<Txn>;
}

/** A failed check is a value like a passed one: the change that only carries the code. */
export function refused(code: ErrorCode): ErrorChange {
  return { type: 'error', code };
}

/**
 * The ACL by which Prep judges. A setACL under way is noted without its list (a ChangeRecord keeps
 * the old one): until the leader has applied it, the former list counts, or the one of the create
 * when that is under way, too.
 */
export function aclInForce(node: Znode, path: string, context: PrepareContext): Acl {
  const { applied, outstanding } = context;
  if (node.aversion === 0 || applied === undefined) return node.acl;
  const before = nodeAt(applied, path);
  if (before !== undefined && sameZxid(before.czxid, node.czxid)) return before.acl;
  if (outstanding === undefined) return node.acl;
  const born = searchLog(outstanding, (txn) => compareZxid(txn.zxid, node.czxid) >= 0);
  return bornWith(itemAt(outstanding, born), path) ?? node.acl;
}

/** The ACL that a transaction gives to the node it makes at `path`. */
function bornWith(txn: Txn | undefined, path: string): Acl | undefined {
  if (txn === undefined) return undefined;
  const { change } = txn;
  for (const part of change.type === 'multi' ? change.changes : [change]) {
    if (part.type === 'create' && part.path === path) return part.acl;
  }
  return undefined;
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

/**
 * What is wrong with the mode of a create, before anything is looked at (validateCreateRequest).
 */
function modeError(op: CreateOp, context: PrepareContext): ErrorCode | null {
  const mode = modeOf(op.flags);
  if (mode === null) return 'BADARGUMENTS';
  if (mode.ttl && !context.extendedTypesEnabled) return 'UNIMPLEMENTED';
  // Only createTTL carries a ttl; for the other opcodes it is -1, which no TTL mode accepts.
  const ttl = op.type === 'createTTL' ? op.ttl : -1;
  if (mode.ttl && (ttl <= 0 || ttl > MAX_TTL)) return 'BADARGUMENTS';
  if (!mode.ttl && op.type === 'createTTL') return 'BADARGUMENTS';
  const { sessionError, ephemeralError = sessionError } = context;
  return mode.ephemeral ? ephemeralError : sessionError;
}

/** pRequest2TxnCreate. */
export function prepareCreate(
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
  if (typeof acl === 'string') return refused(acl);
  const parentPath = op.path.slice(0, slash);
  const parent = nodeAt(db, parentPath);
  if (parent === undefined) return refused('NONODE');
  const guard = aclInForce(parent, parentPath, context);
  if (!isGranted(guard, PERMS.CREATE, request.auth)) return refused('NOAUTH');
  const mode = modeOf(op.flags);
  const path = mode?.sequential ? op.path + sequenceSuffix(parent.creations) : op.path;
  if (!isValidPath(path)) return refused('BADARGUMENTS');
  if (nodeAt(db, path) !== undefined) return refused('NODEEXISTS');
  if (isEphemeral(parent)) return refused('NOCHILDRENFOREPHEMERALS');
  const bytes = lengthOf(op.data);
  const overQuota = context.enforceQuota ? quotaError(context.applied ?? db, path, bytes, 1) : null;
  if (overQuota !== null) return refused(overQuota);
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
