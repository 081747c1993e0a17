import { JuteReader, JuteWriter } from '../jute/index.ts';
import type { AskedAcl, Bytes, SessionId, Zxid } from '../model/index.ts';
import { OP } from './op-codes.ts';

/** A part of a multi as it lies in the log: its number, and a record that nobody has read yet. */
export interface RawPart {
  readonly op: number;
  readonly data: Bytes | null;
}

/** The record of a transaction, as zookeeper.jute writes it; strings may be none at all. */
export type TxnRecord =
  | {
      readonly type: 'create' | 'createContainer' | 'createTTL';
      readonly path: string | null;
      readonly data: Bytes | null;
      readonly acl: AskedAcl | null;
      /** Only of `create`. */
      readonly ephemeral: boolean;
      /** -1: written by a version that did not note it (CreateTxnV0). */
      readonly parentCVersion: number;
      /** Milliseconds; only of `createTTL`. */
      readonly ttl: number;
    }
  | { readonly type: 'delete'; readonly path: string | null }
  | {
      readonly type: 'setData';
      readonly path: string | null;
      readonly data: Bytes | null;
      readonly version: number;
    }
  | {
      readonly type: 'setACL';
      readonly path: string | null;
      readonly acl: AskedAcl | null;
      readonly version: number;
    }
  | { readonly type: 'check'; readonly path: string | null; readonly version: number }
  | { readonly type: 'error'; readonly code: number }
  | { readonly type: 'createSession'; readonly timeoutMs: number }
  | { readonly type: 'closeSession'; readonly paths: readonly (string | null)[] | null }
  | { readonly type: 'multi'; readonly parts: readonly RawPart[] };

/** A transaction as it lies in a log: TxnHeader and its record. */
export interface LoggedTxn {
  readonly session: SessionId;
  readonly cxid: number;
  readonly zxid: Zxid;
  readonly timeMs: number;
  readonly op: number;
  /** Null: a closeSession that names no paths (before 3.6). */
  readonly record: TxnRecord | null;
}

/** The bytes hold a transaction of a type that no 3.8 reads (SerializeUtils.deserializeTxn). */
export class UnknownTxnError extends Error {
  constructor(readonly op: number) {
    super(`transactions of type ${op} are unknown`);
  }
}

/**
 * The transaction in the bytes of one log record (SerializeUtils.deserializeTxn). What stands
 * behind it is a digest of the tree, and passed over. Throws a JuteError where the bytes end too
 * early, an UnknownTxnError for a type that none has.
 */
export function readTxn(bytes: Uint8Array, from = 0, to = bytes.length): LoggedTxn {
  const reader = new JuteReader(bytes, from, to);
  const session = reader.session();
  const cxid = reader.int();
  const zxid = reader.zxid();
  const timeMs = reader.millis();
  const op = reader.int();
  const at = reader.at;
  try {
    return { session, cxid, zxid, timeMs, op, record: readRecord(reader, op) };
  } catch (error) {
    if (error instanceof UnknownTxnError) throw error;
    if (op === OP.closeSession) return { session, cxid, zxid, timeMs, op, record: null };
    if (op !== OP.create) throw error;
    const record = readCreateV0(new JuteReader(bytes, at, to));
    return { session, cxid, zxid, timeMs, op, record };
  }
}

function readCreateV0(reader: JuteReader): TxnRecord {
  const path = reader.text();
  const data = reader.buffer();
  const acl = reader.acl();
  const ephemeral = reader.flag();
  return { type: 'create', path, data, acl, ephemeral, parentCVersion: -1, ttl: 0 };
}

function readRecord(reader: JuteReader, op: number): TxnRecord {
  switch (op) {
    case OP.create:
    case OP.create2:
      return readCreate(reader, 'create');
    case OP.createContainer:
      return readCreate(reader, 'createContainer');
    case OP.createTTL:
      return readCreate(reader, 'createTTL');
    case OP.delete:
    case OP.deleteContainer:
      return { type: 'delete', path: reader.text() };
    case OP.setData:
    case OP.reconfig:
      return {
        type: 'setData',
        path: reader.text(),
        data: reader.buffer(),
        version: reader.int(),
      };
    case OP.setACL:
      return { type: 'setACL', path: reader.text(), acl: reader.acl(), version: reader.int() };
    case OP.error:
      return { type: 'error', code: reader.int() };
    case OP.createSession:
      return { type: 'createSession', timeoutMs: reader.int() };
    case OP.closeSession:
      return { type: 'closeSession', paths: reader.list((one) => one.text()) };
    case OP.multi:
      return { type: 'multi', parts: reader.list(readPart) ?? [] };
    default:
      throw new UnknownTxnError(op);
  }
}

function readPart(reader: JuteReader): RawPart {
  return { op: reader.int(), data: reader.buffer() };
}

function readCreate(
  reader: JuteReader,
  type: 'create' | 'createContainer' | 'createTTL',
): TxnRecord {
  const path = reader.text();
  const data = reader.buffer();
  const acl = reader.acl();
  const ephemeral = type === 'create' && reader.flag();
  const parentCVersion = reader.int();
  const ttl = type === 'createTTL' ? reader.millis() : 0;
  return { type, path, data, acl, ephemeral, parentCVersion, ttl };
}

/** The record of a multi's part (DataTree.processTxn); a check is one only there. */
export function readPartRecord({ op, data }: RawPart): TxnRecord {
  const bytes = Uint8Array.from(data ?? '', (unit) => unit.charCodeAt(0));
  const reader = new JuteReader(bytes);
  if (op !== OP.check) return readRecord(reader, op);
  return { type: 'check', path: reader.text(), version: reader.int() };
}

/** Writes a transaction as a log has it, without a digest. */
export function writeTxn(writer: JuteWriter, txn: LoggedTxn): void {
  writer.session(txn.session);
  writer.int(txn.cxid);
  writer.zxid(txn.zxid);
  writer.millis(txn.timeMs);
  writer.int(txn.op);
  if (txn.record !== null) writeRecord(writer, txn.record);
}

function writeRecord(writer: JuteWriter, record: TxnRecord): void {
  switch (record.type) {
    case 'create':
    case 'createContainer':
    case 'createTTL':
      writer.text(record.path);
      writer.buffer(record.data);
      writer.acl(record.acl);
      if (record.type === 'create') writer.flag(record.ephemeral);
      writer.int(record.parentCVersion);
      if (record.type === 'createTTL') writer.millis(record.ttl);
      return;
    case 'delete':
      return writer.text(record.path);
    case 'setData':
      writer.text(record.path);
      writer.buffer(record.data);
      return writer.int(record.version);
    case 'setACL':
      writer.text(record.path);
      writer.acl(record.acl);
      return writer.int(record.version);
    case 'check':
      writer.text(record.path);
      return writer.int(record.version);
    case 'error':
      return writer.int(record.code);
    case 'createSession':
      return writer.int(record.timeoutMs);
    case 'closeSession':
      return writer.list(record.paths, (to, path) => to.text(path));
    case 'multi':
      return writer.list(record.parts, (to, { op, data }) => {
        to.int(op);
        to.buffer(data);
      });
  }
}

/** The bytes of a record, as a multi holds those of its parts. */
export function recordBytes(record: TxnRecord): Bytes {
  const writer = new JuteWriter();
  writeRecord(writer, record);
  let bytes = '';
  for (const byte of writer.take()) bytes += String.fromCharCode(byte);
  return bytes;
}
