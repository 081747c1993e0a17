import { isKey, type Key } from '../i18n/index.ts';
import type { ClientMessage, Op } from '../model/index.ts';
import type { Message } from '../sim/index.ts';

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

/** Messages of one type that have a rule of their own. */
function variantOf(message: Message | ClientMessage): string {
  switch (message.type) {
    case 'NOTIFICATION':
      return message.state === 'LOOKING' ? '' : 'decided';
    case 'ACKEPOCH':
      return message.currentEpoch === -1 ? 'again' : '';
    case 'ACK':
      return message.zxid.counter === 0 ? 'newLeader' : '';
    case 'CONNECT':
      return message.session === '0x0' ? '' : 'again';
    case 'CONNECTED':
      return message.timeoutMs === 0 ? 'expired' : '';
    case 'CALL':
      return variantOfCall(message.op);
    case 'REPLY':
      return message.reply.code === 'OK' ? '' : 'error';
    default:
      return '';
  }
}

/** The rule by which a message is sent, or by which its receiver acts: every type has both. */
export function messageRule(way: 'sent' | 'received', message: Message | ClientMessage): Key {
  const plain = `messages.${way}.${message.type}` as const;
  const finer = `${plain}.${variantOf(message)}`;
  return isKey(finer) ? finer : plain;
}
