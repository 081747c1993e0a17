import { type Because, type ClientName, type ServerId, ZERO, type Zxid } from '../model/index.ts';

/**
 * Where a page may point: an entry of a server's history, a server, the committed list, a client.
 */
export type Place =
  | { readonly type: 'entry'; readonly server: ServerId; readonly zxid: Zxid }
  | { readonly type: 'server'; readonly server: ServerId }
  | { readonly type: 'committed'; readonly zxid: Zxid }
  | { readonly type: 'client'; readonly client: ClientName; readonly zxid: Zxid }
  | { readonly type: 'path'; readonly server: ServerId; readonly path: string };

/** A property of the protocol that a run has broken: data for a sentence, never an exception. */
export interface Breach {
  readonly invariant: string;
  /** The rule that found it (its sentence is in the catalogue) and the facts. */
  readonly because: Because;
  /** The two things that disagree. */
  readonly places: readonly [Place, Place];
}

export const entry = (server: ServerId, zxid: Zxid): Place => ({ type: 'entry', server, zxid });
export const server = (sid: ServerId): Place => ({ type: 'server', server: sid });
export const committed = (zxid: Zxid): Place => ({ type: 'committed', zxid });
export const client = (name: ClientName): Place => ({ type: 'client', client: name, zxid: ZERO });
