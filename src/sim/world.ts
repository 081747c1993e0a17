import type { Client, ClientTimer } from '../client/index.ts';
import type { Mutable, RandomState, TrieMap } from '../lib/index.ts';
import type {
  ClientMessage,
  ClientName,
  EnsembleConfig,
  Micros,
  ServerId,
} from '../model/index.ts';
import type { RecipeState } from '../recipes/index.ts';
import type {
  DialIds,
  Protocol,
  ReplicaDisk,
  ReplicaMessage,
  ReplicaTimer,
  Service,
  ServiceState,
  VariantSwitches,
  WriteTicket,
} from '../replica/index.ts';
import type { Agenda } from './agenda.ts';
import type { Endpoint } from './commands.ts';
import type { ArmedTimer } from './timers.ts';
import type { Wire } from './wire.ts';

/** Which kind of connection: a channel of the protocol, or `client`: client to server. */
export type ChannelName = string;

/** Which of a connection's two streams: from the end that dialled, or back to it. */
export type Way = 'out' | 'back';

/** One message on its way. */
export interface Flight {
  readonly type: 'flight';
  /** Unique in a world; events refer to it. */
  readonly id: number;
  readonly connection: number;
  readonly channel: ChannelName;
  /** In which of the connection's streams. */
  readonly way: Way;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly message: ReplicaMessage | ClientMessage;
  readonly sentAt: Micros;
}

/** One direction of a connection: what is sent in it arrives in that order. */
export interface Stream {
  /** While it stands still (cut or hold): what waits, oldest first; empty when it moves. */
  readonly stalled: readonly Flight[];
  /**
   * What is sent now arrives no sooner than this: after a delay or a stall it must not overtake.
   */
  readonly notBefore: Micros;
}

/** A FIFO connection, open at both ends. `a` dialled `b`. */
export interface Connection {
  readonly id: number;
  readonly channel: ChannelName;
  readonly a: Endpoint;
  readonly b: Endpoint;
  /**
   * Whether both processes know of it: a client's is made by the server's kernel, and its process
   * knows no more of it than what it has read there.
   */
  readonly known: boolean;
  /** One-way latency in microseconds, drawn when the connection opened. */
  readonly latency: Micros;
  readonly out: Stream;
  readonly back: Stream;
}

/** What can be due: the agenda holds these, ordered by time, then by order of scheduling. */
export type Due =
  | Flight
  | {
      readonly type: 'dial';
      readonly id: number;
      readonly channel: ChannelName;
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly ids?: DialIds | undefined;
    }
  | {
      readonly type: 'answer';
      readonly dial: number;
      readonly connection: number;
      readonly channel: ChannelName;
      readonly from: Endpoint;
      readonly to: Endpoint;
    }
  | {
      readonly type: 'closed';
      readonly connection: number;
      /** The end that dialled it. */
      readonly dialler: Endpoint;
      readonly channel: ChannelName;
      readonly from: Endpoint;
      readonly to: Endpoint;
    }
  | {
      readonly type: 'timer';
      readonly server: ServerId;
      readonly boot: number;
      readonly timer: HostTimer;
    }
  | {
      readonly type: 'flushed';
      readonly server: ServerId;
      readonly boot: number;
      /** The replica's own, for what it had written when the fsync began. */
      readonly ticket: WriteTicket;
    }
  | {
      readonly type: 'saved';
      readonly server: ServerId;
      readonly boot: number;
      readonly ticket: number;
    }
  | {
      readonly type: 'worked';
      readonly server: ServerId;
      readonly boot: number;
    }
  | { readonly type: 'client-timer'; readonly client: ClientName; readonly timer: ClientTimer }
  | { readonly type: 'load'; readonly generation: number };

/** A timer of a server's process: one of its replica's, or the one of the service above. */
export type HostTimer = ReplicaTimer | 'service';

/** Milliseconds of work that a packet of a client is to a server, and a CONNECT; 0: none. */
export interface Work {
  readonly packetMs: number;
  readonly connectMs: number;
}

/** A machine in the ensemble: its disk, and, while its process runs, the server. */
export interface Host {
  readonly sid: ServerId;
  readonly status: 'up' | 'down' | 'frozen';
  /** Counts process starts: what was due for an earlier process is ignored. */
  readonly boot: number;
  /** While the process runs `server.peer.disk` is the disk; this is what it left. */
  readonly disk: ReplicaDisk;
  readonly server: ServiceState | null;
  readonly timers: readonly ArmedTimer<HostTimer>[];
  /** An fsync is under way. */
  readonly flushing: boolean;
  /** Milliseconds per fsync when slowed; 0: the ordinary disk. */
  readonly fsyncMs: number;
  /** What packets of clients cost it (sim/work.ts). */
  readonly work: Work;
  /** Packets of clients that it has not come to; it works on the first. */
  readonly queue: readonly Flight[];
  readonly saveTicket: number;
  /** What came due while the process was frozen. */
  readonly backlog: readonly Due[];
  /** The machine has no power (sim/power.ts). */
  readonly dark: boolean;
  /** Connections that it had when the power went: the other ends may still hold them. */
  readonly stranded: readonly number[];
}

/** A host in the making: its copy, written out, so that all hosts have one shape. */
export type HostDraft = Mutable<Host>;

export function draftHost(h: Host): HostDraft {
  return {
    sid: h.sid,
    status: h.status,
    boot: h.boot,
    disk: h.disk,
    server: h.server,
    timers: h.timers,
    flushing: h.flushing,
    fsyncMs: h.fsyncMs,
    work: h.work,
    queue: h.queue,
    saveTicket: h.saveTicket,
    backlog: h.backlog,
    dark: h.dark,
    stranded: h.stranded,
  };
}

/** A client process. */
export interface ClientHost {
  readonly client: Client;
  readonly frozen: boolean;
  readonly recipe: RecipeState | null;
  /** Which call of the client is which request of the recipe. */
  readonly recipeCalls: readonly { readonly cxid: number; readonly tag: string }[];
  readonly connection: Connection | null;
  readonly backlog: readonly Due[];
  readonly timers: readonly ArmedTimer<ClientTimer>[];
}

/** A client's process in the making; see HostDraft. */
export type ClientHostDraft = Mutable<ClientHost>;

export function draftClientHost(h: ClientHost): ClientHostDraft {
  return {
    client: h.client,
    frozen: h.frozen,
    recipe: h.recipe,
    recipeCalls: h.recipeCalls,
    connection: h.connection,
    backlog: h.backlog,
    timers: h.timers,
  };
}

export interface LinkRule {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly cut: boolean;
  readonly delayMs: number;
}
export interface HoldRule {
  readonly message: string;
  readonly from: ServerId;
  readonly to: ServerId;
}

/**
 * A light load of random reads and writes over a small tree, by clients spread over the servers.
 */
export interface Load {
  readonly clients: number;
  /** Operations a second, each client. */
  readonly perSecond: number;
  /** Operations so far: whose turn it is. */
  readonly count: number;
  /** Distinguishes this load's dues from those of one before it. */
  readonly generation: number;
}

/** Everything there is at one moment. Immutable; moments share what did not change. */
export interface World {
  /** What every server's replica speaks. */
  readonly protocol: Protocol;
  /** What its machines run on their replicas. */
  readonly service: Service;
  readonly config: EnsembleConfig;
  readonly variants: VariantSwitches;
  readonly now: Micros;
  /**
   * Number of things scheduled so far: breaks ties in the agenda, numbers messages and connections.
   */
  readonly seq: number;
  /** Turns so far: commands and dues carried out. */
  readonly turn: number;
  readonly chance: RandomState;
  readonly agenda: Agenda<Due>;
  /** In the order of the configuration. */
  readonly hosts: readonly Host[];
  readonly clients: TrieMap<ClientHost>;
  /** Names in the order in which the clients came. */
  readonly clientNames: readonly ClientName[];
  /** Bare clients, by name; no name is both a client's and a wire's. */
  readonly wires: TrieMap<Wire>;
  /**
   * The protocol's connections, by channel, in its order: per pair of hosts (lower index * n +
   * higher), or per way (index of who dialled * n + index of who was).
   */
  readonly links: readonly (readonly (Connection | null)[])[];
  readonly linkRules: readonly LinkRule[];
  readonly holds: readonly HoldRule[];
  /** Dials and closing notices that wait for a cut link to heal. */
  readonly parked: readonly Due[];
  readonly load: Load | null;
}

/** The next world at its beginning, a turn later: a copy to write in. */
export function draftWorld(w: World, now: Micros): Mutable<World> {
  return {
    protocol: w.protocol,
    service: w.service,
    config: w.config,
    variants: w.variants,
    now,
    seq: w.seq,
    turn: w.turn + 1,
    chance: w.chance,
    agenda: w.agenda,
    hosts: w.hosts,
    clients: w.clients,
    clientNames: w.clientNames,
    wires: w.wires,
    links: w.links,
    linkRules: w.linkRules,
    holds: w.holds,
    parked: w.parked,
    load: w.load,
  };
}
