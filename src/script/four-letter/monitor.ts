import { size } from '../../lib/index.ts';
import { type LearnerType, votersOf } from '../../model/index.ts';
import type { RunningServer } from '../../sim/index.ts';
import { VERSION } from '../zkcli/index.ts';
import {
  connectionCount,
  ephemeralCount,
  modeOf,
  nodeCount,
  outstanding,
  type Respondent,
} from './facts.ts';
import { watchCount } from './watches.ts';

const PEER_STATES: Readonly<Record<string, string>> = {
  leader: 'leading - broadcast',
  follower: 'following - broadcast',
  observer: 'observing - broadcast',
};

type Metric = readonly [name: string, value: string | number];

/** MonitorCommand: the metrics that the simulator keeps, in the order of the real ones. */
export function mntr(asked: Respondent): readonly string[] {
  const { config, database, server } = asked;
  const { leader, learner } = server.peer;
  const mode = modeOf(asked);
  const onLeader = (...metrics: readonly Metric[]): readonly Metric[] => (leader ? metrics : []);
  const synced = (type: LearnerType): number => syncedLearners(server, type);
  const metrics: readonly Metric[] = [
    ['version', VERSION],
    ['server_state', mode],
    ...(PEER_STATES[mode] === undefined ? [] : [['peer_state', PEER_STATES[mode]] as const]),
    ...(mode === 'observer' ? [['observer_master_id', learner?.leader ?? 0] as const] : []),
    ['ephemerals_count', ephemeralCount(asked)],
    ['num_alive_connections', connectionCount(asked)],
    ['outstanding_requests', outstanding(asked)],
    ['znode_count', nodeCount(asked)],
    ['global_sessions', size(database.sessions)],
    ...onLeader(['synced_followers', synced('PARTICIPANT')]),
    ['watch_count', watchCount(server.watches.data) + watchCount(server.watches.child)],
    ...onLeader(['synced_non_voting_followers', 0], ['synced_observers', synced('OBSERVER')]),
    ['approximate_data_size', database.dataBytes],
    ...onLeader(['pending_syncs', server.pendingSyncs.length]),
    ['local_sessions', 0],
    ...onLeader(['learners', leader?.handlers.length ?? 0]),
    ...(config.standalone ? [] : [['quorum_size', votersOf(config).length] as const]),
    ['proposal_count', leader?.proposals.length ?? 0],
  ];
  return metrics.map(([name, value]) => `zk_${name}\t${value}`);
}

function syncedLearners({ peer }: RunningServer, type: LearnerType): number {
  const { handlers } = peer.leader ?? { handlers: [] };
  return handlers.filter((one) => one.learnerType === type && one.progress === 'SERVING').length;
}
