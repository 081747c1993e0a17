import type { ServerId } from './ids.ts';

/** LearnerType: a voting server, or one that only hears results. */
export type LearnerType = 'PARTICIPANT' | 'OBSERVER';

export interface ServerConfig {
  readonly sid: ServerId;
  readonly learnerType: LearnerType;
  /** As in zoo.cfg; shown, never dialled. */
  readonly host: string;
  /** Likewise; without it 2888 and 3888. */
  readonly ports?: { readonly quorum: number; readonly election: number };
  /** `address:port` when its zoo.cfg line names the clients' port; shown in the config node. */
  readonly clientAddress?: string;
  /** The clientPort of its own zoo.cfg, where servers differ in it. */
  readonly clientPort?: number;
}

/**
 * What a zoo.cfg, and the system properties beside it, say. All servers of an ensemble share one.
 * Times are milliseconds, limits are ticks (QuorumPeerConfig; defaults in DEFAULT_CONFIG).
 */
export interface EnsembleConfig {
  readonly tickMs: number;
  /** The servers' wall clock at virtual time 0: milliseconds since 1970 began. */
  readonly clockMs: number;
  readonly initLimit: number;
  readonly syncLimit: number;
  readonly servers: readonly ServerConfig[];
  /** One server or none in zoo.cfg: no election, no ZAB (ZooKeeperServerMain). */
  readonly standalone: boolean;
  readonly minSessionTimeoutMs: number;
  readonly maxSessionTimeoutMs: number;
  /** Transactions between snapshots: one is taken after snapCount/2 + random(0..snapCount/2). */
  readonly snapCount: number;
  /** Log files are preallocated, and counted, in steps of this many bytes. */
  readonly logStepBytes: number;
  /** Committed transactions kept in memory for DIFF; one more than this is present. */
  readonly commitLogCount: number;
  /**
   * On-disk DIFF while the later log files stay below this share of the snapshot; negative: never;
   * 0: always.
   */
  readonly snapshotSizeFactor: number;
  /**
   * Counter at which each epoch starts (0): set near 2^32 to see the rollover. A scenario says so
   * on screen.
   */
  readonly firstCounter: number;
  /** Where each node's versions begin, and the numbers of its sequential children (0). */
  readonly firstVersion: number;
  readonly firstSequence: number;
  /** jute.maxbuffer: the longest packet that is read, in bytes. */
  readonly maxBufferBytes: number;
  /** FastLeaderElection.finalizeWait and the notification back-off bounds. */
  readonly finalizeWaitMs: number;
  readonly minNotificationMs: number;
  readonly maxNotificationMs: number;
  readonly cnxTimeoutMs: number;
  /** Of etcd's members: a tick of raft's clock, and how long they wait for a leader at least. */
  readonly heartbeatMs: number;
  readonly electionMs: number;
  /** How large an etcd member's database may become before it raises an alarm, in bytes. */
  readonly backendQuotaBytes: number;
  /** So many of the servers are etcd's group at the beginning, the others may be added; 0: all. */
  readonly founders: number;
  /** Where clients reach a server whose own line names no port for them. */
  readonly clientPort: number;
  /** Connections that one address may have; shown, since each client has an address of its own. */
  readonly maxClientCnxns: number;
  /** False: a leader takes no clients (leaderServes=no). */
  readonly leaderServes: boolean;
  /** A server without a quorum serves readers who ask for it (readonlymode.enabled). */
  readonly readOnlyMode: boolean;
  /** Sessions are known to the server that gave them alone (localSessionsEnabled). */
  readonly localSessions: boolean;
  /** One becomes everybody's with its first ephemeral (localSessionsUpgradingEnabled). */
  readonly localSessionsUpgrade: boolean;
  /** Four-letter words that are answered (4lw.commands.whitelist); null: all. */
  readonly fourLetterWords: readonly string[] | null;
  /** The version that the config node shows, in hexadecimal digits. */
  readonly version: string;
  readonly extendedTypesEnabled: boolean;
  readonly enforceQuota: boolean;
  /** Digest id of the super user (DigestAuthenticationProvider.superDigest); null: none. */
  readonly superDigest: string | null;
}

/** ZooKeeper's own defaults; tickTime, initLimit and syncLimit as in its sample zoo.cfg. */
export const DEFAULT_CONFIG: EnsembleConfig = {
  tickMs: 2000,
  clockMs: 0,
  initLimit: 10,
  syncLimit: 5,
  servers: [],
  standalone: true,
  minSessionTimeoutMs: 4000,
  maxSessionTimeoutMs: 40000,
  snapCount: 100000,
  logStepBytes: 64 * 1024 * 1024,
  commitLogCount: 500,
  snapshotSizeFactor: 0.33,
  firstCounter: 0,
  firstVersion: 0,
  firstSequence: 0,
  maxBufferBytes: 0xfffff,
  finalizeWaitMs: 200,
  minNotificationMs: 200,
  maxNotificationMs: 60000,
  cnxTimeoutMs: 5000,
  heartbeatMs: 100,
  electionMs: 1000,
  // etcdserver.DefaultQuotaBytes.
  backendQuotaBytes: 2_147_483_648,
  founders: 0,
  clientPort: 2181,
  maxClientCnxns: 60,
  leaderServes: true,
  readOnlyMode: false,
  localSessions: false,
  localSessionsUpgrade: false,
  fourLetterWords: null,
  version: '0',
  extendedTypesEnabled: false,
  enforceQuota: false,
  superDigest: null,
};

/** The voting servers' ids, in the order of the configuration. */
export function votersOf(config: EnsembleConfig): readonly ServerId[] {
  return config.servers.filter((s) => s.learnerType === 'PARTICIPANT').map((s) => s.sid);
}
