import type { Endpoint } from './commands.ts';
import type { WorldDraft } from './draft.ts';
import type { Connection } from './world.ts';

/*
 * A machine without power says nothing: what is sent to it waits with its sender (TCP sends it
 * again), and nobody is told. When it is back, its kernel knows nothing of the connections that it
 * had: whatever arrives on one of them is answered by a reset (RST).
 */

/** Whether this end is a machine without power. */
export function isDark(d: WorldDraft, end: Endpoint): boolean {
  return typeof end === 'number' && d.host(end)?.dark === true;
}

/** Whether this end has lost its power since, and knows nothing of the connection. */
export function isStranded(d: WorldDraft, { id }: Connection, end: Endpoint): boolean {
  return typeof end === 'number' && d.host(end)?.stranded.includes(id) === true;
}
