/**
 * Every key of a zoo.cfg: those that QuorumPeerConfig.parseProperties knows, with how it reads
 * their value, and the system properties that the other keys become (`zookeeper.` is put before
 * them). Of ZooKeeper 3.8.0.
 */

/** How a value is read; what does not fit is refused, except by `text`. */
export type Kind =
  /** Integer.parseInt. */
  | 'int'
  /** Long.parseLong. */
  | 'long'
  /** `true` or `false`, in whatever case (QuorumPeerConfig.parseBoolean). */
  | 'boolean'
  | 'text';

export interface ParsedKey {
  readonly kind: Kind;
  /**
   * `honoured`: the simulator goes by it. `idle`: every zoo.cfg has it, and nothing here depends on
   * it. `unmodelled`: a notice says so.
   */
  readonly here: 'honoured' | 'idle' | 'unmodelled';
}

const honoured = (kind: Kind): ParsedKey => ({ kind, here: 'honoured' });
const unmodelled = (kind: Kind): ParsedKey => ({ kind, here: 'unmodelled' });

/** The keys that QuorumPeerConfig takes for itself, but for server.N, group… and weight…. */
export const PARSED: Readonly<Record<string, ParsedKey>> = {
  dataDir: { kind: 'text', here: 'idle' },
  dataLogDir: { kind: 'text', here: 'idle' },
  tickTime: honoured('int'),
  initLimit: honoured('int'),
  syncLimit: honoured('int'),
  clientPort: honoured('int'),
  maxClientCnxns: honoured('int'),
  minSessionTimeout: honoured('int'),
  maxSessionTimeout: honoured('int'),
  electionAlg: honoured('int'),
  peerType: honoured('text'),
  standaloneEnabled: honoured('boolean'),
  dynamicConfigFile: honoured('text'),
  version: honoured('text'),
  localSessionsEnabled: honoured('boolean'),
  localSessionsUpgradingEnabled: honoured('boolean'),
  clientPortAddress: unmodelled('text'),
  secureClientPort: unmodelled('int'),
  secureClientPortAddress: unmodelled('text'),
  observerMasterPort: unmodelled('int'),
  clientPortListenBacklog: unmodelled('int'),
  connectToLearnerMasterLimit: unmodelled('int'),
  quorumListenOnAllIPs: unmodelled('boolean'),
  syncEnabled: unmodelled('boolean'),
  'autopurge.snapRetainCount': unmodelled('int'),
  'autopurge.purgeInterval': unmodelled('int'),
  reconfigEnabled: unmodelled('boolean'),
  sslQuorum: unmodelled('boolean'),
  portUnification: unmodelled('boolean'),
  sslQuorumReloadCertFiles: unmodelled('boolean'),
  'quorum.auth.enableSasl': unmodelled('boolean'),
  'quorum.auth.serverRequireSasl': unmodelled('boolean'),
  'quorum.auth.learnerRequireSasl': unmodelled('boolean'),
  'quorum.auth.learner.saslLoginContext': unmodelled('text'),
  'quorum.auth.server.saslLoginContext': unmodelled('text'),
  'quorum.auth.kerberos.servicePrincipal': unmodelled('text'),
  'quorum.cnxn.threads.size': unmodelled('int'),
  'jvm.pause.info-threshold.ms': unmodelled('long'),
  'jvm.pause.warn-threshold.ms': unmodelled('long'),
  'jvm.pause.sleep.time.ms': unmodelled('long'),
  'jvm.pause.monitor': unmodelled('boolean'),
  'metricsProvider.className': unmodelled('text'),
  'multiAddress.enabled': unmodelled('boolean'),
  'multiAddress.reachabilityCheckTimeoutMs': unmodelled('int'),
  'multiAddress.reachabilityCheckEnabled': unmodelled('boolean'),
  oraclePath: unmodelled('text'),
};

/** Providers of metrics that ZooKeeper brings along; another class is not found. */
export const METRICS_PROVIDERS: readonly string[] = [
  'org.apache.zookeeper.metrics.impl.DefaultMetricsProvider',
  'org.apache.zookeeper.metrics.impl.NullMetricsProvider',
  'org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider',
];

/** Families of system properties that a server reads and that are not modelled. */
const FAMILIES: readonly string[] = [
  ...['metricsProvider.', 'admin.', 'audit.', 'authProvider.', 'ssl.', 'sasl.', 'kerberos.'],
  ...['netty.', 'nio.', 'commitProcessor.', 'connection_throttle_', 'messageTracker.'],
  ...['observerMaster.', 'pathStats.', 'request_', 'snapshot.', 'jmx.log4j.', 'enforce.auth.'],
  ...[
    'DigestAuthenticationProvider.',
    'SASLAuthenticationProvider.',
    'X509AuthenticationProvider.',
  ],
];

/** Single ones. */
const PROPERTIES: ReadonlySet<string> = new Set([
  ...['allowSaslFailedClients', 'bitHashCacheSize', 'client.portUnification'],
  ...['clientTcpKeepAlive', 'closeSessionTxn.enabled', 'datadir.autocreate', 'db.autocreate'],
  ...['digest.enabled', 'electionPortBindRetry', 'emulate353TTLNodes', 'enableEagerACLCheck'],
  ...['ensembleAuthName', 'flushDelay', 'follower.skipLearnerRequestToNextProcessor'],
  ...['forceSnapshotSync', 'forceSync', 'fsync.warningthresholdms', 'globalOutstandingLimit'],
  ...['forward_learner_requests_to_commit_processor_disabled', 'intBufferStartingSizeBytes'],
  ...['kinit', 'largeRequestMaxBytes', 'largeRequestThreshold', 'leader.ackLoggingFrequency'],
  ...['leader.closeSocketAsync', 'leader.maxConcurrentDiffSyncs', 'leader.maxConcurrentSnapSyncs'],
  ...['leader.maxTimeToWaitForEpoch', 'leaderConnectDelayDuringRetryMs', 'learner.asyncSending'],
  ...['learner.closeSocketAsync', 'letAnySaslUserDoX', 'maxBatchSize', 'maxCnxns'],
  ...['maxGetChildrenResponseCacheSize', 'maxInProcessingDeadWatchers', 'maxResponseCacheSize'],
  ...['maxWriteQueuePollTime', 'observer.election.DelayMs', 'observer.reconnectDelayMs'],
  ...['observer.syncEnabled', 'quorumCnxnTimeoutMs', 'requireKerberosConfig'],
  ...['security.auth_to_local', 'serverCnxnFactory', 'sessionRequireClientSASLAuth', 'skipACL'],
  ...['snapSizeLimitInKb', 'superUser', 'tcpKeepAlive', 'throttled_op_wait_time'],
  ...['txnLogSizeLimitInKb', 'watchManagerName', 'watcherCleanIntervalInSeconds'],
  ...['watcherCleanThreadsNum', 'watcherCleanThreshold'],
]);

/** Whether a server of 3.8.0 reads `zookeeper.` and this key as a system property. */
export function isRead(key: string): boolean {
  return PROPERTIES.has(key) || FAMILIES.some((family) => key.startsWith(family));
}
