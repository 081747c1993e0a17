import { CREATE_MODES, type CreateOp, clientRefusal, type Op } from '../model/index.ts';

/** EphemeralType.TTL.maxValue, in milliseconds: what fits into an ephemeralOwner. */
const MAX_TTL_MS = 0xff_ffff_ffff;

/**
 * With what sentence the library refuses a call at once, so that it never becomes a request
 * (IllegalArgumentException, thrown by ZooKeeper's methods); null: it does not.
 */
export function illegalArgument(op: Op): string | null {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
    case 'createTTL':
      return clientRefusal(op.path, isSequential(op)) ?? illegalTtl(op);
    case 'multi':
    case 'multiRead':
      return firstOf(op.ops);
    default:
      return 'path' in op ? clientRefusal(op.path ?? '') : null;
  }
}

/**
 * Whether a call that waits for its answer fails at once with INVALIDACL, naming no path
 * (ZooKeeper.create and setACL; others leave it to the server).
 */
export function lacksAcl(op: Op): boolean {
  return 'acl' in op && op.acl.length === 0;
}

function isSequential({ flags }: CreateOp): boolean {
  return CREATE_MODES[flags]?.includes('SEQUENTIAL') === true;
}

/** EphemeralType.validateTTL */
function illegalTtl({ type, ttl }: CreateOp): string | null {
  if (type !== 'createTTL' || (ttl > 0 && ttl <= MAX_TTL_MS)) return null;
  return `ttl must be positive and cannot be larger than: ${MAX_TTL_MS}`;
}

function firstOf(ops: readonly Op[]): string | null {
  for (const op of ops) {
    const fault = illegalArgument(op);
    if (fault !== null) return fault;
  }
  return null;
}
