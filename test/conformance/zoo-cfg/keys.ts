/**
 * Every key that QuorumPeerConfig.parseProperties of 3.8.0 takes for itself, and those of the
 * system properties behind it that the simulator goes by. Made from the source, and checked by
 * asking.
 */

/** How the real one reads a value. */
export type Type = 'int' | 'long' | 'boolean' | 'text' | 'server' | 'group' | 'weight' | 'property';

export interface KeyRow {
  readonly key: string;
  readonly type: Type;
  /** What becomes of a value that does not fit. */
  readonly nonsense: 'refused' | 'taken' | 'default';
  /** What becomes of one that fits. */
  readonly here: 'modelled' | 'nothing depends on it' | 'named in a notice' | 'refused';
  /** A value that fits, where the type’s own does not. */
  readonly valid?: string;
}

/** Values that fit a type, and values that do not. */
export const VALUES: Readonly<Record<Type, { valid: string; nonsense: readonly string[] }>> = {
  int: { valid: '7', nonsense: ['', 'x', '7 # days', '7.0', '0x7', '2147483648', '7s'] },
  long: { valid: '7000', nonsense: ['', 'x', '7 # days', '9223372036854775808', '7L'] },
  boolean: { valid: 'FALSE', nonsense: ['', 'yes', 'no', '1', '0', 'on', 'true # on'] },
  text: { valid: 'x', nonsense: [] },
  server: { valid: 'zoo4:2888:3888', nonsense: ['', 'zoo4', 'zoo4:2888', 'zoo4:2888:3888 '] },
  group: { valid: '1:2:3', nonsense: ['', 'x', '1:2', '1:2:3:3', '1:2:3 ', '1,2,3'] },
  weight: { valid: '2', nonsense: ['', 'x', '2 ', '1.5'] },
  property: { valid: '7', nonsense: ['', 'x', '7 # days'] },
};

const row = (
  key: string,
  type: Type,
  nonsense: KeyRow['nonsense'],
  here: KeyRow['here'],
  valid?: string,
): KeyRow => ({ key, type, nonsense, here, ...(valid !== undefined && { valid }) });

const MODELLED = 'modelled';
const NAMED = 'named in a notice';
const NOTHING = 'nothing depends on it';

export const KEYS: readonly KeyRow[] = [
  row('dataDir', 'text', 'refused', NOTHING, '/d'),
  row('dataLogDir', 'text', 'refused', NOTHING, '/d'),
  row('clientPort', 'int', 'refused', MODELLED),
  row('localSessionsEnabled', 'boolean', 'refused', MODELLED, 'true'),
  row('localSessionsUpgradingEnabled', 'boolean', 'refused', MODELLED, 'True'),
  row('clientPortAddress', 'text', 'taken', NAMED),
  row('secureClientPort', 'int', 'refused', NAMED),
  row('secureClientPortAddress', 'text', 'refused', 'refused'),
  row('observerMasterPort', 'int', 'refused', NAMED),
  row('clientPortListenBacklog', 'int', 'refused', NAMED),
  row('tickTime', 'int', 'refused', MODELLED),
  row('maxClientCnxns', 'int', 'refused', MODELLED),
  row('minSessionTimeout', 'int', 'refused', MODELLED),
  row('maxSessionTimeout', 'int', 'refused', MODELLED, '70000'),
  row('initLimit', 'int', 'refused', MODELLED),
  row('syncLimit', 'int', 'refused', MODELLED),
  row('connectToLearnerMasterLimit', 'int', 'refused', NAMED),
  row('electionAlg', 'int', 'refused', MODELLED, '3'),
  row('quorumListenOnAllIPs', 'boolean', 'refused', NAMED),
  row('peerType', 'text', 'refused', MODELLED, 'Participant'),
  row('syncEnabled', 'boolean', 'refused', NAMED),
  row('dynamicConfigFile', 'text', 'refused', 'refused'),
  row('autopurge.snapRetainCount', 'int', 'refused', NAMED),
  row('autopurge.purgeInterval', 'int', 'refused', NAMED),
  row('standaloneEnabled', 'boolean', 'refused', MODELLED),
  row('reconfigEnabled', 'boolean', 'refused', NAMED),
  row('sslQuorum', 'boolean', 'refused', NAMED),
  row('portUnification', 'boolean', 'refused', NAMED),
  row('sslQuorumReloadCertFiles', 'boolean', 'refused', NAMED),
  row('quorum.auth.enableSasl', 'boolean', 'refused', NAMED),
  row('quorum.auth.serverRequireSasl', 'boolean', 'refused', NAMED),
  row('quorum.auth.learnerRequireSasl', 'boolean', 'refused', NAMED),
  row('quorum.auth.learner.saslLoginContext', 'text', 'taken', NAMED),
  row('quorum.auth.server.saslLoginContext', 'text', 'taken', NAMED),
  row('quorum.auth.kerberos.servicePrincipal', 'text', 'taken', NAMED),
  row('quorum.cnxn.threads.size', 'int', 'refused', NAMED),
  row('jvm.pause.info-threshold.ms', 'long', 'refused', NAMED),
  row('jvm.pause.warn-threshold.ms', 'long', 'refused', NAMED),
  row('jvm.pause.sleep.time.ms', 'long', 'refused', NAMED),
  row('jvm.pause.monitor', 'boolean', 'refused', NAMED),
  row(
    ...(['metricsProvider.className', 'text', 'refused', NAMED] as const),
    'org.apache.zookeeper.metrics.impl.NullMetricsProvider',
  ),
  row('metricsProvider.httpPort', 'text', 'taken', NAMED),
  row('multiAddress.enabled', 'boolean', 'refused', NAMED),
  row('multiAddress.reachabilityCheckTimeoutMs', 'int', 'refused', NAMED),
  row('multiAddress.reachabilityCheckEnabled', 'boolean', 'refused', NAMED),
  row('oraclePath', 'text', 'taken', NAMED),
  row('version', 'text', 'refused', MODELLED, 'ff'),
  row('server.4', 'server', 'refused', MODELLED),
  row('server.x', 'server', 'refused', 'refused'),
  row('group.1', 'group', 'refused', NAMED),
  row('weight.1', 'weight', 'refused', 'refused'),
  row('groupId', 'text', 'refused', 'refused'),
  row('snapCount', 'property', 'default', MODELLED),
  row('commitLogCount', 'property', 'default', MODELLED, '700'),
  row('preAllocSize', 'property', 'default', MODELLED),
  row('snapshotSizeFactor', 'property', 'default', MODELLED, '0.5'),
  row('cnxTimeout', 'property', 'default', MODELLED),
  row('fastleader.minNotificationInterval', 'property', 'default', MODELLED),
  row('fastleader.maxNotificationInterval', 'property', 'default', MODELLED),
  row('extendedTypesEnabled', 'text', 'taken', MODELLED, 'true'),
  row('enforceQuota', 'text', 'taken', MODELLED, 'true'),
  row('leaderServes', 'text', 'taken', MODELLED, 'no'),
  row('readonlymode.enabled', 'text', 'taken', NAMED, 'true'),
  row('DigestAuthenticationProvider.superDigest', 'text', 'taken', MODELLED, 'super:abc='),
  row('4lw.commands.whitelist', 'text', 'taken', MODELLED, 'ruok, stat'),
  row('globalOutstandingLimit', 'text', 'taken', NAMED),
  row('forceSync', 'text', 'taken', NAMED, 'no'),
  row('admin.enableServer', 'text', 'taken', NAMED),
  row('zookeeper.snapCount', 'text', 'taken', NAMED),
  row('jute.maxbuffer', 'text', 'taken', NAMED, '4194304'),
];

/** What a row’s line is added to. */
export const BASE = `dataDir=/data
clientPort=2181
initLimit=10
syncLimit=5
server.1=zoo1:2888:3888
server.2=zoo2:2888:3888
server.3=zoo3:2888:3888
`;

/** A value of each row, and the file that it makes. */
export interface KeyCase {
  readonly key: string;
  readonly value: string;
  readonly fits: boolean;
  readonly text: string;
}

/** The nonsense of texts that take no nonsense. */
const OTHER_NONSENSE: Readonly<Record<string, readonly string[]>> = {
  dataDir: ['', 'x'],
  dataLogDir: ['', 'x'],
  peerType: ['', 'voter', 'observer # here'],
  version: ['', 'xyz', '0x10'],
  'metricsProvider.className': ['', 'com.example.Mine'],
};

export const KEY_CASES: readonly KeyCase[] = KEYS.flatMap(({ key, type, valid }) => {
  const values = VALUES[type];
  const made = (value: string, fits: boolean): KeyCase => {
    return { key, value, fits, text: `${BASE}${key}=${value}\n` };
  };
  const nonsense = [...values.nonsense, ...(OTHER_NONSENSE[key] ?? [])];
  return [made(valid ?? values.valid, true), ...nonsense.map((value) => made(value, false))];
});
