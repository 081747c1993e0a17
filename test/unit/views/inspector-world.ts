/** A small world made by hand, for what the inspector draws. */

import { type Client, NEW_SHELL } from '../../../src/client/index.ts';
import { append, type ChunkedLog, emptyLog, emptyMap, setKey } from '../../../src/lib/index.ts';
import {
  type Change,
  DEFAULT_CONFIG,
  NO_SESSION,
  type Txn,
  ZERO,
  type Zxid,
  zxid,
} from '../../../src/model/index.ts';
import { ZOOKEEPER } from '../../../src/server/index.ts';
import type { ClientHost, Host, Server, SimEvent, World } from '../../../src/sim/index.ts';
import type { Moment } from '../../../src/views/props.ts';
import {
  type Disk,
  EMPTY_DISK,
  type Leader,
  type Leaf,
  type Learner,
  NO_VARIANTS,
  type Peer,
  type Vote,
  ZAB,
} from '../../../src/zab/index.ts';
import { serverStateOf, standingOf, zabStateOf } from '../../../src/zab/leaf.ts';
import { applyTxn, type Database, emptyDatabase, emptyWatches } from '../../../src/znodes/index.ts';

export function z(short: string): Zxid {
  const [epoch, counter] = short.split('·').map(Number);
  return zxid(epoch as number, counter as number);
}

export function txn(short: string, change?: Partial<Change>, session = '0x1'): Txn {
  const made = {
    ...{ type: 'create', path: `/n${short.split('·')[1]}`, data: 'x', acl: [], owner: NO_SESSION },
    ...{ kind: 'ordinary', ttl: 0, parentCreations: 1, answersStat: false },
    ...change,
  } as Change;
  return { zxid: z(short), session, cxid: 1, timeMs: 0, change: made };
}

export function logOf(txns: readonly Txn[]): ChunkedLog<Txn> {
  return txns.reduce((log, one) => append(log, one), emptyLog<Txn>());
}

export function diskOf(txns: readonly Txn[], flushed = txns.length, more?: Partial<Disk>): Disk {
  return { ...EMPTY_DISK, log: logOf(txns), flushed, ...more };
}

export function databaseOf(txns: readonly Txn[]): Database {
  return txns.reduce(applyTxn, emptyDatabase());
}

export interface PeerParts {
  readonly leaf?: Leaf;
  readonly disk?: Disk;
  readonly applied?: string;
  readonly db?: Database;
  readonly leader?: Partial<Leader>;
  readonly learner?: Partial<Learner>;
  readonly election?: Partial<Peer['election']>;
}

const BECAUSE = { rule: 'x', facts: {} };

/** Server 1, a voter, came to this leaf. */
export function changed(leaf: Leaf): Extract<SimEvent, { type: 'stateChanged' }> {
  const [role, phase] = [serverStateOf(leaf), zabStateOf(leaf)];
  const standing = standingOf(leaf, true);
  return { type: 'stateChanged', server: 1, leaf, role, phase, standing, because: BECAUSE };
}

export function vote(leader: number, short = '0·0', peerEpoch = 0, electionEpoch = 1): Vote {
  return { leader, zxid: z(short), peerEpoch, electionEpoch };
}

const LEARNER: Learner = {
  ...{ leader: 1, progress: 'SERVING', attempts: 0, epoch: 1, syncMode: 'DIFF' },
  ...{ appliedUnlogged: false, pending: emptyLog(), head: 0, toCommit: [], ackFrom: 0 },
  ...{ inbox: [], gone: false, heardAt: 0 },
} as Learner;

export function peer(sid: number, parts: PeerParts): Peer {
  const { leaf = 'LOOKING.ELECTION', disk = EMPTY_DISK, applied = '0·0' } = parts;
  const election = {
    ...{ round: 1, vote: vote(sid), received: [], outOfElection: [], finalizing: false },
    ...{ notificationMs: 200, wires: [], waiting: [], ...parts.election },
  };
  return {
    ...{ sid, leaf, disk, election },
    memory: {
      image: parts.db ?? emptyDatabase(),
      lastProcessed: z(applied),
      committedLog: emptyLog(),
      committedFrom: 0,
    },
    leader: parts.leader === undefined ? null : (parts.leader as Leader),
    learner: parts.learner === undefined ? null : { ...LEARNER, ...parts.learner },
    ...{ chance: 1, sinceSnapshot: 0, snapshotAfter: 1000, saving: null, logOpen: true },
  } as Peer;
}

export function up(sid: number, parts: PeerParts, more?: Partial<Server>): Host {
  const made = peer(sid, parts);
  const server: Server = {
    ...{ peer: made, serving: true, predicted: made.memory.image, connections: emptyMap() },
    ...{ bySession: emptyMap(), watches: emptyWatches(), tracked: emptyMap(), touched: [] },
    ...{ pendingSyncs: [], sessionsFrom: 0, nextSession: 1, ...more },
  } as Server;
  return { ...down(sid, EMPTY_DISK), status: 'up', server };
}

export function down(sid: number, disk: Disk): Host {
  return {
    ...{ sid, status: 'down', boot: 1, disk, server: null, timers: [], flushing: false },
    ...{
      fsyncMs: 0,
      work: { packetMs: 0, connectMs: 0 },
      queue: [],
      saveTicket: 0,
      backlog: [],
      dark: false,
      stranded: [],
    },
  };
}

export function client(name: string, more?: Partial<Client>): ClientHost {
  const made: Client = {
    ...{ name, servers: [1], askedTimeoutMs: 8000, leaf: 'CONNECTED', session: '0x1' },
    ...{ timeoutMs: 8000, lastZxid: ZERO, server: 1, nextServer: 0, nextCxid: 1 },
    ...{ sent: [], queued: [], auth: [], lastSentAt: 0, lastHeardAt: 0 },
    watches: { data: [], exist: [], child: [], persistent: [], persistentRecursive: [] },
    transcript: emptyLog(),
    shell: NEW_SHELL,
    chance: 1,
    ...more,
  } as Client;
  return {
    client: made,
    frozen: false,
    recipe: null,
    connection: null,
    backlog: [],
    timers: [],
    recipeCalls: [],
  };
}

export function world(hosts: readonly Host[], clients: readonly ClientHost[] = []): World {
  const servers = hosts.map(({ sid }) => ({
    ...{ sid, learnerType: 'PARTICIPANT' as const, host: `s${sid}` },
  }));
  return {
    config: { ...DEFAULT_CONFIG, servers, standalone: false },
    protocol: ZAB,
    service: ZOOKEEPER,
    variants: NO_VARIANTS,
    wires: emptyMap(),
    ...{ now: 0, seq: 0, turn: 0, chance: 1, agenda: null, hosts },
    clients: clients.reduce(
      (map, one) => setKey(map, one.client.name, one),
      emptyMap<ClientHost>(),
    ),
    clientNames: clients.map((one) => one.client.name),
    ...{ links: [], linkRules: [], holds: [], parked: [], load: null },
  };
}

export function moment(
  of: World,
  events: readonly SimEvent[] = [],
  more?: Partial<Moment>,
): Moment {
  const timed = events.map((event, n) => ({ n, at: n * 1000, event }));
  return { world: of, now: 0, events: timed, selected: null, observed: 1, ...more };
}
