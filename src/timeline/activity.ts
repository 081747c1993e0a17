import type { Flight, SimEvent } from '../sim/index.ts';

/** Messages that only say "alive": they are counted as nothing happening. */
function isPing(message: Flight['message']): boolean {
  if (message.type === 'PING') return true;
  if (message.type === 'CALL') return message.op.type === 'ping';
  return message.type === 'REPLY' && message.reply.cxid === -2;
}

/** Whether something happened, other than a sign of life and a clock's tick. */
export function isActivity(event: SimEvent): boolean {
  switch (event.type) {
    case 'messageSent':
    case 'messageDelivered':
      return !isPing(event.message);
    default:
      return true;
  }
}
