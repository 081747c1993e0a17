import { getKey, hasKey } from '../lib/index.ts';
import type { ClientMessage, ClientName } from '../model/index.ts';
import type { Turn } from '../sim/index.ts';

/** What somebody outside hears: messages, and that a wire's connection is over. */
export interface Ears {
  readonly heard: (wire: ClientName, message: ClientMessage) => void;
  /** `inOrder`: the server ended the stream behind what it had said; else it is a reset. */
  readonly over: (wire: ClientName, inOrder: boolean) => void;
}

/** Tells what a turn lets somebody outside hear. */
export function listen({ cause, world }: Turn, ears: Ears): void {
  if (!('from' in cause) || !('to' in cause)) return;
  const { from, to } = cause;
  const wire = typeof to === 'string' ? to : typeof from === 'string' ? from : null;
  if (wire === null) return;
  const arrived = cause.type === 'flight' && to === wire;
  const message = arrived ? (cause.message as ClientMessage) : null;
  if (!hasKey(world.wires, wire)) return ears.over(wire, message?.type === 'CLOSE');
  // What is held, or stands behind a cut, has not arrived.
  if (message !== null && getKey(world.wires, wire)?.received[0] === message)
    ears.heard(wire, message);
}
