import { getKey, setKey } from '../lib/index.ts';
import type { EnsembleConfig, Image, ServerConfig, StateMachine } from '../model/index.ts';
import {
  CONFIG_PATH,
  type Database,
  draftDatabase,
  draftNode,
  emptyDatabase,
  lengthOf,
  stateMachineOf,
  type Znode,
} from '../znodes/index.ts';

const machines = new WeakMap<EnsembleConfig, StateMachine>();

/** When each server writes its config node: as it starts, hence not at 1970's first instant. */
const CONFIG_WRITTEN_MS = 1;

/** A server as the config node lists it (QuorumServer.toString). */
function lineOf({ sid, host, learnerType, ports, clientAddress }: ServerConfig): string {
  const { quorum, election } = ports ?? { quorum: 2888, election: 3888 };
  const client = clientAddress === undefined ? '' : `;${clientAddress}`;
  return `server.${sid}=${host}:${quorum}:${election}:${learnerType.toLowerCase()}${client}`;
}

/** The state machine of an ensemble: its tree begins with a config node that lists the servers. */
export function machineOf(config: EnsembleConfig): StateMachine {
  const known = machines.get(config);
  if (known) return known;
  const firsts = { version: config.firstVersion, sequence: config.firstSequence };
  const text = config.standalone
    ? null
    : [...config.servers.map(lineOf), `version=${config.version}`].join('\n');
  const machine = stateMachineOf(emptyDatabase(text, config.clockMs + CONFIG_WRITTEN_MS, firsts));
  machines.set(config, machine);
  return machine;
}

/**
 * A database from a disk of another ensemble's, with the config node that the servers of this one
 * write when they start (ZKDatabase.initConfigInZKDatabase).
 */
export function withConfigNode(config: EnsembleConfig, image: Image): Image {
  if (config.standalone) return image;
  const fresh = machineOf(config).empty as Database;
  const { data, mtime, mzxid, version } = getKey(fresh.nodes, CONFIG_PATH) as Znode;
  const db = draftDatabase(image as Database);
  const node = getKey(db.nodes, CONFIG_PATH);
  if (node === undefined) return image;
  db.dataBytes += lengthOf(data) - lengthOf(node.data);
  db.nodes = setKey(db.nodes, CONFIG_PATH, { ...draftNode(node), data, mtime, mzxid, version });
  return db;
}
