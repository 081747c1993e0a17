/**
 * The system properties of a zoo.cfg that the simulator goes by. A server that finds nonsense there
 * does not refuse the file: it says so in its log and takes its own value.
 */
import { DEFAULT_CONFIG, type EnsembleConfig } from '../../model/index.ts';
import { MAX_FIRST_COUNTER } from '../limits.ts';
import { decodeInteger, MAX_INT, parseDouble, parseInteger, parseLong } from './java.ts';

type Field = keyof EnsembleConfig;

/** How a property is read, and which field of the configuration it fills. */
export type Setting =
  | NumberSetting
  /** Boolean.parseBoolean: everything else is false. */
  | { readonly kind: 'flag'; readonly field: Field }
  | { readonly kind: 'text'; readonly field: Field };

interface NumberSetting {
  readonly kind: 'number';
  readonly field: Field;
  /** Null: not a number. */
  readonly read: (text: string) => number | null;
  /** What is smaller is taken for this. */
  readonly least: number;
  /** What one of its units is in the field’s: preAllocSize is in kilobytes. */
  readonly times: number;
}

function number(
  field: Field,
  read: NumberSetting['read'],
  least: number,
  times = 1,
): NumberSetting {
  return { kind: 'number', field, read, least, times };
}

const inLong = (text: string): number | null => {
  const value = parseLong(text);
  return value === null ? null : Math.min(Number(value), MAX_INT);
};

export const SETTINGS: Readonly<Record<string, Setting>> = {
  // ZooKeeperServer.getSnapCount
  snapCount: number('snapCount', decodeInteger, 2),
  // ZKDatabase; what is too small for a real server is honoured, with a notice.
  commitLogCount: number('commitLogCount', parseInteger, 1),
  snapshotSizeFactor: number('snapshotSizeFactor', parseDouble, Number.NEGATIVE_INFINITY),
  // FilePadding; without padding a file is as long as what is in it.
  preAllocSize: number('logStepBytes', inLong, 1 / 1024, 1024),
  // QuorumCnxManager
  cnxTimeout: number('cnxTimeoutMs', parseInteger, 1),
  // FastLeaderElection
  'fastleader.minNotificationInterval': number('minNotificationMs', decodeInteger, 1),
  'fastleader.maxNotificationInterval': number('maxNotificationMs', decodeInteger, 1),
  // EphemeralType
  extendedTypesEnabled: { kind: 'flag', field: 'extendedTypesEnabled' },
  // ZooKeeperServer
  enforceQuota: { kind: 'flag', field: 'enforceQuota' },
  // QuorumPeer; of a real server's, with -D only.
  'readonlymode.enabled': { kind: 'flag', field: 'readOnlyMode' },
  // DigestAuthenticationProvider
  'DigestAuthenticationProvider.superDigest': { kind: 'text', field: 'superDigest' },
};

/** Where the four-letter words that are answered stand (FourLetterCommands.isEnabled). */
export const WHITELIST = '4lw.commands.whitelist';
/** Whether a leader takes clients: all but `no`, in small letters, is yes (Leader.lead). */
export const LEADER_SERVES = 'leaderServes';

/** A property’s value as the configuration keeps it; null: nonsense, where a number is due. */
export function readSetting(setting: Setting, text: string): number | boolean | string | null {
  if (setting.kind === 'text') return text;
  if (setting.kind === 'flag') return text.toLowerCase() === 'true';
  const value = setting.read(text);
  return value === null ? null : Math.max(value, setting.least) * setting.times;
}

/** What a server takes where a property says nothing, in the property’s unit. */
export function ownValue(setting: NumberSetting): number {
  return (DEFAULT_CONFIG[setting.field] as number) / setting.times;
}

interface OwnSetting {
  readonly field: Field;
  readonly least: number;
  readonly most: number;
}

/** With a server's number behind it: its own clientPort, as its own zoo.cfg says. */
export const OWN_CLIENT_PORT = 'zabscope.clientPort.';

/** The last millisecond of the year 9999: later dates are no four digits. */
const MAX_CLOCK_MS = 253_402_300_799_999;

/**
 * Not ZooKeeper’s: they let the end of a counter be seen without millions of writes, and a run go
 * on at the hour at which files of a real ensemble end. Heartbeats and elections are those of etcd.
 */
export const OWN_SETTINGS: Readonly<Record<string, OwnSetting>> = {
  'zabscope.clock': { field: 'clockMs', least: 0, most: MAX_CLOCK_MS },
  'zabscope.firstCounter': { field: 'firstCounter', least: 0, most: MAX_FIRST_COUNTER },
  'zabscope.maxBuffer': { field: 'maxBufferBytes', least: 100, most: MAX_INT },
  'zabscope.firstVersion': { field: 'firstVersion', least: 0, most: MAX_INT },
  'zabscope.firstSequence': { field: 'firstSequence', least: 0, most: MAX_INT },
  // embed.Config.Validate: elections in less than 50 s.
  'zabscope.heartbeat': { field: 'heartbeatMs', least: 1, most: 10_000 },
  'zabscope.election': { field: 'electionMs', least: 5, most: 50_000 },
  // etcdserver.MaxQuotaBytes.
  'zabscope.backendQuota': { field: 'backendQuotaBytes', least: 1, most: 8_589_934_592 },
};
