import type { Endpoint } from './commands.ts';
import type { Connection, Stream, Way } from './world.ts';

/*
 * A connection is two FIFO streams: `out` from the end that dialled, `back` to it.
 */

/** A stream in which nothing has been sent yet. */
export const NEW_STREAM: Stream = Object.freeze({ stalled: [], notBefore: 0 });

/** The stream in which this end of a connection speaks. */
export function wayFrom(connection: Connection, end: Endpoint): Way {
  return end === connection.a ? 'out' : 'back';
}

/** One of the two. */
export function streamOf(connection: Connection, way: Way): Stream {
  return way === 'out' ? connection.out : connection.back;
}

/** Where a stream comes from. */
export function sourceOf(connection: Connection, way: Way): Endpoint {
  return way === 'out' ? connection.a : connection.b;
}

/** Where a stream goes to. */
export function targetOf(connection: Connection, way: Way): Endpoint {
  return way === 'out' ? connection.b : connection.a;
}

/** The streams of a connection that lead from one end to the other: one, or none. */
export function waysBetween(connection: Connection, from: Endpoint, to: Endpoint): readonly Way[] {
  const way = wayFrom(connection, from);
  return sourceOf(connection, way) === from && targetOf(connection, way) === to ? [way] : [];
}

// Written out, so that all connections have one shape.
function copy(c: Connection, known: boolean, out: Stream, back: Stream): Connection {
  const { id, channel, a, b, latency } = c;
  return { id, channel, a, b, known, latency, out, back };
}

/** The connection with one of its streams in another state. */
export function withStream(c: Connection, way: Way, stream: Stream): Connection {
  return way === 'out' ? copy(c, c.known, stream, c.back) : copy(c, c.known, c.out, stream);
}

/** The connection, now that both processes know of it. */
export function knownToBoth(c: Connection): Connection {
  return copy(c, true, c.out, c.back);
}
