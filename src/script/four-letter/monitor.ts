import { size } from '../../lib/index.ts';
import { votersOf } from '../../model/index.ts';
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
  const { config, database, server, facts } = asked;
  const { leading } = facts;
  const mode = modeOf(asked);
  const onLeader = (...metrics: readonly Metric[]): readonly Metric[] => (leading ? metrics : []);
  const members = leading?.members ?? [];
  const synced = (voter: boolean): number =>
    members.filter((one) => one.voter === voter && one.serving).length;
  const metrics: readonly Metric[] = [
    ['version', VERSION],
    ['server_state', mode],
    ...(PEER_STATES[mode] === undefined ? [] : [['peer_state', PEER_STATES[mode]] as const]),
    ...(mode === 'observer' ? [['observer_master_id', facts.leader ?? 0] as const] : []),
    ['ephemerals_count', ephemeralCount(asked)],
    ['num_alive_connections', connectionCount(asked)],
    ['outstanding_requests', outstanding(asked)],
    ['znode_count', nodeCount(asked)],
    ['global_sessions', size(database.sessions)],
    ...onLeader(['synced_followers', synced(true)]),
    ['watch_count', watchCount(server.watches.data) + watchCount(server.watches.child)],
    ...onLeader(['synced_non_voting_followers', 0], ['synced_observers', synced(false)]),
    ['approximate_data_size', database.dataBytes],
    ...onLeader(['pending_syncs', server.pendingSyncs.length]),
    ['local_sessions', size(server.local)],
    ...onLeader(['learners', members.length]),
    ...(config.standalone || server.readOnly
      ? []
      : [['quorum_size', votersOf(config).length] as const]),
    ['proposal_count', leading?.proposed ?? 0],
  ];
  return metrics.map(([name, value]) => `zk_${name}\t${value}`);
}
