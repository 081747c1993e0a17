import { assert } from '../lib/index.ts';
import {
  type Acl,
  type AskedAcl,
  type Change,
  ERROR_CODES,
  type ErrorCode,
  NO_SESSION,
  type SubChange,
  type Txn,
} from '../model/index.ts';
import { OP } from './op-codes.ts';
import {
  type LoggedTxn,
  type RawPart,
  readPartRecord,
  recordBytes,
  type TxnRecord,
} from './records.ts';

/** An ACL of a server's: what is written there has both strings. */
export function aclOf(acl: AskedAcl | null): Acl {
  return (acl ?? []).map(({ perms, scheme, id }) => ({
    perms,
    scheme: scheme ?? '',
    id: id ?? '',
  }));
}

const NAMES = new Map<number, ErrorCode>();
for (const [name, code] of Object.entries(ERROR_CODES)) NAMES.set(code, name as ErrorCode);

/** Codes that the simulator has no name for become SYSTEMERROR. */
function codeName(code: number): ErrorCode {
  return NAMES.get(code) ?? 'SYSTEMERROR';
}

/** What a logged transaction does (DataTree.processTxn). */
export function txnOf(logged: LoggedTxn): Txn {
  const { zxid, session, cxid, timeMs } = logged;
  return { zxid, session, cxid, timeMs, change: changeOf(logged) };
}

function changeOf({ record, op, session }: LoggedTxn): Change {
  if (record === null) return { type: 'closeSession', paths: [] };
  switch (record.type) {
    case 'createSession':
      return { type: 'createSession', timeoutMs: record.timeoutMs };
    case 'closeSession':
      return { type: 'closeSession', paths: (record.paths ?? []).map((path) => path ?? '') };
    case 'setACL': {
      const { path, acl, version } = record;
      return { type: 'setACL', path: path ?? '', acl: aclOf(acl), version };
    }
    case 'multi':
      return { type: 'multi', changes: partsOf(record.parts, session) };
    default:
      return subChangeOf(record, op, session);
  }
}

function subChangeOf(
  record: Exclude<TxnRecord, { type: 'createSession' | 'closeSession' | 'setACL' | 'multi' }>,
  op: number,
  session: string,
): SubChange {
  if (record.type === 'error') return { type: 'error', code: codeName(record.code) };
  const path = record.path ?? '';
  switch (record.type) {
    case 'delete':
      return { type: 'delete', path };
    case 'setData':
      return { type: 'setData', path, data: record.data, version: record.version };
    case 'check':
      return { type: 'check', path, version: record.version };
    default:
      return {
        type: 'create',
        path,
        data: record.data,
        acl: aclOf(record.acl),
        owner: record.ephemeral ? session : NO_SESSION,
        kind: KINDS[record.type],
        ttl: record.ttl,
        parentCreations: record.parentCVersion,
        answersStat: op !== OP.create,
      };
  }
}

const KINDS = { create: 'ordinary', createContainer: 'container', createTTL: 'ttl' } as const;

/**
 * The parts of a multi. Where one is an error nothing is done: those before it say OK, those
 * behind it RUNTIMEINCONSISTENCY, whatever they were (DataTree.processTxn).
 */
function partsOf(parts: readonly RawPart[], session: string): readonly SubChange[] {
  const failed = parts.some(({ op }) => op === OP.error);
  let afterwards = false;
  return parts.map((part) => {
    if (failed && part.op !== OP.error) {
      return { type: 'error', code: afterwards ? 'RUNTIMEINCONSISTENCY' : 'OK' };
    }
    const record = readPartRecord(part);
    if (record.type === 'error' && record.code !== 0) afterwards = true;
    switch (record.type) {
      case 'createSession':
      case 'closeSession':
      case 'setACL':
      case 'multi':
        // No server writes such a part.
        return { type: 'error', code: 'SYSTEMERROR' };
      default:
        return subChangeOf(record, part.op, session);
    }
  });
}

/** A transaction as a log has it. */
export function loggedOf({ zxid, session, cxid, timeMs, change }: Txn): LoggedTxn {
  const isInternal = session === NO_SESSION && cxid === 0;
  const op = change.type === 'delete' && isInternal ? OP.deleteContainer : opOf(change);
  return { zxid, session, cxid, timeMs, op, record: recordOf(change) };
}

function opOf(change: Change): number {
  assert(
    change.type !== 'empty' && change.type !== 'service',
    'no log of ZooKeeper’s has a term’s first entry, or another service’s',
  );
  if (change.type !== 'create') return OP[change.type];
  if (change.kind === 'container') return OP.createContainer;
  if (change.kind === 'ttl') return OP.createTTL;
  return change.answersStat ? OP.create2 : OP.create;
}

const RECORD_TYPES = {
  ordinary: 'create',
  container: 'createContainer',
  ttl: 'createTTL',
} as const;

function recordOf(change: Change): TxnRecord {
  assert(
    change.type !== 'empty' && change.type !== 'service',
    'no log of ZooKeeper’s has a term’s first entry, or another service’s',
  );
  switch (change.type) {
    case 'create': {
      const { path, data, acl, owner, kind, ttl, parentCreations: parentCVersion } = change;
      const ephemeral = owner !== NO_SESSION;
      return { type: RECORD_TYPES[kind], path, data, acl, ephemeral, parentCVersion, ttl };
    }
    case 'error':
      return { type: 'error', code: ERROR_CODES[change.code] };
    case 'multi':
      return {
        type: 'multi',
        parts: change.changes.map((part) => ({
          op: opOf(part),
          data: recordBytes(recordOf(part)),
        })),
      };
    default:
      return change;
  }
}
