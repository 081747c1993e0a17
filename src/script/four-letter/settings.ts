import { getKey, textOf } from '../../lib/index.ts';
import { clientPort } from '../../model/index.ts';
import { VERSION } from '../zkcli/index.ts';
import { NOT_KEPT, type Respondent } from './facts.ts';

/** ConfCommand: what zoo.cfg came to. */
export function conf({ config, database, host }: Respondent): readonly string[] {
  const own = config.servers.find(({ sid }) => sid === host.sid);
  const lines = [
    `clientPort=${clientPort(config, host.sid)}`,
    'secureClientPort=-1',
    ...['dataDir', 'dataDirSize', 'dataLogDir', 'dataLogSize'].map((key) => `${key}=${NOT_KEPT}`),
    `tickTime=${config.tickMs}`,
    `maxClientCnxns=${config.maxClientCnxns}`,
    `minSessionTimeout=${config.minSessionTimeoutMs}`,
    `maxSessionTimeout=${config.maxSessionTimeoutMs}`,
    'clientPortListenBacklog=-1',
    `serverId=${config.standalone ? 0 : host.sid}`,
  ];
  if (config.standalone) return lines;
  const text = textOf(getKey(database.nodes, '/zookeeper/config')?.data ?? '');
  return [
    ...lines,
    `initLimit=${config.initLimit}`,
    `syncLimit=${config.syncLimit}`,
    'electionAlg=3',
    `electionPort=${own?.ports?.election ?? 3888}`,
    `quorumPort=${own?.ports?.quorum ?? 2888}`,
    `peerType=${own?.learnerType === 'OBSERVER' ? 1 : 0}`,
    'membership: ',
    ...text.split('\n'),
  ];
}

/** DirsCommand. */
export function dirs(): readonly string[] {
  return [`datadir_size: ${NOT_KEPT}`, `logdir_size: ${NOT_KEPT}`];
}

/** EnviCommand: of its surroundings a simulated process knows no more. */
export function envi({ config, host }: Respondent): readonly string[] {
  const own = config.servers.find(({ sid }) => sid === host.sid);
  return ['Environment:', `zookeeper.version=${VERSION}`, `host.name=${own?.host ?? NOT_KEPT}`];
}
