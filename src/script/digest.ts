import { hash32 } from '../lib/index.ts';
import type { Change, SubChange, Txn } from '../model/index.ts';

/** A change as a list of its fields in a fixed order: that of an object's keys means nothing. */
function fieldsOf(change: Change): readonly unknown[] {
  switch (change.type) {
    case 'setACL':
      return [change.type, change.path, aclFields(change), change.version];
    case 'multi':
      return [change.type, change.changes.map(subFields)];
    case 'createSession':
      return [change.type, change.timeoutMs];
    case 'closeSession':
      return [change.type, change.paths];
    case 'empty':
      return [change.type];
    case 'service':
      return [change.type, change.body];
    default:
      return subFields(change);
  }
}

function aclFields({ acl }: { acl: readonly { perms: number; scheme: string; id: string }[] }) {
  return acl.map(({ perms, scheme, id }) => [perms, scheme, id]);
}

function subFields(change: SubChange): readonly unknown[] {
  switch (change.type) {
    case 'create': {
      const { path, data, owner, kind, ttl, parentCreations } = change;
      return [change.type, path, data, aclFields(change), owner, kind, ttl, parentCreations];
    }
    case 'delete':
      return [change.type, change.path];
    case 'setData':
      return [change.type, change.path, change.data, change.version];
    case 'check':
      return [change.type, change.path, change.version];
    case 'error':
      return [change.type, change.code];
  }
}

const known = new WeakMap<Txn, string>();

/**
 * Eight hex digits that stand for a transaction's content: who asked, when, and what it does. Two
 * transactions of one zxid and different content have different digests.
 */
export function digestOf(txn: Txn): string {
  const before = known.get(txn);
  if (before !== undefined) return before;
  const { session, cxid, timeMs, change } = txn;
  const text = JSON.stringify([session, cxid, timeMs, fieldsOf(change)]);
  const digest = hash32(text).toString(16).padStart(8, '0');
  known.set(txn, digest);
  return digest;
}
