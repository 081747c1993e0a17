/** Worlds as small as goals and facts need them, made by hand. */
import { append, emptyLog, emptyMap, setKey, type TrieMap } from '../../../src/lib/index.ts';
import { DEFAULT_CONFIG, NO_SESSION, OPEN_ACL, ZERO, zxid } from '../../../src/model/index.ts';
import type { ClientHost, World } from '../../../src/sim/index.ts';
import { EMPTY_DISK, ZAB } from '../../../src/zab/index.ts';
import { type Database, emptyDatabase, nodeAt } from '../../../src/znodes/index.ts';

export interface SmallServer {
  readonly sid: number;
  readonly status?: 'up' | 'down' | 'frozen';
  readonly leaf?: string;
  /** Epoch that it leads, established. */
  readonly leads?: number;
  readonly serving?: boolean;
  readonly applied?: readonly [epoch: number, counter: number];
  readonly log?: readonly (readonly [epoch: number, counter: number])[];
  readonly tree?: Database;
}

export interface SmallClient {
  readonly name: string;
  readonly session?: string;
  readonly leaf?: string;
  readonly server?: number;
  readonly frozen?: boolean;
  readonly own?: string;
  readonly watching?: string;
  readonly events?: readonly string[];
  readonly answers?: readonly string[];
}

/** A tree with these znodes: path to owner's session and data. Parents come first. */
export function treeOf(
  nodes: Readonly<Record<string, { owner?: string; data?: string }>>,
): Database {
  const empty = emptyDatabase();
  let all = empty.nodes;
  let sessions: TrieMap<number> = emptyMap();
  for (const [path, { owner = NO_SESSION, data = '' }] of Object.entries(nodes)) {
    const at = path.lastIndexOf('/');
    const parentPath = at === 0 ? '/' : path.slice(0, at);
    const parent = nodeAt({ ...empty, nodes: all }, parentPath);
    if (parent === undefined) throw new Error(`no ${parentPath}`);
    const children = setKey(parent.children, path.slice(at + 1), true as const);
    all = setKey(all, parentPath, { ...parent, children });
    all = setKey(all, path, { ...parent, acl: OPEN_ACL, owner, data, children: emptyMap() });
    if (owner !== NO_SESSION) sessions = setKey(sessions, owner, 8000);
  }
  return { ...empty, nodes: all, sessions };
}

function hostOf(server: SmallServer) {
  const [epoch, counter] = server.applied ?? [1, 1];
  let log = emptyLog<unknown>();
  for (const [e, c] of server.log ?? []) log = append(log, { zxid: zxid(e, c) });
  const disk = { ...EMPTY_DISK, log, currentEpoch: server.leads ?? 1 };
  const peer = {
    disk,
    leaf: server.leaf ?? `${server.leads === undefined ? 'FOLLOWING' : 'LEADING'}.BROADCAST`,
    leader: server.leads === undefined ? null : { established: true, lastCommitted: ZERO },
    memory: { image: server.tree ?? emptyDatabase(), lastProcessed: zxid(epoch, counter) },
  };
  const isDown = server.status === 'down';
  return {
    sid: server.sid,
    status: server.status ?? 'up',
    disk,
    server: isDown ? null : { serving: server.serving ?? true, tracked: emptyMap(), peer },
  };
}

function clientOf(client: SmallClient) {
  let transcript = emptyLog<unknown>();
  for (const type of client.events ?? []) {
    transcript = append(transcript, { type: 'event', at: 0, event: { type, path: '/' } });
  }
  for (const code of client.answers ?? []) {
    transcript = append(transcript, { type: 'answered', at: 0, reply: { code } });
  }
  return {
    frozen: client.frozen ?? false,
    recipe: { own: client.own ?? null, watching: client.watching ?? null },
    client: {
      session: client.session ?? `0x${client.name}`,
      leaf: client.leaf ?? 'CONNECTED',
      server: client.server ?? 1,
      transcript,
    },
  };
}

export function worldOf(
  servers: readonly SmallServer[],
  clients: readonly SmallClient[] = [],
  now = 0,
): World {
  let map = emptyMap<ClientHost>();
  for (const client of clients) {
    map = setKey(map, client.name, clientOf(client) as unknown as ClientHost);
  }
  const clientNames = clients.map((client) => client.name);
  const config = { ...DEFAULT_CONFIG, standalone: false };
  const hosts = servers.map(hostOf);
  const world = { protocol: ZAB, now, config, hosts, clients: map, clientNames };
  return world as unknown as World;
}
