import { isKey, type Key } from '../i18n/index.ts';
import { type ClientMessage, isClientMessage, type Op } from '../model/index.ts';
import type { ProtocolMessageType } from '../protocols/index.ts';
import type { ReplicaMessage } from '../sim/index.ts';

const READS: ReadonlySet<Op['type']> = new Set([
  ...(['exists', 'getData', 'getChildren', 'getChildren2', 'multiRead'] as const),
  ...(['getACL', 'getAllChildrenNumber', 'getEphemerals', 'whoAmI'] as const),
]);
const WRITES: ReadonlySet<Op['type']> = new Set([
  ...(['create', 'create2', 'createContainer', 'createTTL', 'delete', 'setData'] as const),
  ...(['setACL', 'check', 'multi', 'reconfig', 'createSession', 'closeSession'] as const),
]);

function variantOfCall(op: Op): string {
  if (READS.has(op.type)) return 'read';
  if (WRITES.has(op.type)) return 'write';
  return op.type === 'sync' || op.type === 'ping' ? op.type : '';
}

/** What ZAB tells messages of one type apart by. */
interface Zab extends ReplicaMessage {
  readonly state?: string;
  readonly currentEpoch?: number;
}

/** Messages of one type that have a rule of their own. */
function variantOf({ type, state, currentEpoch, zxid }: Zab): string {
  if (type === 'NOTIFICATION') return state === 'LOOKING' ? '' : 'decided';
  if (type === 'ACKEPOCH') return currentEpoch === -1 ? 'again' : '';
  return type === 'ACK' && zxid?.counter === 0 ? 'newLeader' : '';
}

function variantOfClient(message: ClientMessage): string {
  switch (message.type) {
    case 'CONNECT':
      return message.session === '0x0' ? '' : 'again';
    case 'CONNECTED':
      return message.timeoutMs === 0 ? 'expired' : '';
    case 'CALL':
      return variantOfCall(message.op);
    case 'CLOSE':
      return message.why ?? '';
    case 'REPLY':
      return message.reply.code === 'OK' ? '' : 'error';
    default:
      return '';
  }
}

/** Every type that is sent: one that a catalogue lacks does not compile here. */
type AnyType = ProtocolMessageType | ClientMessage['type'];
const keyOf = (way: 'sent' | 'received', type: AnyType): Key => `messages.${way}.${type}`;

/**
 * The rule by which a message is sent, or by which its receiver acts. Null: a protocol's that no
 * catalogue knows.
 */
export function messageRule(
  way: 'sent' | 'received',
  message: ReplicaMessage | ClientMessage,
): Key | null {
  const plain = keyOf(way, message.type as AnyType);
  const variant = isClientMessage(message) ? variantOfClient(message) : variantOf(message);
  const finer = `${plain}.${variant}`;
  return isKey(finer) ? finer : isKey(plain) ? plain : null;
}
