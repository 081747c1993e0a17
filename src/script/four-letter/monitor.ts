import { size } from '../../lib/index.ts';
import { type LearnerType, votersOf } from '../../model/index.ts';
import { VERSION } from '../zkcli/index.ts';
import {
  type Asked,
  connectionCount,
  ephemeralCount,
  modeOf,
  nodeCount,
  outstanding,
} from './facts.ts';
import { watchCount } from './watches.ts';

const PEER_STATES: Readonly<Record<string, string>> = {
  leader: 'leading - broadcast',
  follower: 'following - broadcast',
  observer: 'observing - broadcast',
};

/** MonitorCommand: the metrics that the simulator keeps, in the order of the real ones. */
export function mntr(asked: Asked): readonly string[] {
  const { config, database, server } = asked;
  const mode = modeOf(asked);
  const metrics: (readonly [string, string | number])[] = [
    ['version', VERSION],
    ['server_state', mode],
    ...(PEER_STATES[mode] === undefined ? [] : [['peer_state', PEER_STATES[mode]] as const]),
    ['ephemerals_count', ephemeralCount(asked)],
    ['num_alive_connections', connectionCount(asked)],
    ['outstanding_requests', outstanding(asked)],
    ['znode_count', nodeCount(asked)],
    ['global_sessions', size(database.sessions)],
    ...leaderMetrics(asked),
    ['watch_count', watchCount(server.watches.data) + watchCount(server.watches.child)],
    ['approximate_data_size', database.dataBytes],
    ['local_sessions', 0],
    ...(config.standalone ? [] : [['quorum_size', votersOf(config).length] as const]),
  ];
  return metrics.map(([name, value]) => `zk_${name}\t${value}`);
}

/** What only a leader knows: who follows it, and how far it has come. */
function leaderMetrics({ server }: Asked): readonly (readonly [string, number])[] {
  const { leader } = server.peer;
  if (leader === null) return [];
  const synced = (type: LearnerType): number =>
    leader.handlers.filter((one) => one.learnerType === type && one.progress === 'SERVING').length;
  return [
    ['synced_followers', synced('PARTICIPANT')],
    ['synced_non_voting_followers', 0],
    ['synced_observers', synced('OBSERVER')],
    ['pending_syncs', server.pendingSyncs.length],
    ['learners', leader.handlers.length],
    ['proposal_count', leader.proposals.length],
  ];
}
