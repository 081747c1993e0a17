import type { SimEvent } from '../sim/index.ts';
import { processOf } from './causes.ts';
import type { Past } from './remembered.ts';

/** What happens to links, and to nobody in particular, happens at this host. */
const NETWORK = 'network';

type VectorClock = Map<string, number>;

function hostOf(event: SimEvent): string {
  const process = processOf(event);
  if (process === null) return NETWORK;
  return typeof process === 'number' ? `server${process}` : process;
}

/**
 * Turns as a log for ShiViz (DistributedClocks/shiviz): each event is a line of text and one with
 * its host and vector clock, as its default expression reads them:
 * `(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`. Clocks count from the first of these turns; a
 * message that was sent before them brings no clock along.
 */
export function shivizLog(turns: readonly Past[], say: (event: SimEvent) => string): string {
  const clocks = new Map<string, VectorClock>();
  const sent = new Map<number, VectorClock>();
  const lines: string[] = [];
  for (const { at, events } of turns) {
    for (const event of events) {
      const host = hostOf(event);
      const clock: VectorClock = new Map(clocks.get(host));
      if (event.type === 'messageDelivered') join(clock, sent.get(event.id));
      clock.set(host, (clocks.get(host)?.get(host) ?? 0) + 1);
      clocks.set(host, clock);
      if (event.type === 'messageSent') sent.set(event.id, clock);
      const text = say(event).replace(/\s+/g, ' ');
      lines.push(`${(at / 1000).toFixed(3)} ms ${text}`, `${host} ${printed(clock)}`);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

function join(clock: VectorClock, other: VectorClock | undefined): void {
  for (const [host, count] of other ?? []) {
    if (count > (clock.get(host) ?? 0)) clock.set(host, count);
  }
}

function printed(clock: VectorClock): string {
  return JSON.stringify(Object.fromEntries(clock));
}
