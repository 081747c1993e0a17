/** What can be pointed at in a moment, of the kinds that a question speaks of. */
import { keysOf } from '../../lib/index.ts';
import { entries, factsOf, type World } from '../../sim/index.ts';
import { type LessonThing, znodeAt } from '../../tutor/index.ts';

type Kind = LessonThing['type'];

/** The things of these kinds, each once, in an order that tells nothing. */
export function pointable(world: World, kinds: ReadonlySet<Kind>): readonly LessonThing[] {
  const things: LessonThing[] = [];
  if (kinds.has('server')) {
    for (const { sid } of world.hosts) things.push({ type: 'server', sid });
  }
  if (kinds.has('client')) {
    for (const name of world.clientNames) things.push({ type: 'client', name });
  }
  if (kinds.has('message')) things.push(...messages(world));
  if (kinds.has('cell')) things.push(...cells(world));
  if (kinds.has('znode')) things.push(...znodes(world, '/'));
  return things;
}

/** What is on its way, waiting in a stream that stands still included. */
function messages(world: World): readonly LessonThing[] {
  const found = new Map<string, LessonThing>();
  for (const { item } of entries(world.agenda)) {
    if (item.type !== 'flight') continue;
    const { message, from, to } = item;
    const thing = { type: 'message', message: message.type, from: `${from}`, to: `${to}` } as const;
    found.set(`${message.type} ${from} ${to}`, thing);
  }
  return [...found.values()];
}

const MOST_CELLS = 12;

/** The latest entries of every server's log. */
function cells(world: World): readonly LessonThing[] {
  return world.hosts.flatMap((host) => {
    const { log } = factsOf(world, host);
    return log.from(log.length - MOST_CELLS).map(({ id }) => ({
      type: 'cell' as const,
      sid: host.sid,
      zxid: `${id.epoch}:${id.counter}`,
    }));
  });
}

function znodes(world: World, path: string): readonly LessonThing[] {
  const node = znodeAt(world, path);
  if (node === undefined) return [];
  const below = [...keysOf(node.children)]
    .filter((name) => !(path === '/' && name === 'zookeeper'))
    .flatMap((name) => znodes(world, path === '/' ? `/${name}` : `${path}/${name}`));
  return [{ type: 'znode', path }, ...below];
}
