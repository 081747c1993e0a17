import type { ChunkedLog, RandomState } from '../lib/index.ts';
import type {
  AuthOp,
  ClientName,
  Micros,
  Op,
  Reply,
  ServerId,
  SessionId,
  WatchEvent,
  Zxid,
} from '../model/index.ts';
import type { SessionLeaf } from './lifecycle.ts';
import type { Program, Shell, ShellResult } from './shell/index.ts';

/** A request the client has sent, or will send when it is connected. */
export interface PendingCall {
  /** Given when it is asked; a call that fails unsent leaves a gap, which no server minds. */
  readonly cxid: number;
  readonly op: Op;
  readonly at: Micros;
  /** A typed console line, a recipe, the light load, or the library itself. */
  readonly asker: Asker;
  /** Of a console's: the line that it answers. */
  readonly line?: string;
  /** removeWatches: the watches go also when no server answers (removewatches -l). */
  readonly local?: true;
  /**
   * The Watcher object it is about; without one, reads and addWatch mean the default one, a removal
   * all of them (removeAllWatches).
   */
  readonly watcher?: WatcherName;
}

/** What somebody wants of a client. */
export type Asked = Omit<PendingCall, 'cxid' | 'at'>;

/** Names a Watcher object of the application: it is told once of what it watches twice. */
export type WatcherName = string;

/** The Watcher object that the handle was made with, the only one of zkCli and of recipes. */
export const DEFAULT_WATCHER: WatcherName = 'default';

/**
 * Who wants something of a client. `console`: a typed line that is one request; `shell`: one that
 * takes several.
 */
export type Asker = 'console' | 'shell' | 'recipe' | 'load' | 'library';

/** One line of a client's console as it happened; printed by script/zkcli. */
export type TranscriptEntry =
  | {
      readonly type: 'typed';
      readonly at: Micros;
      /** Its number in the history. */
      readonly number: number;
      readonly line: string;
      readonly program: Program;
    }
  /** The answer to a line that was one request. */
  | {
      readonly type: 'answered';
      readonly at: Micros;
      readonly line: string;
      readonly op: Op;
      readonly reply: Reply;
    }
  /** What came of any other line. */
  | {
      readonly type: 'printed';
      readonly at: Micros;
      readonly line: string;
      readonly result: ShellResult;
    }
  | {
      readonly type: 'event';
      readonly at: Micros;
      readonly event: WatchEvent;
      /** Disconnected: of watches that were removed although no server could be asked. */
      readonly state: 'SyncConnected' | 'Disconnected';
      readonly to: readonly WatcherName[];
    }
  | {
      readonly type: 'session';
      readonly at: Micros;
      readonly state: SessionEvent;
      readonly to: readonly WatcherName[];
    };

/** What watchers are told of the session itself (Watcher.Event.KeeperState, type None). */
export type SessionEvent = 'SyncConnected' | 'Disconnected' | 'Expired' | 'Closed' | 'AuthFailed';

/** A path and the Watcher objects to be called about it: at least one, none twice. */
export interface Watched {
  readonly path: string;
  readonly by: readonly WatcherName[];
}

/**
 * Who watches what, and so what this client will register again after a reconnect
 * (ZKWatchManager). Sorted by path, no path twice in a list.
 */
export interface ClientWatches {
  readonly data: readonly Watched[];
  readonly exist: readonly Watched[];
  readonly child: readonly Watched[];
  readonly persistent: readonly Watched[];
  readonly persistentRecursive: readonly Watched[];
}

/** What a handle may be made with beside its servers. */
export interface ClientHandle {
  /** Not empty: the path that is the root for this handle. */
  readonly chroot?: string;
  /** A session to go on with. */
  readonly session?: SessionId;
}

/**
 * A ZooKeeper client: ClientCnxn with its session. Immutable; moved by client/step. In every step's
 * end:
 * 1. While ASSOCIATING or CONNECTED it has a server; when it is not alive, none.
 * 2. While CONNECTED it has a session, and nothing waits for a connection.
 * 3. Only while CONNECTED does anything sent wait for its answer.
 * 4. When it is not alive nothing waits at all.
 * 5. `nextServer` is one of its servers, and so is `roundStart`, once there is a round.
 */
export interface Client {
  readonly name: ClientName;
  /** The connect string's servers, in the order they are tried. */
  readonly servers: readonly ServerId[];
  readonly askedTimeoutMs: number;
  /** The path that is the root for this client; empty: the server's own root. */
  readonly chroot: string;
  readonly leaf: SessionLeaf;
  readonly session: SessionId;
  /** Negotiated; the asked one until then. */
  readonly timeoutMs: number;
  readonly lastZxid: Zxid;
  /** The server of the present connection or attempt, or NO_SERVER. */
  readonly server: ServerId;
  /** Index in `servers` of the next one to try. */
  readonly nextServer: number;
  /**
   * Index at which a round of attempts is complete (StaticHostProvider.lastIndex); -1 before the
   * first.
   */
  readonly roundStart: number;
  /**
   * A TCP connection was open once: from now on every attempt waits a little first
   * (isFirstConnect).
   */
  readonly reachedOnce: boolean;
  readonly nextCxid: number;
  /** Sent, in order of sending; answered in that order. */
  readonly sent: readonly PendingCall[];
  /** Waits for a connection. */
  readonly queued: readonly PendingCall[];
  readonly watches: ClientWatches;
  /** What addAuthInfo was given; sent again on every connection. */
  readonly auth: readonly AuthOp[];
  /** closeSession was asked for; nothing more is accepted. */
  readonly closing: boolean;
  readonly lastSentAt: Micros;
  readonly lastHeardAt: Micros;
  readonly transcript: ChunkedLog<TranscriptEntry>;
  readonly shell: Shell;
  readonly chance: RandomState;
}
