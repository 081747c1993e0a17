import type { EtcdMember } from '../etcd/index.ts';
import { keysOf, storeOf } from '../etcd/index.ts';
import { bytesOf, getSorted, textOf } from '../lib/index.ts';
import { type ClientName, compareZxid, type ServerId } from '../model/index.ts';
import { factsOf, type Host, type SimEvent, type World } from '../sim/index.ts';

/** What an etcd client asked for, and what it was told; null: nothing yet. */
export interface EtcdTold {
  readonly line: string;
  readonly answer: string | null;
}

/** What a client asked for and was told in these events, oldest first. */
export function etcdTold(events: readonly SimEvent[], client: ClientName): readonly EtcdTold[] {
  const asked = new Map<number, EtcdTold>();
  for (const event of events) {
    if (event.type !== 'called' && event.type !== 'answered') continue;
    if (event.client !== client) continue;
    const answer = event.type === 'answered' ? event.answer : null;
    asked.set(event.id, { line: event.line, answer });
  }
  return [...asked.values()];
}

/** Whether it was told that it is done; else it was told of an error, or nothing. */
export function isDone({ line, answer }: EtcdTold): boolean {
  if (answer === null) return false;
  return line.startsWith('put ') ? answer === 'OK' : !/^(etcdserver: |raft |context )/.test(answer);
}

/** The running member that has applied most. */
function newest(world: World): Host | null {
  const running = world.hosts.filter(({ server }) => server !== null);
  const [first = null, ...rest] = running;
  const applied = (host: Host) => factsOf(world, host).log.applied;
  return rest.reduce((best, one) => {
    return best === null || compareZxid(applied(one), applied(best)) > 0 ? one : best;
  }, first);
}

/**
 * The value of a key, by the path that ZooKeeper has it under: as a member has it, or the one that
 * has applied most. Null: there is none.
 */
export function etcdValue(world: World, path: string, sid: ServerId | null): string | null {
  const host = sid === null ? newest(world) : world.hosts.find((one) => one.sid === sid);
  if (!host?.server) return null;
  // A cast: the world of this side has members of etcd's on its hosts.
  const store = storeOf(host.server as unknown as EtcdMember);
  const found = getSorted(keysOf(store), bytesOf(path.slice(1)));
  return found === undefined ? null : textOf(found.value);
}
