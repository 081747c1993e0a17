import type { Mutable } from '../lib/index.ts';
import type {
  CallMessage,
  ClientMessage,
  ClientName,
  Micros,
  ServerId,
  SessionId,
} from '../model/index.ts';
import type { LibraryInput, LibraryState } from '../replica/index.ts';
import type { Connection } from './world.ts';

/** A bare client: a connection and what came over it (sim/bare-clients, sim/library-clients). */
export interface Wire {
  readonly name: ClientName;
  /** What speaks over it, where the run's service has clients of its own; else nobody does. */
  readonly library: LibraryState | null;
  /** What its library has not heard, since its process stands still; null: it does not. */
  readonly missed: readonly LibraryInput[] | null;
  /** Whose connection it is, beside that client's own; null: it is nobody else's. */
  readonly beside: ClientName | null;
  /** The server it dialled last. */
  readonly server: ServerId;
  readonly state: 'dialled' | 'open' | 'closed';
  /** Keeps all that it hears until it is taken, and stays when it is over. */
  readonly keeps: boolean;
  /** Sees to it that its session lives, and says nothing else by itself. */
  readonly pings: boolean;
  /** 0 until it has a session. */
  readonly pingEveryMs: number;
  /** When its next ping is due. */
  readonly pingAt: Micros;
  readonly connection: Connection | null;
  /** Null before it has greeted, NO_SESSION until that has its answer. */
  readonly session: SessionId | null;
  /** What it says once it may. */
  readonly waiting: readonly ClientMessage[];
  /** What it has asked and has no answer to, oldest first. */
  readonly sent: readonly CallMessage[];
  /** What has arrived: the last of it, or all that was not taken yet, oldest first. */
  readonly received: readonly ClientMessage[];
}

/** A wire in the making; see HostDraft. */
export type WireDraft = Mutable<Wire>;

export function draftWire(w: Wire): WireDraft {
  return {
    name: w.name,
    library: w.library,
    missed: w.missed,
    beside: w.beside,
    server: w.server,
    state: w.state,
    keeps: w.keeps,
    pings: w.pings,
    pingEveryMs: w.pingEveryMs,
    pingAt: w.pingAt,
    connection: w.connection,
    session: w.session,
    waiting: w.waiting,
    sent: w.sent,
    received: w.received,
  };
}

/** The wire, whose connection is another now. */
export function withConnection(wire: Wire, connection: Connection | null): Wire {
  const draft = draftWire(wire);
  draft.connection = connection;
  return draft;
}
