import { getKey } from '../../lib/index.ts';
import {
  type ClientMessage,
  isClientMessage,
  type Micros,
  type Op,
  zxidShort,
} from '../../model/index.ts';
import {
  type Connection,
  classOf,
  type Endpoint,
  entries,
  entryOf,
  type Flight,
  type MessageClass,
  type Protocol,
  type ReplicaMessage,
  type World,
} from '../../sim/index.ts';
import { wiresOf } from './clients.ts';

/** The form of a token: what it is shows before its colour does. */
export type TokenForm = 'pill' | 'square' | 'hexagon' | 'envelope' | 'plain' | 'note' | 'dot';

/** A message on its way. */
export interface TokenShape {
  readonly id: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly type: string;
  readonly form: TokenForm;
  /** The type's short word; null for a vote, which the language words. */
  readonly word: string | null;
  /** What follows the word: a zxid, an epoch, whom a vote is for. */
  readonly detail: string;
  /** Whose colour it wears; 0: none. */
  readonly epoch: number;
  /** Between two servers: it can be held, and what is held released. */
  readonly holdable: boolean;
  readonly ping: boolean;
  readonly sentAt: Micros;
  /** When it arrives; null while its stream stands still. */
  readonly arrivesAt: Micros | null;
  /** Its place in a stream that stands still, 0 being the first; null while it moves. */
  readonly waits: number | null;
}

const FORM_OF: Readonly<Record<MessageClass, TokenForm>> = {
  VOTE: 'envelope',
  SYNC: 'plain',
  ENTRY: 'pill',
  ACK: 'square',
  COMMIT: 'hexagon',
  BEAT: 'dot',
  READ: 'plain',
  REQUEST: 'plain',
};

/** What a client and its server say is a note, but for the end of it. */
function formOf(kind: MessageClass | null, type: string): TokenForm {
  if (kind !== null) return FORM_OF[kind];
  return type === 'CLOSE' ? 'plain' : 'note';
}

/** A recipe's nodes begin with their session's number: what tells them apart is at the end. */
const MOST_NAME = 14;

/** The words of an operation on a token: its name and the last part of its path. */
export function opWords(op: Op): string {
  if (!('path' in op) || typeof op.path !== 'string') return op.type;
  const name = op.path.slice(op.path.lastIndexOf('/'));
  return `${op.type} …${name.length > MOST_NAME ? name.slice(-MOST_NAME) : name}`;
}

interface Words {
  readonly word: string | null;
  readonly detail: string;
  readonly epoch: number;
}

function clientWords(message: ClientMessage): Words {
  if (message.type === 'CALL') return { word: opWords(message.op), detail: '', epoch: 0 };
  if (message.type === 'REPLY') return { word: message.reply.code, detail: '', epoch: 0 };
  if (message.type === 'EVENT') return { word: message.event.type, detail: '', epoch: 0 };
  const text = message.type === 'RPC' ? message.text : undefined;
  return { word: text ?? message.type, detail: '', epoch: 0 };
}

function serverWords(message: ReplicaMessage, { messages }: Protocol): Words {
  const row = messages[message.type];
  const { leader, request, epoch, acceptedEpoch, lastZxid } = message;
  if (row?.class === 'VOTE' && leader !== undefined) {
    return { word: null, detail: String(leader), epoch: 0 };
  }
  if (request !== undefined) return { word: opWords(request.op), detail: '', epoch: 0 };
  const word = row?.short ?? message.type;
  const number = epoch ?? acceptedEpoch;
  if (number !== undefined) return { word, detail: String(number), epoch: number };
  const zxid = entryOf(message) ?? lastZxid;
  return zxid
    ? { word, detail: zxidShort(zxid), epoch: zxid.epoch }
    : { word, detail: '', epoch: 0 };
}

/** What was last said of a message: as long as it travels, the same is said, as the same object. */
const known = new WeakMap<Flight, TokenShape>();

function tokenOf(
  flight: Flight,
  protocol: Protocol,
  arrivesAt: Micros | null,
  waits: number | null,
): TokenShape {
  const said = known.get(flight);
  if (said?.arrivesAt === arrivesAt && said.waits === waits) return said;
  const shape = shapeOf(flight, protocol, arrivesAt, waits);
  known.set(flight, shape);
  return shape;
}

function shapeOf(
  { id, from, to, message, sentAt }: Flight,
  protocol: Protocol,
  arrivesAt: Micros | null,
  waits: number | null,
): TokenShape {
  const { type } = message;
  const kind = classOf(message, protocol);
  const words = isClientMessage(message) ? clientWords(message) : serverWords(message, protocol);
  return {
    ...{ id, from, to, type, ...words, sentAt, arrivesAt, waits },
    form: formOf(kind, type),
    ping: kind === 'BEAT',
    holdable: typeof from === 'number' && typeof to === 'number',
  };
}

/** Every open connection, of each kind once. */
export function connectionsOf(world: World): readonly Connection[] {
  const found: Connection[] = [];
  for (const link of world.links.flat()) if (link !== null) found.push(link);
  for (const name of world.clientNames) {
    const connection = getKey(world.clients, name)?.connection;
    if (connection != null) found.push(connection);
  }
  for (const { connection } of wiresOf(world)) if (connection !== null) found.push(connection);
  return found;
}

/** All messages on their way: those that travel, and those whose stream stands still. */
export function tokensOf(world: World, showPings: boolean): readonly TokenShape[] {
  const { protocol } = world;
  const tokens: TokenShape[] = [];
  for (const { at, item } of entries(world.agenda)) {
    if (item.type === 'flight') tokens.push(tokenOf(item, protocol, at, null));
  }
  for (const connection of connectionsOf(world)) {
    for (const { stalled } of [connection.out, connection.back]) {
      stalled.forEach((flight, i) => {
        tokens.push(tokenOf(flight, protocol, null, i));
      });
    }
  }
  return tokens.filter((token) => showPings || !token.ping).sort((a, b) => a.id - b.id);
}

/** How far along its link a token is at `now`, 0 to 1: by the clock, or, waiting, in a row. */
export function progressOf(token: TokenShape, now: Micros): number {
  if (token.waits !== null || token.arrivesAt === null) {
    return Math.max(0.1, 0.4 - 0.13 * (token.waits ?? 0));
  }
  const whole = token.arrivesAt - token.sentAt;
  if (whole <= 0) return 1;
  return Math.max(0, Math.min(1, (now - token.sentAt) / whole));
}
