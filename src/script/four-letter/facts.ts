import { entriesOf, size } from '../../lib/index.ts';
import type { EnsembleConfig, SessionId } from '../../model/index.ts';
import {
  type Database,
  databaseOf,
  type Facts,
  factsOf,
  type Host,
  type Server,
  type World,
} from '../../sim/index.ts';

/** What is said of a figure that the simulator does not keep (latencies, packets, ports). */
export const NOT_KEPT = 'n/a';

/** What a word is asked of: a server that serves. */
export interface Respondent {
  readonly world: World;
  readonly config: EnsembleConfig;
  readonly host: Host;
  readonly server: Server;
  readonly facts: Facts;
  readonly database: Database;
}

export function respondentOf(world: World, host: Host, server: Server): Respondent {
  const facts = factsOf(world, host);
  const database = databaseOf(host) as Database;
  return { world, config: world.config, host, server, facts, database };
}

/** leader, follower, observer, standalone or read-only. */
export function modeOf({ config, server, facts }: Respondent): string {
  if (server.readOnly) return 'read-only';
  if (config.standalone) return 'standalone';
  if (facts.leading !== null) return 'leader';
  return facts.standing === 'passive' ? 'observer' : 'follower';
}

/** A client's connection as the words show it; its name stands where an address and port would. */
export interface ShownConnection {
  readonly address: string;
  readonly session: SessionId;
  readonly timeoutMs: number;
  /** Requests that wait for their answer. */
  readonly queued: number;
}

export function connectionsOf({ server }: Respondent): readonly ShownConnection[] {
  return entriesOf(server.connections)
    .map(([, connection]) => connection)
    .filter((connection) => connection.open)
    .map(({ client, session, timeoutMs, owed }) => {
      return { address: `/${client}`, session, timeoutMs, queued: owed.length };
    });
}

/** The words' own connection: the one that asks, which has said one thing and heard nothing. */
export const OWN_CONNECTION = ' /nc[0](queued=0,recved=1,sent=0)';

/** With the one that asks. */
export function connectionCount(asked: Respondent): number {
  return connectionsOf(asked).length + 1;
}

export function outstanding(asked: Respondent): number {
  return connectionsOf(asked).reduce((sum, { queued }) => sum + queued, 0);
}

export function ephemeralCount({ database }: Respondent): number {
  return entriesOf(database.ephemerals).reduce((sum, [, paths]) => sum + size(paths), 0);
}

/** The real tree holds its root under two names, `/` and the empty one. */
export function nodeCount({ database }: Respondent): number {
  return size(database.nodes) + 1;
}
