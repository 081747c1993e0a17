import { JuteWriter } from '../jute/index.ts';
import { type Txn, ZERO, type Zxid, zxidHex } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { type Database, emptyDatabase } from '../znodes/index.ts';
import { adler32 } from './adler32.ts';
import { loggedOf } from './changes.ts';
import { savedNodes, savedSessions } from './image.ts';
import { END_OF_RECORD, FILE_VERSION, LOG_MAGIC } from './log-scanner.ts';
import { writeTxn } from './records.ts';
import { SNAPSHOT_MAGIC } from './snapshot-scanner.ts';

/** A file to be written: its name, and its bytes. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How FileSnap marks its files. */
const SNAPSHOT_DBID = -1n;

/** A server's disk as the files of its `version-2` folder, from which a real 3.8.0 starts. */
export function filesOf(contents: DiskContents): readonly WrittenFile[] {
  const { log, files, snapshots, acceptedEpoch, currentEpoch } = contents;
  const written: WrittenFile[] = [];
  files.forEach((first, i) => {
    const txns = log.slice(first, files[i + 1]);
    const zxid = txns[0]?.zxid;
    if (zxid === undefined) return;
    written.push({ name: `log.${zxidHex(zxid).slice(2)}`, bytes: logBytes(txns) });
  });
  // A log without any snapshot is refused at a start (FileTxnSnapLog.restore): where all that ever
  // was stands in the log, the snapshot is one of nothing.
  const isBare = snapshots.length === 0 && log.length > 0;
  const kept = isBare ? [{ zxid: ZERO, image: emptyDatabase() }] : snapshots;
  for (const { zxid, image } of kept) {
    written.push({ name: snapshotName(zxid), bytes: snapshotBytesOf(image as Database) });
  }
  const number = (name: string, value: number): WrittenFile => ({
    name,
    bytes: new TextEncoder().encode(String(value)),
  });
  written.push(number('acceptedEpoch', acceptedEpoch), number('currentEpoch', currentEpoch));
  return written;
}

function snapshotName(zxid: Zxid): string {
  return `snapshot.${zxidHex(zxid).slice(2)}`;
}

/** A transaction log (FileTxnLog.append), without zeros to fill it up. */
function logBytes(txns: readonly Txn[]): Uint8Array {
  const writer = new JuteWriter();
  writer.int(LOG_MAGIC);
  writer.int(FILE_VERSION);
  writer.long(0n);
  const record = new JuteWriter();
  for (const txn of txns) {
    writeTxn(record, loggedOf(txn));
    const bytes = record.take();
    writer.long(BigInt(adler32(bytes)));
    writer.int(bytes.length);
    writer.bytesOf(bytes);
    writer.byte(END_OF_RECORD);
  }
  return writer.take();
}

/** A snapshot (FileSnap.serialize), without the digest that 3.6 and later add. */
function snapshotBytesOf(db: Database): Uint8Array {
  const writer = new JuteWriter();
  writer.int(SNAPSHOT_MAGIC);
  writer.int(FILE_VERSION);
  writer.long(SNAPSHOT_DBID);
  writer.list(savedSessions(db), (to, [id, timeoutMs]) => {
    to.session(id);
    to.int(timeoutMs);
  });
  const nodes = savedNodes(db);
  const acls = new Map<string, number>();
  for (const { acl } of nodes) {
    const key = JSON.stringify(acl);
    if (!acls.has(key)) acls.set(key, acls.size + 1);
  }
  writer.list([...acls], (to, [key, number]) => {
    to.long(BigInt(number));
    to.acl(JSON.parse(key));
  });
  for (const node of nodes) {
    writer.text(node.path);
    writer.buffer(node.data);
    writer.long(BigInt(acls.get(JSON.stringify(node.acl)) ?? 0));
    writer.zxid(node.czxid);
    writer.zxid(node.mzxid);
    writer.millis(node.ctime);
    writer.millis(node.mtime);
    writer.int(node.version);
    writer.int(node.cversion);
    writer.int(node.aversion);
    writer.session(node.owner);
    writer.zxid(node.pzxid);
  }
  writer.text('/');
  const body = writer.take();
  writer.bytesOf(body);
  writer.long(BigInt(adler32(body)));
  writer.text('/');
  return writer.take();
}
