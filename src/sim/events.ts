import type { SessionEvent, SessionLeaf } from '../client/index.ts';
import type {
  Because,
  ClientMessage,
  ClientName,
  ErrorCode,
  Op,
  ServerId,
  SessionId,
  Txn,
  WatchEvent,
  Zxid,
} from '../model/index.ts';
import type { MessageClass, PromiseFacts, ReplicaMessage, ReplicaNote } from '../replica/index.ts';
import type { Endpoint } from './commands.ts';

/** What a server's replica noted, with the server's number. */
type OfServer<N> = N extends unknown ? N & { readonly server: ServerId } : never;

/**
 * How a connection ends: in order, given up by who expects nothing of it, with its process,
 * found dead after a loss of power, by hand, or in favour of a new one.
 */
export type BreakWay = 'closed' | 'gaveUp' | 'died' | 'power' | 'hand' | 'anew';

/**
 * What happened, as data: events are returned by a turn, in order; script/describe makes sentences
 * and event lines of them (contracts: names and fields are promises to outsiders).
 */
export type SimEvent =
  | OfServer<ReplicaNote>
  | {
      readonly type: 'serverStarted';
      readonly server: ServerId;
      /** What it finds on its disk that others rely on, by the protocol's names. */
      readonly promises: readonly PromiseFacts[];
      readonly lastZxid: Zxid;
    }
  | {
      readonly type: 'serverCrashed';
      readonly server: ServerId;
      readonly lost: readonly Zxid[];
      /** The machine lost its power: nobody is told, and these messages of its do not arrive. */
      readonly silent?: readonly number[];
    }
  | {
      readonly type: 'serverExited';
      readonly server: ServerId;
      readonly code: number;
      readonly because: Because;
    }
  | { readonly type: 'diskWiped' | 'serverFrozen' | 'serverResumed'; readonly server: ServerId }
  | {
      readonly type: 'workChanged';
      readonly server: ServerId;
      readonly packetMs: number;
      readonly connectMs: number;
    }
  | { readonly type: 'diskSlowed'; readonly server: ServerId; readonly fsyncMs: number }
  | { readonly type: 'linkCut' | 'linkHealed'; readonly from: Endpoint; readonly to: Endpoint }
  | {
      readonly type: 'linkDelayed';
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly ms: number;
    }
  | {
      readonly type:
        | 'messageSent'
        | 'messageDelivered'
        | 'messageHeld'
        | 'messageReleased'
        | 'messageDropped'
        | 'messageDuplicated';
      readonly id: number;
      readonly from: Endpoint;
      readonly to: Endpoint;
      readonly message: ReplicaMessage | ClientMessage;
      /** What it does; null: a client's, and no sign of life. */
      readonly class: MessageClass | null;
    }
  | { readonly type: 'connectionOpened'; readonly between: readonly [Endpoint, Endpoint] }
  | {
      readonly type: 'connectionBroken';
      readonly between: readonly [Endpoint, Endpoint];
      readonly lost: readonly number[];
      /** Which end ended it, and in which way. */
      readonly by: Endpoint;
      readonly how: BreakWay;
    }
  | { readonly type: 'applied'; readonly server: ServerId; readonly txn: Txn }
  | { readonly type: 'serving' | 'stoppedServing'; readonly server: ServerId; readonly zxid: Zxid }
  | {
      readonly type: 'sessionCreated' | 'sessionMoved' | 'sessionClosed' | 'sessionExpired';
      readonly session: SessionId;
      readonly client: ClientName | null;
      readonly server: ServerId;
    }
  | {
      readonly type: 'clientStateChanged';
      readonly client: ClientName;
      readonly state: SessionLeaf;
      readonly told: SessionEvent | null;
    }
  | { readonly type: 'clientFrozen' | 'clientResumed'; readonly client: ClientName }
  | {
      readonly type: 'requested';
      readonly client: ClientName;
      readonly server: ServerId;
      readonly xid: number;
      readonly op: Op;
    }
  | {
      readonly type: 'replied';
      readonly client: ClientName;
      readonly server: ServerId;
      readonly xid: number;
      readonly op: Op;
      readonly result: ErrorCode;
      readonly zxid: Zxid;
    }
  /** A client of another service than ZooKeeper's asks, and what its program is told. */
  | {
      readonly type: 'called';
      readonly client: ClientName;
      readonly server: ServerId;
      readonly id: number;
      readonly line: string;
    }
  | {
      readonly type: 'answered';
      readonly client: ClientName;
      readonly server: ServerId;
      readonly id: number;
      readonly line: string;
      readonly answer: string;
      readonly done: boolean;
    }
  | {
      readonly type: 'watchFired';
      readonly client: ClientName;
      readonly event: WatchEvent;
      readonly zxid: Zxid;
    }
  /** A recipe took a step that people care about: waits, granted, released. */
  | {
      readonly type: 'recipeMoved';
      readonly client: ClientName;
      readonly recipe: string;
      readonly state: string;
      readonly because: Because;
    }
  | { readonly type: 'violated'; readonly invariant: string; readonly because: Because }
  /**
   * A command that could not be carried out (a crash of a server that is down); nothing else
   * happened.
   */
  | { readonly type: 'refused'; readonly because: Because };

export type SimEventType = SimEvent['type'];
export type EventOf<K extends SimEventType> = Extract<SimEvent, { readonly type: K }>;
