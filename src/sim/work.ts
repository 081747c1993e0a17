/**
 * What requests cost a server. Usually nothing; where `busy` says so it works on one packet of a
 * client after the other, pings among them, and the rest waits in line. What servers say to each
 * other does not wait with them.
 */
import type { ServerId } from '../model/index.ts';
import type { WorldDraft } from './draft.ts';
import type { Due, Flight, Host, Work } from './world.ts';

export const NO_WORK: Work = Object.freeze({ packetMs: 0, connectMs: 0 });

/** Whether a message is a client's to a server that has not come to it yet: then it waits. */
export function queues(d: WorldDraft, flight: Flight): boolean {
  const { from, to } = flight;
  if (typeof from !== 'string' || typeof to === 'string') return false;
  const host = d.hostAt(to);
  if (!host.server || (host.queue.length === 0 && workMs(host, flight) === 0)) return false;
  d.editHost(to).queue = [...host.queue, flight];
  if (host.queue.length === 0) workOn(d, to);
  return true;
}

function workMs({ work }: Host, { message }: Flight): number {
  return message.type === 'CONNECT' ? work.connectMs : work.packetMs;
}

/** Begins with the next packet in line, if there is one. */
export function workOn(d: WorldDraft, server: ServerId): void {
  const host = d.hostAt(server);
  const next = host.queue[0];
  if (!next) return;
  d.schedule(workMs(host, next) * 1000, { type: 'worked', server, boot: host.boot });
}

/** The packet that is done with leaves the line; null: that process has ended. */
export function worked(
  d: WorldDraft,
  { server, boot }: Extract<Due, { type: 'worked' }>,
): Flight | null {
  const host = d.host(server);
  const [done, ...rest] = host?.queue ?? [];
  if (!host?.server || host.boot !== boot || !done) return null;
  d.editHost(server).queue = rest;
  return done;
}
