import { isAlive } from '../../client/index.ts';
import { getKey } from '../../lib/index.ts';
import type { Endpoint } from '../commands.ts';
import { giveUp } from '../network.ts';
import { isStranded } from '../power.ts';
import type { World } from '../world.ts';
import { othersOf, pair } from './aim.ts';
import type { Fault, Target } from './fault.ts';
import { known } from './links.ts';

export interface BreakCommand {
  readonly type: 'break';
  readonly a: Endpoint;
  readonly b: Endpoint;
}

/** The two ends that a thing has, or the two that a client means: itself and its server. */
function endsOf(target: Target, world: World): readonly [Endpoint, Endpoint] | null {
  if (target.type === 'link') return [target.a, target.b];
  if (target.type === 'message') return [target.from, target.to];
  if (target.type !== 'client') return null;
  const wire = getKey(world.wires, target.name);
  if (wire !== undefined) return [wire.name, wire.server];
  const client = getKey(world.clients, target.name)?.client;
  return client === undefined || !isAlive(client) ? null : [target.name, client.server];
}

function isConnected(world: World, a: Endpoint, b: Endpoint): boolean {
  const client =
    typeof a === 'string' ? (getKey(world.clients, a) ?? getKey(world.wires, a)) : null;
  const ofClient = client?.connection;
  return [...world.links.flat(), ofClient].some(
    (link) => (link?.a === a && link.b === b) || (link?.a === b && link.b === a),
  );
}

/** Both ends lose every connection between them, at once. */
export const breakLink: Fault<BreakCommand, 'client' | 'key'> = {
  usage: 'break 3 1',
  read(line) {
    const { from, to } = line.ends('never');
    return { type: 'break', a: from, b: to };
  },
  print: ({ a, b }) => [a, b],
  act(d, { a, b }) {
    if (!known(d, a, b)) return;
    const between = d
      .connections()
      .filter((c) => (c.a === a && c.b === b) || (c.a === b && c.b === a));
    if (between.length === 0) return d.refuse('noConnection', { a, b });
    for (const connection of between) {
      giveUp(d, connection, connection.a, 'hand');
      if (isStranded(d, connection, connection.a)) continue;
      const { channel, id } = connection;
      d.schedule(connection.latency, {
        type: 'closed',
        connection: id,
        dialler: connection.a,
        channel,
        from: connection.b,
        to: connection.a,
      });
    }
  },
  /** Who wants a connection dials again. */
  mend: () => [],
  offers(target, world) {
    const ends = endsOf(target, world);
    if (ends === null) return [];
    const [a, b] = ends;
    const isClients = target.type === 'client';
    const why = target.type === 'message' || isConnected(world, a, b) ? null : 'noConnection';
    const text = isClients ? 'break.client' : 'break';
    return [{ text, command: { type: 'break', a, b }, danger: !isClients, why }];
  },
  key: {
    press: 'y',
    text: 'break.key',
    /** Between the leader and the one that is chosen, or else the first that follows it. */
    aim({ subject, leader }, world) {
      const a = leader ?? subject;
      const others = subject === a ? othersOf(world, a) : [subject];
      const b = others.find((other) => isConnected(world, a, other));
      return b === undefined ? null : { type: 'break', a, b };
    },
  },
  mischief: [
    {
      gentle: 1,
      chaos: 2,
      cause(dice, world) {
        const ends = pair(dice, world);
        if (ends === null) return null;
        const [a, b] = ends;
        return { commands: [{ type: 'break', a, b }], mends: [] };
      },
    },
  ],
};
