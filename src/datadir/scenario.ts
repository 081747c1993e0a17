import { base64Of, getKey, textOf } from '../lib/index.ts';
import { compareZxid, type ServerId } from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import { CONFIG_PATH, type Database } from '../znodes/index.ts';
import { archiveOf, readArchive } from './archive.ts';
import { lastMoment, SharedTxns, startableOf } from './contents.ts';
import type { Damage } from './damage.ts';
import { type ServerFiles, serversOf } from './server-files.ts';

/** What a run of an ensemble that starts from files is made of, as a recording carries it. */
export interface DataScenario {
  readonly zooCfg: string;
  readonly setup: readonly string[];
  /** The servers' folders: a zip archive in base64. */
  readonly disks: string;
}

/** What to say of such an ensemble beside the damages of its files. */
export interface DataNotices {
  /** Servers that the files' own configuration names, and of which there is no folder. */
  readonly empty: readonly ServerId[];
  /** Servers that a real one would refuse to be: they stay down. */
  readonly refused: readonly { readonly sid: ServerId; readonly damage: Damage }[];
}

/** A server takes at most so many others in one ensemble. */
const MOST_SERVERS = 15;
/** How long after the last thing on any disk the clocks begin: the next whole second but one. */
const LATER_MS = 2000;

/**
 * The ensemble that starts from these servers' files, all at once. Its members are those that the
 * config node of the newest snapshot lists, and whoever has a folder; who has none begins with an
 * empty disk. `zooCfg`, if given, says who they are instead.
 */
export function scenarioOf(
  servers: readonly ServerFiles[],
  zooCfg: string | null = null,
): { readonly scenario: DataScenario; readonly notices: DataNotices } {
  const shared = new SharedTxns();
  const started = servers.map((server) => ({ sid: server.sid, ...startableOf(server, shared) }));
  const disks = new Map(started.map(({ sid, contents }) => [sid, contents]));
  const refused = started.flatMap(({ sid, refusal }) =>
    refusal === null ? [] : [{ sid, damage: refusal }],
  );
  const members = membersOf(disks);
  const down = new Set(refused.map(({ sid }) => sid));
  const all = zooCfg === null ? [...members.keys()] : [...disks.keys()];
  const up = all.filter((sid) => !down.has(sid));
  const text = zooCfg ?? zooCfgOf(members, disks);
  return {
    scenario: {
      zooCfg: text,
      setup: up.length === 0 ? [] : [`start ${up.join(' ')}`],
      disks: base64Of(archiveOf(disks)),
    },
    notices: { empty: zooCfg === null ? all.filter((sid) => !disks.has(sid)) : [], refused },
  };
}

/** What lies on each server's disk, of a recording's archive; null: it cannot be read. */
export function disksIn(disks: string): ReadonlyMap<ServerId, DiskContents> | null {
  const bytes = bytesIn(disks);
  const files = bytes && readArchive(bytes);
  if (files === null) return null;
  const shared = new SharedTxns();
  return new Map(
    serversOf(files).map((server) => [server.sid, startableOf(server, shared).contents]),
  );
}

/** The members of the ensemble, by number: the line of each in a zoo.cfg. */
function membersOf(disks: ReadonlyMap<ServerId, DiskContents>): ReadonlyMap<ServerId, string> {
  const members = new Map<ServerId, string>();
  for (const line of newestConfig(disks).split('\n')) {
    const sid = /^server\.(\d{1,9})=/.exec(line)?.[1];
    if (sid !== undefined && members.size < MOST_SERVERS) members.set(Number(sid), line);
  }
  for (const sid of disks.keys()) {
    if (!members.has(sid)) members.set(sid, `server.${sid}=server${sid}:2888:3888`);
  }
  return new Map([...members].sort(([a], [b]) => a - b));
}

/** What the config node of the newest snapshot says; nothing of a server that stood alone. */
function newestConfig(disks: ReadonlyMap<ServerId, DiskContents>): string {
  let newest: DiskContents['snapshots'][number] | null = null;
  for (const { snapshots } of disks.values()) {
    const last = snapshots.at(-1);
    if (last === undefined) continue;
    const isNewer = newest === null || compareZxid(last.zxid, newest.zxid) > 0;
    if (isNewer) newest = last;
  }
  if (newest === null) return '';
  return textOf(getKey((newest.image as Database).nodes, CONFIG_PATH)?.data ?? '');
}

function zooCfgOf(
  members: ReadonlyMap<ServerId, string>,
  disks: ReadonlyMap<ServerId, DiskContents>,
): string {
  const last = Math.max(...[...disks.values()].map(lastMoment));
  const lines = [
    'tickTime=2000',
    'initLimit=10',
    'syncLimit=5',
    'dataDir=/var/lib/zookeeper',
    'clientPort=2181',
    // Whoever wrote TTL nodes had it; without them it changes nothing.
    'extendedTypesEnabled=true',
    `zabscope.clock=${(Math.floor(last / 1000) + LATER_MS / 1000) * 1000}`,
  ];
  if (members.size > 1) lines.push(...members.values());
  return `${lines.join('\n')}\n`;
}

function bytesIn(letters: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
