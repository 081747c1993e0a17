/**
 * Recipes: what clients build on ZooKeeper (locks, queues, elections), each a small pure machine
 * with a chart of its own, and this registry.
 */
import type { Because, Op, Reply, SessionId, WatchEvent } from '../model/index.ts';

/** What a recipe may be told. `tag` is what it gave with the request. */
export type RecipeInput =
  | { readonly type: 'begun' }
  | { readonly type: 'replied'; readonly tag: string; readonly op: Op; readonly reply: Reply }
  | { readonly type: 'watched'; readonly event: WatchEvent }
  | { readonly type: 'disconnected' }
  | { readonly type: 'reconnected' }
  | { readonly type: 'expired' }
  | { readonly type: 'release' };

/** What a recipe may do. */
export type RecipeEffect =
  | { readonly type: 'ask'; readonly tag: string; readonly op: Op }
  | { readonly type: 'moved'; readonly state: string; readonly because: Because };

/** A running recipe as plain data: its name, the leaf of its chart, and what it remembers. */
export interface RecipeState {
  readonly recipe: string;
  readonly path: string;
  readonly leaf: string;
  /** The node this recipe made for itself; null before. */
  readonly own: string | null;
  /** The node it watches; null when it watches none. */
  readonly watching: string | null;
  /** The client's session and a number unique to this run: a GUID that is not chance. */
  readonly guid: string;
}

export interface RecipeContext {
  readonly session: SessionId;
}
