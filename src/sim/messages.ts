import { type ClientMessage, isClientMessage, type Zxid } from '../model/index.ts';
import type { MessageClass, Protocol, ReplicaMessage } from '../replica/index.ts';
import type { WorldDraft } from './draft.ts';
import type { SimEvent } from './events.ts';
import type { Flight } from './world.ts';

/** An event about a message on its way. */
type Told = Extract<SimEvent, { readonly id: number; readonly class: unknown }>;

/** The reserved number of a client's ping and of its answer (ClientCnxn.PING_XID). */
const PING_CXID = -2;

/**
 * What a message does: between servers as their protocol's table says. A client's ping and its
 * answer are beats, too; what else a client and its server say is null.
 */
export function classOf(
  message: ReplicaMessage | ClientMessage,
  { messages }: Protocol,
): MessageClass | null {
  if (!isClientMessage(message)) return messages[message.type]?.class ?? null;
  if (message.type === 'CALL') return message.op.type === 'ping' ? 'BEAT' : null;
  return message.type === 'REPLY' && message.reply.cxid === PING_CXID ? 'BEAT' : null;
}

/** The entry of the log that a message is about; null: it is about none. */
export function entryOf(message: ReplicaMessage | ClientMessage): Zxid | null {
  return isClientMessage(message) ? null : (message.zxid ?? message.txn?.zxid ?? null);
}

/** Tells what becomes of a message. */
export function tellMessage(
  d: WorldDraft,
  type: Told['type'],
  { id, from, to, message }: Flight,
): void {
  d.tell({ type, id, from, to, message, class: classOf(message, d.world.protocol) });
}
