import {
  type ClientMessage,
  type Micros,
  NO_SERVER,
  type Op,
  type Zxid,
  zxidHex,
} from '../model/index.ts';
import type { ReplicaMessage, SimEvent } from '../sim/index.ts';
import { digestOf } from './digest.ts';
import { explain, zxidOf } from './facts.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * An event as one line of JSON, without a newline: a promise to outside readers.
 * @param n its number in the run, from 0
 * @param at virtual microseconds; written in milliseconds, with up to three decimals
 */
export function eventLine(n: number, at: Micros, event: SimEvent): string {
  const because = 'because' in event ? { because: explain(event.because, 'en') } : {};
  return JSON.stringify({ n, ...eventFacts(at, event), ...because });
}

/** The same without its number and its reason: no text of any language is needed for it. */
export function eventFacts(at: Micros, event: SimEvent): Fields {
  return { t: at / 1000, type: event.type, ...fieldsOf(event) };
}

function fieldsOf(event: SimEvent): Fields {
  switch (event.type) {
    case 'messageSent':
    case 'messageDelivered':
    case 'messageHeld':
    case 'messageReleased':
    case 'messageDropped':
    case 'messageDuplicated': {
      const { id, from, to } = event;
      return { id, from, to, ...messageFields(event.message) };
    }
    case 'messageIgnored': {
      const { server, from } = event;
      return { server, from, ...messageFields(event.message) };
    }
    case 'stateChanged': {
      const { server, role, phase } = event;
      return { server, state: role, zabState: phase };
    }
    case 'voteChanged': {
      const { leader, peerEpoch, electionEpoch, zxid } = event.vote;
      const { server } = event;
      return { server, round: electionEpoch, leader, peerEpoch, zxid: zxidHex(zxid) };
    }
    case 'proposed':
    case 'logged':
    case 'committed':
    case 'applied': {
      const { server, txn } = event;
      return { server, zxid: zxidHex(txn.zxid), txn: digestOf(txn) };
    }
    default:
      return coldFieldsOf(event);
  }
}

type Cold = Exclude<
  SimEvent,
  {
    readonly type:
      | `message${string}`
      | 'stateChanged'
      | 'voteChanged'
      | 'proposed'
      | 'logged'
      | 'committed'
      | 'applied';
  }
>;

function coldFieldsOf(event: Cold): Fields {
  switch (event.type) {
    case 'serverStarted': {
      const { server, promises, lastZxid } = event;
      // What was adopted stands before what was promised, as these lines always had it.
      const numbers = promises.map(({ name, value }) => [name, value] as const).reverse();
      return { server, ...Object.fromEntries(numbers), lastZxid: zxidHex(lastZxid) };
    }
    case 'serverCrashed':
      return {
        server: event.server,
        lost: event.lost.map(zxidHex),
        ...(event.silent ? { silent: event.silent } : {}),
      };
    case 'leaderEstablished': {
      const { server, epoch, lastZxid } = event;
      return { server, epoch, lastZxid: zxidHex(lastZxid) };
    }
    case 'snapshotInstalled':
      return { server: event.server, from: event.from, zxid: zxidHex(event.zxid) };
    case 'logTruncated':
    case 'snapshotTaken':
    case 'serving':
    case 'stoppedServing':
      return { server: event.server, zxid: zxidHex(event.zxid) };
    case 'requested': {
      const { client, server, xid, op } = event;
      return { client, server, xid, ...opFields(op) };
    }
    case 'replied': {
      const { client, xid, result, zxid } = event;
      // Not by a server: the client itself gave it up.
      const server = event.server === NO_SERVER ? 0 : event.server;
      return { client, server, xid, result, zxid: zxidHex(zxid) };
    }
    case 'watchFired': {
      const { client, zxid } = event;
      const { type, path } = event.event;
      return { client, event: type, path, zxid: zxidHex(zxid) };
    }
    case 'sessionCreated':
    case 'sessionMoved':
    case 'sessionClosed':
    case 'sessionExpired':
      return { session: event.session, client: event.client, server: event.server };
    default:
      return plain(event);
  }
}

/** All fields as they are, but for zxids; the server first, the reason left to the caller. */
function plain(event: Cold): Fields {
  const fields: Record<string, unknown> = 'server' in event ? { server: event.server } : {};
  for (const [name, value] of Object.entries(event)) {
    if (name === 'type' || name === 'because') continue;
    fields[name] = isZxid(value) ? zxidHex(value) : value;
  }
  return fields;
}

function isZxid(value: unknown): value is Zxid {
  return typeof value === 'object' && value !== null && 'epoch' in value && 'counter' in value;
}

function messageFields(message: ReplicaMessage | ClientMessage): Fields {
  const zxid = zxidOf(message);
  return zxid === null ? { message: message.type } : { message: message.type, zxid: zxidHex(zxid) };
}

function opFields(op: Op): Fields {
  return 'path' in op ? { op: op.type, path: op.path } : { op: op.type };
}
