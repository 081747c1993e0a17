/** Shapes of zoo.cfgs as people write them: what mutations begin with. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIELD = join(import.meta.dirname, 'field');

/** The files that came from public reports and configurations, by their names. */
export const FIELD_FILES: ReadonlyMap<string, string> = new Map(
  readdirSync(FIELD)
    .filter((name) => name.endsWith('.cfg'))
    .sort()
    .map((name) => [name, readFileSync(join(FIELD, name), 'utf8')]),
);

const THREE = `server.1=zoo1:2888:3888
server.2=zoo2:2888:3888
server.3=zoo3:2888:3888
`;

const SHAPES: readonly string[] = [
  // The sample that comes with ZooKeeper.
  `# The number of milliseconds of each tick
tickTime=2000
# The number of ticks that the initial
# synchronization phase can take
initLimit=10
# The number of ticks that can pass between
# sending a request and getting an acknowledgement
syncLimit=5
# the directory where the snapshot is stored.
dataDir=/tmp/zookeeper
clientPort=2181
#maxClientCnxns=60
#autopurge.snapRetainCount=3
#autopurge.purgeInterval=1
`,
  // Kafka's.
  `dataDir=/var/lib/kafka/zookeeper
clientPort=2181
maxClientCnxns=0
admin.enableServer=false
tickTime=2000
initLimit=5
syncLimit=2
${THREE}`,
  // A container image's, with the ports of clients behind a semicolon.
  `dataDir=/data
dataLogDir=/datalog
tickTime=2000
initLimit=5
syncLimit=2
autopurge.snapRetainCount=3
autopurge.purgeInterval=0
maxClientCnxns=60
standaloneEnabled=false
admin.enableServer=true
4lw.commands.whitelist=ruok, stat, conf, isro
server.1=zoo1:2888:3888;2181
server.2=zoo2:2888:3888:participant;2181
server.3=zoo3:2888:3888:observer;0.0.0.0:2181
`,
  // One machine, three ports.
  `tickTime=2000
initLimit=10
syncLimit=5
dataDir=/tmp/zk1
clientPort=2181
server.1=localhost:2888:3888
server.2=localhost:2889:3889
server.3=localhost:2890:3890
`,
  // Five voters, two observers, sessions of its own, system properties.
  `tickTime = 2000
initLimit : 20
syncLimit 10
dataDir = /srv/zookeeper/data
dataLogDir = /srv/zookeeper/log
clientPort = 2181
minSessionTimeout = 4000
maxSessionTimeout = 60000
snapCount = 100000
globalOutstandingLimit = 1000
preAllocSize = 65536
forceSync = yes
leaderServes = yes
cnxTimeout = 3000
extendedTypesEnabled = true
server.1 = 10.0.0.1:2888:3888
server.2 = 10.0.0.2:2888:3888
server.3 = 10.0.0.3:2888:3888
server.4 = 10.0.0.4:2888:3888
server.5 = 10.0.0.5:2888:3888
server.6 = 10.0.0.6:2888:3888:observer
server.7 = 10.0.0.7:2888:3888:observer
`,
  // TLS and SASL.
  `tickTime=2000
initLimit=10
syncLimit=5
dataDir=/var/lib/zookeeper
secureClientPort=2281
serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory
authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider
ssl.keyStore.location=/etc/zookeeper/keystore.jks
ssl.keyStore.password=secret
sslQuorum=true
portUnification=false
quorum.auth.enableSasl=true
quorum.auth.learnerRequireSasl=true
quorum.auth.serverRequireSasl=true
quorum.auth.learner.saslLoginContext=QuorumLearner
quorum.auth.kerberos.servicePrincipal=zookeeper/_HOST
quorum.cnxn.threads.size=20
${THREE}`,
  // Three machine rooms.
  `tickTime=2000
initLimit=10
syncLimit=5
dataDir=/data
clientPort=2181
group.1=1:2:3
group.2=4:5:6
group.3=7:8:9
weight.1=1
weight.9=2
${Array.from({ length: 9 }, (_, i) => `server.${i + 1}=zoo${i + 1}:2888:3888`).join('\n')}
`,
  // Lone, with everything an operator turns.
  `tickTime=3000
dataDir=/data
clientPort=2181
clientPortAddress=127.0.0.1
clientPortListenBacklog=50
quorumListenOnAllIPs=true
peerType=participant
electionAlg=3
syncEnabled=true
reconfigEnabled=false
localSessionsEnabled=false
localSessionsUpgradingEnabled=false
observerMasterPort=2191
connectToLearnerMasterLimit=5
metricsProvider.className=org.apache.zookeeper.metrics.impl.DefaultMetricsProvider
jvm.pause.monitor=true
jvm.pause.info-threshold.ms=1000
jvm.pause.warn-threshold.ms=10000
jvm.pause.sleep.time.ms=500
multiAddress.enabled=false
multiAddress.reachabilityCheckTimeoutMs=1000
audit.enable=true
`,
];

/** All of them. */
export const REAL_SHAPES: readonly string[] = [...FIELD_FILES.values(), ...SHAPES];
