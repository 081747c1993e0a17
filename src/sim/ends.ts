import { assert } from '../lib/index.ts';
import type { ClientMessage, ClientName, ServerId } from '../model/index.ts';
import type { ReplicaMessage } from '../replica/index.ts';
import type { Endpoint } from './commands.ts';
import type { Flight } from './world.ts';

/*
 * Which end of a connection is what: the ends of the channel `client` are a client and a server,
 * those of a protocol's channel two servers. Asked several times a turn: what an assertion would
 * say is only put together when it fails.
 */

/** An end that is a server. */
export function serverAt(end: Endpoint): ServerId {
  if (typeof end !== 'number') assert(false, `${end} is a server`);
  return end;
}

/** An end that is a client. */
export function clientAt(end: Endpoint): ClientName {
  if (typeof end !== 'string') assert(false, `${end} is a client`);
  return end;
}

/** What was found of an end, which must be there. */
export function existing<T>(found: T | undefined, end: Endpoint): T {
  if (found === undefined)
    assert(false, `there is a ${typeof end === 'number' ? 'server' : 'client'} ${end}`);
  return found;
}

/** The client of a client's connection. */
export function clientOf(a: Endpoint, b: Endpoint): ClientName {
  return clientAt(typeof a === 'string' ? a : b);
}

/** What a client's connection carries. A cast: what sent it is not part of a flight's type. */
export function clientMessageOf({ message }: Flight): ClientMessage {
  return message as ClientMessage;
}

/** What a connection between servers carries. A cast, for the same reason. */
export function replicaMessageOf({ message }: Flight): ReplicaMessage {
  return message as ReplicaMessage;
}
