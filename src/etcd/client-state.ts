import type { Mutable } from '../lib/index.ts';
import type { Bytes, Micros, ServerId } from '../model/index.ts';
import type { LibraryState } from '../replica/index.ts';
import type { CtlOutput } from './ctl/index.ts';
import type { KeyRange, LeaseId } from './requests.ts';
import type { AskTask, LongTask } from './tasks.ts';
import type { EtcdRequest } from './wire.ts';

/** What a program asks for in one of its steps; `keep`: its lease's time anew. */
export type ProgramPart =
  | 'grant'
  | 'enter'
  | 'look'
  | 'own'
  | 'show'
  | 'leave'
  | 'keep'
  | 'endpoint';

/** One request under way. */
export interface Call {
  readonly id: number;
  readonly line: string;
  readonly request: EtcdRequest;
  readonly since: Micros;
  /** It has been said over the connection that stands. */
  readonly said: boolean;
  /** How often a member has refused it, to no harm: it is asked again. */
  readonly tries: number;
  /** Not to be said before. */
  readonly notBefore: Micros;
  /** When its program waits no longer; null: for as long as it takes. */
  readonly until: Micros | null;
  /** Of etcdctl's line that is this one request; null: it is a program's, or has no such line. */
  readonly task: AskTask | null;
  /** Whose it is; null: a request of its own. */
  readonly program: { readonly id: number; readonly part: ProgramPart } | null;
  /** Whom it is put to over a connection beside the client's own; null: to whoever that has. */
  readonly beside: ServerId | null;
}

/** A lease that is kept alive (clientv3's lessor, concurrency.Session). */
export interface Session {
  readonly lease: LeaseId;
  /** When it asks for more time next; null: it is asking. */
  readonly asksAt: Micros | null;
  /** When it takes the lease for gone by itself. */
  readonly deadline: Micros;
  /** The lease is gone, as far as it knows: nothing is asked any more. */
  readonly over: boolean;
}

/** Events that a program waits for; they go on over another connection. */
export interface Watching {
  readonly range: KeyRange;
  /** The first revision that it has not heard of; 0: from now on. */
  readonly next: number;
  readonly prevKv: boolean;
  readonly requireLeader: boolean;
  readonly said: boolean;
  /** The member has said that it begins: what came before is of another one. */
  readonly begun: boolean;
}

/** Something that goes on until it is over: a watch, a lease kept alive, a lock, an election. */
export interface EtcdProgram {
  readonly id: number;
  readonly line: string;
  readonly task: LongTask;
  readonly session: Session | null;
  readonly watch: Watching | null;
  /** Its own key in a queue, and the revision that created it: its ticket, and the fence. */
  readonly key: Bytes;
  readonly revision: number;
  /** It takes itself for the owner, or for the leader. */
  readonly owns: boolean;
  /** When what it runs as the owner is over; null: nothing is. */
  readonly until: Micros | null;
  /** It is leaving, and this is its last word. */
  readonly ends: CtlOutput | null;
  /** What its endpoints came to, in the order in which they did. */
  readonly endpoints: readonly CtlOutput[];
}

/** A client of etcd. */
export interface EtcdClient extends LibraryState {
  readonly servers: readonly ServerId[];
  readonly connected: boolean;
  /** Of calls and programs. */
  readonly lastId: number;
  /** Oldest first; `pending` is how many, with the programs. */
  readonly calls: readonly Call[];
  readonly programs: readonly EtcdProgram[];
  /** What the last line that is over has printed in the end, by its number. */
  readonly last: { readonly id: number; readonly output: CtlOutput } | null;
  /** When it dials again; null: it is connected, or has dialled. */
  readonly dialsAt: Micros | null;
}

export function newClient(servers: readonly ServerId[]): EtcdClient {
  return {
    ...{ server: servers[0] ?? 0, pending: 0, servers, connected: false, lastId: 0 },
    ...{ calls: [], programs: [], last: null, dialsAt: null },
  };
}

/* Copies to write in, written out, so that all of a kind have one shape. */

export function draftClient(c: EtcdClient): Mutable<EtcdClient> {
  return {
    server: c.server,
    pending: c.pending,
    servers: c.servers,
    connected: c.connected,
    lastId: c.lastId,
    calls: c.calls,
    programs: c.programs,
    last: c.last,
    dialsAt: c.dialsAt,
  };
}

export function draftCall(c: Call): Mutable<Call> {
  return {
    id: c.id,
    line: c.line,
    request: c.request,
    since: c.since,
    said: c.said,
    tries: c.tries,
    notBefore: c.notBefore,
    until: c.until,
    task: c.task,
    program: c.program,
    beside: c.beside,
  };
}
