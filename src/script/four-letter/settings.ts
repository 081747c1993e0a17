import { getKey, textOf } from '../../lib/index.ts';
import { clientPort } from '../../model/index.ts';
import { VERSION } from '../zkcli/index.ts';
import { NOT_KEPT, type Respondent } from './facts.ts';

/** ConfCommand: what zoo.cfg came to. */
export function conf({ config, database, host, server }: Respondent): readonly string[] {
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
  return [
    ...lines,
    `initLimit=${config.initLimit}`,
    `syncLimit=${config.syncLimit}`,
    'electionAlg=3',
    `electionPort=${own?.ports?.election ?? 3888}`,
    `quorumPort=${own?.ports?.quorum ?? 2888}`,
    `peerType=${own?.learnerType === 'OBSERVER' ? 1 : 0}`,
    ...(server.readOnly ? [] : membership(database)),
  ];
}

/** As the config node has it; a server that only reads does not say. */
function membership({ nodes }: Respondent['database']): readonly string[] {
  return ['membership: ', ...textOf(getKey(nodes, '/zookeeper/config')?.data ?? '').split('\n')];
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
