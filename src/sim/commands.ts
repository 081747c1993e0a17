import type { Program } from '../client/index.ts';
import type {
  CallMessage,
  ClientName,
  ConnectMessage,
  EnsembleConfig,
  ServerId,
} from '../model/index.ts';
import type { DiskContents } from '../replica/index.ts';
import type { FaultCommand } from './faults/index.ts';

/** An end of a connection: a server by number, a client by name. */
export type Endpoint = ServerId | ClientName;

/** What clients are told to do. */
export type ClientCommand =
  | {
      readonly type: 'client-connect';
      readonly client: ClientName;
      readonly servers: readonly ServerId[];
      readonly timeoutMs: number;
      /** The path that the client takes for the root (its chroot); absent: the root itself. */
      readonly chroot?: string;
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
  /**
   * Something that only the run's service has a word for, asked of a client of its own; with no
   * request (null) the client reads the line as its service's tool does.
   */
  | {
      readonly type: 'call';
      readonly client: ClientName;
      readonly line: string;
      readonly request: unknown;
    }
  /** A light load: this many clients, each so many operations a second; 0 clients stops it. */
  | { readonly type: 'load'; readonly clients: number; readonly perSecond: number };

/** What somebody else's client does: it dials, says a message, ends behind what it has said. */
export type WireCommand = { readonly type: 'wire'; readonly wire: ClientName } & (
  | { readonly action: 'dial'; readonly server: ServerId }
  /** `packet`: as it was sent, in Base64; `message`: what a server reads in it. */
  | {
      readonly action: 'say';
      readonly packet: string;
      readonly message: ConnectMessage | CallMessage;
    }
  | { readonly action: 'end' }
);

/** What a person, a lesson or a sweep does to the world. `script` parses and prints each. */
export type Command = FaultCommand | ClientCommand | WireCommand;

/**
 * A world's beginning: the ensemble, and the lines of script that are performed at time 0 (such as
 * `start 1 2 3`). A recording's scenario is one by name, or one of these written out.
 */
export interface Scenario {
  readonly name: string;
  readonly config: EnsembleConfig;
  readonly setup: readonly Command[];
  /** What lies on the servers' disks; absent, or of a server that is not named: nothing. */
  readonly disks?: ReadonlyMap<ServerId, DiskContents>;
}
