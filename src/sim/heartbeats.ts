import type { ClientMessage } from '../model/index.ts';
import type { ReplicaMessage } from '../replica/index.ts';
import { MESSAGES } from '../zab/index.ts';

/** The reserved number of a client's ping and of its answer (ClientCnxn.PING_XID). */
const PING_CXID = -2;

/**
 * Heartbeats, of servers and of clients: they say nothing but "alive", so they can be hidden, and
 * are counted as nothing happening.
 */
export function isHeartbeat(message: ReplicaMessage | ClientMessage): boolean {
  const told = message as ClientMessage;
  if (told.type === 'CALL') return told.op.type === 'ping';
  if (told.type === 'REPLY') return told.reply.cxid === PING_CXID;
  return (
    Object.hasOwn(MESSAGES, message.type) &&
    MESSAGES[message.type as keyof typeof MESSAGES].class === 'BEAT'
  );
}
