import type { LeaseId } from '../requests.ts';
import { type Given, isSet, readInt } from './flags.ts';
import {
  type CtlContext,
  type CtlReading,
  HELP,
  leaseIn,
  refusal,
  subcommandIn,
  taskOf,
  withFlags,
} from './reading.ts';

/* lease grant, revoke, timetolive, keep-alive, list. */

function grant({ args }: Given, { limit }: CtlContext): CtlReading {
  const [text] = args;
  if (text === undefined || args.length !== 1) {
    return refusal('lease grant command needs TTL argument');
  }
  const ttl = readInt(text, 10);
  if (typeof ttl === 'string') return refusal(`bad TTL (${ttl})`);
  const request = { type: 'leaseGrant', id: '0', ttl: Number(ttl) } as const;
  return taskOf({ type: 'ask', request, limit, show: {} });
}

/** A lease's only argument; a reading: there is none, or it is no id. */
function leaseOf({ args }: Given, missing: string): LeaseId | CtlReading {
  const [text] = args;
  if (text === undefined || args.length !== 1) return refusal(missing);
  const lease = leaseIn(text);
  if ('id' in lease) return lease.id;
  return refusal(`bad lease ID arg (${lease.fault}), expecting ID in Hex`);
}

function revoke(given: Given, { limit }: CtlContext): CtlReading {
  const id = leaseOf(given, 'lease revoke command needs 1 argument');
  if (typeof id !== 'string') return id;
  return taskOf({ type: 'ask', request: { type: 'leaseRevoke', id }, limit, show: {} });
}

/** It has no time limit of its own. */
function timeToLive(given: Given): CtlReading {
  const id = leaseOf(given, 'lease timetolive command needs lease ID as argument');
  if (typeof id !== 'string') return id;
  const keys = isSet(given, 'keys');
  const request = { type: 'leaseTimeToLive', id, keys } as const;
  return taskOf({ type: 'ask', request, limit: null, show: { keys } });
}

function keepAlive(given: Given): CtlReading {
  const lease = leaseOf(given, 'lease keep-alive command needs lease ID as argument');
  if (typeof lease !== 'string') return lease;
  return taskOf({ type: 'keepAlive', lease, once: isSet(given, 'once') });
}

/** What follows `lease`. */
export function readLease(words: readonly string[], rest: CtlContext): CtlReading {
  const [command, args] = subcommandIn(words);
  switch (command) {
    case 'grant':
      return withFlags(args, {}, rest, grant);
    case 'revoke':
      return withFlags(args, {}, rest, revoke);
    case 'timetolive':
      return withFlags(args, { keys: 'bool' }, rest, timeToLive);
    case 'keep-alive':
      return withFlags(args, { once: 'bool' }, rest, keepAlive);
    case 'list':
      return withFlags(args, {}, rest, (_, { limit }) =>
        taskOf({ type: 'ask', request: { type: 'leases' }, limit, show: {} }),
      );
    default:
      return HELP;
  }
}
