import type { Program } from '../client/index.ts';
import type { ClientName, EnsembleConfig, ServerId } from '../model/index.ts';
import type { MessageType } from '../zab/index.ts';

/** An end of a connection: a server by number, a client by name. */
export type Endpoint = ServerId | ClientName;

/** What a person, a lesson or a sweep does to the world. `script` parses and prints each. */
export type Command =
  | { readonly type: 'start'; readonly servers: readonly ServerId[] }
  | { readonly type: 'crash'; readonly servers: readonly ServerId[] }
  /** All named servers (none named: all) at the same instant. */
  | { readonly type: 'power-loss'; readonly servers: readonly ServerId[] }
  | { readonly type: 'freeze'; readonly servers: readonly ServerId[] }
  | { readonly type: 'resume'; readonly servers: readonly ServerId[] }
  | { readonly type: 'wipe'; readonly servers: readonly ServerId[] }
  /** Milliseconds an fsync takes; 0 is the ordinary disk again. */
  | { readonly type: 'disk'; readonly server: ServerId; readonly fsyncMs: number }
  | {
      readonly type: 'cut';
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly oneWay: boolean;
    }
  /** Ends cuts and delays between two ends, or all when none is named. */
  | { readonly type: 'heal'; readonly between: readonly [Endpoint, Endpoint] | null }
  | { readonly type: 'partition'; readonly groups: readonly (readonly ServerId[])[] }
  | { readonly type: 'isolate'; readonly server: ServerId }
  | { readonly type: 'delay'; readonly from: Endpoint; readonly to: Endpoint; readonly ms: number }
  | {
      readonly type: 'hold';
      readonly message: MessageType;
      readonly from: ServerId;
      readonly to: ServerId;
    }
  | {
      readonly type: 'release';
      readonly message: MessageType;
      readonly from: ServerId;
      readonly to: ServerId;
    }
  | { readonly type: 'break'; readonly a: Endpoint; readonly b: Endpoint }
  | {
      readonly type: 'client-connect';
      readonly client: ClientName;
      readonly servers: readonly ServerId[];
      readonly timeoutMs: number;
    }
  | {
      readonly type: 'client';
      readonly client: ClientName;
      readonly action: 'disconnect' | 'kill' | 'freeze' | 'resume' | 'close';
    }
  /** A version checked outside of a multi: no shell has it, and no library but a careless one. */
  | {
      readonly type: 'client-check';
      readonly client: ClientName;
      readonly path: string;
      readonly version: number;
    }
  /** A zkCli line typed at a client: the line as typed, and what it comes to. */
  | {
      readonly type: 'ask';
      readonly client: ClientName;
      readonly line: string;
      readonly program: Program;
    }
  | {
      readonly type: 'recipe';
      readonly client: ClientName;
      readonly recipe: string;
      readonly path: string;
    }
  | { readonly type: 'release-recipe'; readonly client: ClientName }
  /** A light load: this many clients, each so many operations a second; 0 clients stops it. */
  | { readonly type: 'load'; readonly clients: number; readonly perSecond: number };

/**
 * A world's beginning: the ensemble, and the lines of script that are performed at time 0 (such as
 * `start 1 2 3`). A recording's scenario is one by name, or one of these written out.
 */
export interface Scenario {
  readonly name: string;
  readonly config: EnsembleConfig;
  readonly setup: readonly Command[];
}
