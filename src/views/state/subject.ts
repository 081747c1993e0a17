import { sessionLifecycle } from '../../client/index.ts';
import { getKey } from '../../lib/index.ts';
import { zxidShort } from '../../model/index.ts';
import type { RecipeState } from '../../recipes/index.ts';
import {
  type ChartSource,
  type Endpoint,
  factsOf,
  hostOf,
  type SimEvent,
} from '../../sim/index.ts';
import { isServer } from '../inspector/facts.ts';
import type { Moment } from '../props.ts';
import { type Chart, chartOf } from './model.ts';

/** Which of its machines is drawn: a server's peer, a client's session, a client's recipe. */
export type Machine = 'peer' | 'session' | 'recipe';

export interface StateModel {
  readonly end: Endpoint;
  readonly machine: Machine;
  /** Null when the process does not run, or nobody has this name. */
  readonly chart: Chart | null;
  /** The event of its last move, which knows why; null when that is out of sight. */
  readonly event: SimEvent | null;
  /** The recipe that the client runs, if it runs one. */
  readonly recipe: string | null;
  /** What that recipe knows, if its chart is the one that is drawn. */
  readonly known: readonly Known[];
}

/** One thing that a recipe remembers. */
export interface Known {
  readonly what:
    | 'path'
    | 'own'
    | 'token'
    | 'watching'
    | 'items'
    | 'members'
    | 'missing'
    | 'vote'
    | 'size'
    | 'places'
    | 'sites';
  readonly text: string;
}

/** What a recipe's items are, and what it counts, where that has a word of its own. */
const ITEMS: Readonly<Record<string, Known['what']>> = {
  group: 'members',
  'two-phase-commit': 'missing',
  'vote-commit': 'vote',
  'vote-abort': 'vote',
};
const SIZES: Readonly<Record<string, Known['what']>> = {
  semaphore: 'places',
  'two-phase-commit': 'sites',
};

/** What a recipe remembers beside the leaf it is in; what it does not know is left out. */
function knownBy({ recipe, path, ...more }: RecipeState): readonly Known[] {
  const { own, token, watching, items, size } = more;
  // The place is said above: a node in it needs only its name.
  const near = (node: string | null): string | null =>
    node?.startsWith(`${path}/`) === true ? `…${node.slice(path.length)}` : node;
  const rows: readonly [Known['what'], string | null][] = [
    ['path', path],
    ['own', near(own)],
    ['token', token && zxidShort(token)],
    ['watching', near(watching)],
    [ITEMS[recipe] ?? 'items', items.length > 0 ? items.join(', ') : null],
    [SIZES[recipe] ?? 'size', size > 0 ? String(size) : null],
  ];
  return rows.flatMap(([what, text]) => (text === null ? [] : [{ what, text }]));
}

/** The charts of recipes by name, as the registry has them. */
export type RecipeCharts = (recipe: string) => ChartSource | null;

type Seen = Pick<Moment, 'world' | 'events'>;

interface Step {
  readonly leaf: string;
  readonly event: SimEvent;
}

/** The leaves that one machine went through in the window, oldest first. */
function stepsOf(moment: Seen, end: Endpoint, machine: Machine): readonly Step[] {
  const steps: Step[] = [];
  for (const { event } of moment.events) {
    if (machine === 'peer' && event.type === 'stateChanged' && event.server === end) {
      steps.push({ leaf: event.leaf, event });
    } else if (machine === 'peer' && event.type === 'serverStarted' && event.server === end) {
      steps.length = 0;
    } else if (
      machine === 'session' &&
      event.type === 'clientStateChanged' &&
      event.client === end
    ) {
      // A move comes twice when watchers are told of it.
      if (event.told !== null && steps.at(-1)?.leaf === event.state) continue;
      steps.push({ leaf: event.state, event });
    } else if (machine === 'recipe' && event.type === 'recipeMoved' && event.client === end) {
      steps.push({ leaf: event.state, event });
    }
  }
  return steps;
}

function draw(moment: Seen, end: Endpoint, machine: Machine, source: ChartSource, leaf: string) {
  const steps = stepsOf(moment, end, machine);
  const last = steps.at(-1);
  // What the window says last must be what is: else the move before it is of no use.
  const seen = last !== undefined && last.leaf === leaf;
  // A recipe tells its main steps: what lay between, and so its last move, is not known.
  const previous = seen && machine !== 'recipe' ? (steps.at(-2)?.leaf ?? null) : null;
  return {
    known: [],
    chart: chartOf(source, leaf, previous),
    event: seen && 'because' in last.event ? last.event : null,
  };
}

/** The chart of one server or client, with its current leaf. `charts` finds a recipe's machine. */
export function stateModel(
  moment: Seen,
  end: Endpoint,
  wanted: Machine,
  charts: RecipeCharts,
): StateModel {
  const none = { chart: null, event: null, known: [] };
  if (isServer(end)) {
    const host = hostOf(moment.world, end);
    const leaf = host && factsOf(moment.world, host).leaf;
    const { chart } = moment.world.protocol;
    const drawn = leaf === null ? none : draw(moment, end, 'peer', chart, leaf);
    return { end, machine: 'peer', recipe: null, ...drawn };
  }
  const host = getKey(moment.world.clients, end);
  const running = host?.recipe ?? null;
  const recipe = running?.recipe ?? null;
  if (wanted === 'recipe' && running !== null) {
    const source = charts(running.recipe);
    const drawn = source === null ? none : draw(moment, end, 'recipe', source, running.leaf);
    return { end, machine: 'recipe', recipe, ...drawn, known: knownBy(running) };
  }
  const drawn =
    host === undefined ? none : draw(moment, end, 'session', sessionLifecycle, host.client.leaf);
  return { end, machine: 'session', recipe, ...drawn };
}
