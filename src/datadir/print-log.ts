import { dateAt, textOf } from '../lib/index.ts';
import { type AskedAcl, type Bytes, zxidHex } from '../model/index.ts';
import type { LogEntry, LogHeader } from './log-scanner.ts';
import { opName } from './op-codes.ts';
import type { LoggedTxn, TxnRecord } from './records.ts';

/** The first line that `TxnLogToolkit -d` prints of a log. */
export function logTitle({ dbid, version }: LogHeader): string {
  return `ZooKeeper Transactional Log File with dbid ${dbid} txnlog format version ${version}\n`;
}

/** The last one. */
export function logClose(count: number): string {
  return `EOF reached after ${count} txns.\n`;
}

/**
 * What `TxnLogToolkit -d` prints of one record, with dates in UTC; a line, or several where there
 * are ends of lines in it. Empty: it cannot be read, and the real tool ends there.
 */
export function entryText({ txn, intact }: LogEntry): string {
  if (txn === null) return '';
  const text = ended(txnText(txn));
  return intact ? text : `CRC ERROR - ${text}${text}`;
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function txnText({ timeMs, session, cxid, zxid, op, record }: LoggedTxn): string {
  // Long.toHexString: an int with a sign becomes a long with one.
  const number = cxid < 0 ? `ffffffff${(cxid >>> 0).toString(16)}` : cxid.toString(16);
  const who = `session ${session} cxid 0x${number} zxid ${zxidHex(zxid)}`;
  return `${shortDate(timeMs)} ${who} ${opName(op)} ${record === null ? '' : recordText(record)}`;
}

/** DateFormat SHORT, LONG of Java's English (United States): `11/30/26, 3:29:37 AM UTC`. */
function shortDate(ms: number): string {
  const { year, month, day, hour, minute, second } = dateAt(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  const half = hour < 12 ? 'AM' : 'PM';
  const time = `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(second)} ${half}`;
  return `${month}/${day}/${two(year % 100)}, ${time} UTC`;
}

/** TxnLogToolkit.getFormattedTxnStr; for what it does not know, the record's own toString. */
function recordText(record: TxnRecord): string {
  switch (record.type) {
    case 'create': {
      const { path, data, acl, ephemeral, parentCVersion } = record;
      return `${path},${dataText(data)},${aclText(acl)},${ephemeral},${parentCVersion}`;
    }
    case 'createContainer': {
      const { path, data, acl, parentCVersion } = record;
      return `${path},${dataText(data)},${aclText(acl)},${parentCVersion}`;
    }
    case 'createTTL': {
      const { path, data, acl, parentCVersion, ttl } = record;
      return `${path},${dataText(data)},${aclText(acl)},${parentCVersion},${ttl}`;
    }
    case 'setData':
      return `${record.path},${dataText(record.data)},${record.version}`;
    case 'multi':
      return record.parts.map(({ op, data }) => `${opName(op)}:${dataText(data)}`).join(';');
    case 'delete':
      return csv([csvText(record.path)]);
    case 'setACL': {
      const entries = (record.acl ?? []).map((one) => `s{${aclEntry(one)}}`);
      return csv([csvText(record.path), `v{${entries.join(',')}}`, String(record.version)]);
    }
    case 'check':
      return csv([csvText(record.path), String(record.version)]);
    case 'error':
      return csv([String(record.code)]);
    case 'createSession':
      return csv([String(record.timeoutMs)]);
    case 'closeSession':
      return csv([`v{${(record.paths ?? []).map(csvText).join(',')}}`]);
  }
}

/** Bytes as UTF-8; none at all print nothing. */
function dataText(data: Bytes | null): string {
  return data === null ? '' : textOf(data);
}

/** A record by itself (CsvOutputArchive) is a line. */
function csv(fields: readonly string[]): string {
  return `${fields.join(',')}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '%00',
  '\n': '%0A',
  '\r': '%0D',
  ',': '%2C',
  '}': '%7D',
  '%': '%25',
};

/** Utils.toCSVString. */
function csvText(text: string | null): string {
  if (text === null) return '';
  return `'${Array.from(text, (unit) => ESCAPES[unit] ?? unit).join('')}`;
}

function aclEntry({ perms, scheme, id }: AskedAcl[number]): string {
  return `${perms},s{${csvText(scheme)},${csvText(id)}}`;
}

/** A list of records as Java prints one; each of them ends its line. */
function aclText(acl: AskedAcl | null): string {
  if (acl === null) return 'null';
  return `[${acl.map((one) => `${aclEntry(one)}\n`).join(', ')}]`;
}
