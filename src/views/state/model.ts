import type { ChartNode, ChartSource } from '../../sim/index.ts';

/** A way out of a state, by an event. */
export interface Exit {
  readonly event: string;
  /** Path of the state it leads to. */
  readonly to: string;
  readonly toName: string;
  /** It is the transition that was taken last. */
  readonly last: boolean;
}

export interface StateBox {
  /** Path in the chart: `FOLLOWING.DISCOVERY`. */
  readonly id: string;
  readonly name: string;
  /** Where its parent, or the chart, begins. */
  readonly initial: boolean;
  readonly final: boolean;
  /** The messages that this state accepts, by the machine's own meta; null: it names none. */
  readonly accepts: readonly string[] | null;
  readonly exits: readonly Exit[];
  readonly children: readonly StateBox[];
  /** The current state, or a state around it. */
  readonly active: boolean;
  /** The current leaf itself. */
  readonly lit: boolean;
}

/** The transition that led to the current leaf; `event` is null unless exactly one leads there. */
export interface LastMove {
  readonly from: string;
  readonly to: string;
  readonly event: string | null;
}

export interface Chart {
  readonly boxes: readonly StateBox[];
  readonly current: string;
  readonly last: LastMove | null;
}

function idOf(node: ChartNode): string {
  return node.path.join('.');
}

/** The leaf in which one ends who enters `node`. */
function entryLeaf(node: ChartNode): ChartNode {
  let at = node;
  for (;;) {
    const first = at.config.initial;
    const next = typeof first === 'string' ? at.states[first] : undefined;
    if (next === undefined) return at;
    at = next;
  }
}

function nodeAt(root: ChartNode, id: string): ChartNode | null {
  let at: ChartNode | undefined = root;
  for (const key of id.split('.')) at = at?.states[key];
  return at ?? null;
}

interface Edge {
  readonly from: ChartNode;
  readonly event: string;
  readonly to: ChartNode;
}

function edgesOf(node: ChartNode): readonly Edge[] {
  const edges: Edge[] = [];
  for (const [event, options] of node.transitions) {
    for (const { target } of options) {
      for (const to of target ?? []) edges.push({ from: node, event, to });
    }
  }
  return edges;
}

/** The one edge by which a chart gets from leaf to leaf, its own or that of a state around it. */
function edgeTaken(root: ChartNode, from: string, to: string): Edge | null {
  const start = nodeAt(root, from);
  if (start === null) return null;
  for (let length = start.path.length; length > 0; length--) {
    const source = nodeAt(root, start.path.slice(0, length).join('.'));
    const edges = source === null ? [] : edgesOf(source);
    const taken = edges.filter((edge) => idOf(entryLeaf(edge.to)) === to);
    if (taken.length > 0) return taken.length === 1 ? (taken[0] as Edge) : null;
  }
  return null;
}

function acceptsOf(meta: unknown): readonly string[] | null {
  if (typeof meta !== 'object' || meta === null || !('accepts' in meta)) return null;
  return Array.isArray(meta.accepts) ? meta.accepts.map(String) : null;
}

function boxOf(node: ChartNode, initial: boolean, current: string, taken: Edge | null): StateBox {
  const id = idOf(node);
  const children = Object.values(node.states);
  const exits = edgesOf(node).map((edge): Exit => {
    const last = taken !== null && taken.from === node && taken.event === edge.event;
    return { event: edge.event, to: idOf(edge.to), toName: edge.to.key, last };
  });
  return {
    ...{ id, name: node.key, initial, exits },
    final: node.type === 'final',
    accepts: children.length === 0 ? acceptsOf(node.meta) : null,
    children: children.map((child) =>
      boxOf(child, child.key === node.config.initial, current, taken),
    ),
    active: current === id || current.startsWith(`${id}.`),
    lit: current === id,
  };
}

/**
 * A machine as boxes, read from the machine itself: nothing is drawn that does not run. `current`
 * and `previous` are leaves by path; previous is null when it is not known.
 */
export function chartOf(machine: ChartSource, current: string, previous: string | null): Chart {
  const { root } = machine;
  const taken = previous === null ? null : edgeTaken(root, previous, current);
  const boxes = Object.values(root.states).map((node) =>
    boxOf(node, node.key === root.config.initial, current, taken),
  );
  const last =
    previous === null ? null : { from: previous, to: current, event: taken?.event ?? null };
  return { boxes, current, last };
}
