import type { AnyStateMachine } from 'xstate';
import type { Outcome } from '../lib/index.ts';
import type { Because, Op, Reply, SessionId, WatchEvent, Zxid } from '../model/index.ts';

/** What a recipe may be told. `tag` is what it gave with the request. */
export type RecipeInput =
  /** Once, before all else. */
  | { readonly type: 'begun' }
  /**
   * Its request is over: answered, or failed by the client (CONNECTIONLOSS, SESSIONEXPIRED, ...).
   */
  | { readonly type: 'replied'; readonly tag: string; readonly op: Op; readonly reply: Reply }
  /** Any watch event of the client: a recipe looks for its own. */
  | { readonly type: 'watched'; readonly event: WatchEvent }
  | { readonly type: 'disconnected' }
  /** Every SyncConnected, the first one too. */
  | { readonly type: 'reconnected' }
  /** The session is over, in whatever way: Expired, Closed, AuthFailed. */
  | { readonly type: 'expired' }
  /** A person has had enough of it. */
  | { readonly type: 'release' };

/** What a recipe may do. */
export type RecipeEffect =
  /** Through the client; comes back as `replied` with this tag. */
  | { readonly type: 'ask'; readonly tag: string; readonly op: Op }
  /** A step that people care about; `state` is the leaf it leads to. */
  | { readonly type: 'moved'; readonly state: string; readonly because: Because };

/** A running recipe as plain data: its name, the leaf of its chart, and what it remembers. */
export interface RecipeState {
  readonly recipe: string;
  readonly path: string;
  readonly leaf: string;
  /** The node this recipe made for itself (whole path); null before. */
  readonly own: string | null;
  /**
   * Of a lock: the czxid of its own node, larger than that of every earlier holder. A resource
   * that is shown it can tell an old holder from a new one (`admits`). Null: it has no node.
   */
  readonly token: Zxid | null;
  /** The node it watches (whole path); null when it watches none. */
  readonly watching: string | null;
  /**
   * The client's session and a number unique to this run: a GUID that is not chance. Empty until
   * there is a session.
   */
  readonly guid: string;
  /** What it has in view: a queue's items, a group's members; names, in order. */
  readonly items: readonly string[];
  /** How many a barrier or a semaphore is for, as the data of `path` says; 0: not known. */
  readonly size: number;
}

export interface RecipeContext {
  /** NO_SESSION until the client has one. */
  readonly session: SessionId;
  /** A number that no earlier recipe of this session was given, such as the client's next cxid. */
  readonly run: number;
}

export type RecipeOutcome = Outcome<RecipeState, RecipeEffect>;

/** What clients build on ZooKeeper: a chart of the states, and pure handlers. */
export interface Recipe {
  /** The word in the script language: `radiology recipe lock /path`. */
  readonly name: string;
  readonly chart: AnyStateMachine;
  readonly begin: (path: string, context: RecipeContext) => RecipeState;
  readonly step: (state: RecipeState, input: RecipeInput, context: RecipeContext) => RecipeOutcome;
}
