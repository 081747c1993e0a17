import type { ServerId } from '../model/index.ts';
import { compareZxid } from '../model/index.ts';
import type { Damage } from './damage.ts';
import type { DataFile, LogFile, NumberFile, SnapshotFile } from './file-scan.ts';

/** What one server has in its data directory (its `version-2` folder). */
export interface ServerFiles {
  readonly sid: ServerId;
  /** The folder as it was given; empty: files by themselves. */
  readonly folder: string;
  /** By the zxids in their names. */
  readonly logs: readonly LogFile[];
  readonly snapshots: readonly SnapshotFile[];
  /** Null: there is no such file, or no number in it. */
  readonly acceptedEpoch: number | null;
  readonly currentEpoch: number | null;
  /** A currentEpoch that was being written when the process ended. */
  readonly nextEpoch: number | null;
  readonly damages: readonly Damage[];
}

/** A server's number is at most this (`int` of Java). */
const MOST_SID = 0x7fff_ffff;

/**
 * The servers that files belong to: one a folder. A server's number is what its `myid` says, in the
 * folder or beside it; else the digits at the end of the folder's name; else the first one free.
 */
export function serversOf(files: readonly DataFile[]): readonly ServerFiles[] {
  const folders = new Map<string, DataFile[]>();
  const ids = new Map<string, number>();
  for (const file of files) {
    const folder = folderOf(file.path);
    if (file.kind === 'number' && file.name === 'myid') {
      if (file.value !== null) ids.set(folder, file.value);
      continue;
    }
    const inFolder = folders.get(folder);
    if (inFolder === undefined) folders.set(folder, [file]);
    else inFolder.push(file);
  }
  const taken = new Set<number>();
  const named = [...folders].map(([folder, held]) => {
    const said = ids.get(folder) ?? ids.get(folderOf(folder)) ?? numberIn(folder);
    const sid = said === null || said > MOST_SID || taken.has(said) ? null : said;
    if (sid !== null) taken.add(sid);
    return { folder, held, sid };
  });
  let next = 1;
  const servers = named.map(({ folder, held, sid }) => {
    while (taken.has(next)) next += 1;
    if (sid === null) taken.add(next);
    return serverOf(sid ?? next, folder, held);
  });
  return servers.sort((a, b) => a.sid - b.sid);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `server2`, `zk-2/version-2`: 2. */
function numberIn(folder: string): number | null {
  const named = folder.replace(/(^|\/)version-2$/, '');
  const digits = /(\d{1,9})$/.exec(named)?.[1];
  return digits === undefined ? null : Number(digits);
}

function serverOf(sid: ServerId, folder: string, files: readonly DataFile[]): ServerFiles {
  const numbers = files.filter((file): file is NumberFile => file.kind === 'number');
  const valueIn = (name: NumberFile['name']): number | null =>
    numbers.find((file) => file.name === name)?.value ?? null;
  const logs = files.filter((file): file is LogFile => file.kind === 'log');
  const snapshots = files.filter((file): file is SnapshotFile => file.kind === 'snapshot');
  return {
    sid,
    folder,
    logs: logs.sort((a, b) => compareZxid(a.zxid, b.zxid)),
    snapshots: snapshots.sort((a, b) => compareZxid(a.zxid, b.zxid)),
    acceptedEpoch: valueIn('acceptedEpoch'),
    currentEpoch: valueIn('currentEpoch'),
    nextEpoch: valueIn('currentEpoch.tmp'),
    damages: files.flatMap((file) => file.damages),
  };
}
