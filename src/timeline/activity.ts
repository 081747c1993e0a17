import type { SimEvent } from '../sim/index.ts';

/** Whether something happened, other than a sign of life and a clock's tick. */
export function isActivity(event: SimEvent): boolean {
  switch (event.type) {
    case 'messageSent':
    case 'messageDelivered':
      return event.class !== 'BEAT';
    default:
      return true;
  }
}
