import { setup } from 'xstate';
import { byCodeUnit } from '../lib/index.ts';
import { childPath, childrenOf, deleteOp, inOrder, listOp, readOp } from './nodes.ts';
import type { Recipe } from './recipe.ts';
import { lastName, refuse, remember, type Step, say } from './step.ts';
import { go, PREPARING, tabled } from './table.ts';

const anywhere = { EXPIRED: 'lost', REFUSED: 'failed', RELEASE: 'released' } as const;

/** A chart each: the two recipes differ in when a list that was read is used up. */
function chartOf(id: string) {
  return setup({ types: { events: {} as { readonly type: string } } }).createMachine({
    id,
    initial: 'starting',
    states: {
      starting: { on: { NAMED: 'listing', ...anywhere } },
      listing: {
        on: {
          SOME: 'reading',
          EMPTY: 'idle',
          NO_PLACE: 'preparing',
          LOST: 'suspended',
          ...anywhere,
        },
      },
      preparing: { on: { MADE: 'listing', LOST: 'suspended', ...anywhere } },
      idle: { on: { CHANGED: 'listing', ...anywhere } },
      reading: {
        on: { READ: 'taking', SOME: 'reading', EMPTY: 'listing', LOST: 'suspended', ...anywhere },
      },
      taking: {
        on: { SOME: 'reading', EMPTY: 'listing', LOST: 'suspended', ...anywhere },
      },
      // Whether the last item was taken is not known until the list is read, and not always then.
      suspended: { on: { RECONNECTED: 'listing', ...anywhere } },
      released: { type: 'final' },
      lost: { type: 'final' },
      failed: { type: 'final' },
    },
  });
}

function head(step: Step): string {
  return childPath(step.state.path, step.state.items[0] as string);
}

/** The next item of the list that was read, or a new list. */
function next(step: Step): void {
  remember(step, { items: step.state.items.slice(1), own: null });
  go(step, step.state.items.length > 0 ? 'SOME' : 'EMPTY');
}

/** It stops while an item's delete is unanswered: that item may be gone, and nobody else has it. */
function leftOpen(step: Step): void {
  const item = lastName(step.state.own);
  if (item !== null) say(step, 'left', { item });
}

/** A consumer: whoever deletes an item first has it; the others find it gone and take the next. */
function consumer(
  name: string,
  order: (children: readonly string[]) => string[],
  discards: boolean,
): Recipe {
  // An event while items are left: a plain queue reads on, a priority queue must look again, and
  // keeps only the item whose delete is on its way.
  const changed = (step: Step, path: string, kept: 0 | 1): void => {
    if (path !== step.state.path) return;
    remember(step, { watching: null });
    if (discards) remember(step, { items: step.state.items.slice(0, kept) });
  };
  return tabled({
    name,
    chart: chartOf(name),
    suspended: ['suspended'],
    leaving: [],
    work: {
      listing: {
        asks: (step) => listOp(step.state.path, true),
        heard: (step, reply) => {
          if (reply.code === 'NONODE') {
            go(step, 'NO_PLACE');
            return;
          }
          if (reply.code !== 'OK') {
            refuse(step, reply.code);
            return;
          }
          const items = order(childrenOf(reply));
          const item = lastName(step.state.own);
          if (item !== null && !items.includes(item)) say(step, 'unsure', { item });
          remember(step, { items, own: null, watching: step.state.path });
          go(step, items.length > 0 ? 'SOME' : 'EMPTY');
          if (items.length === 0) say(step, 'waits', { path: step.state.path });
        },
      },
      preparing: PREPARING,
      idle: {
        watched: (step, event) => {
          if (event.path === step.state.path) go(step, 'CHANGED');
        },
      },
      reading: {
        asks: (step) => readOp(head(step), false),
        heard: (step, reply) => {
          if (reply.code === 'NONODE') next(step);
          else if (reply.code !== 'OK') refuse(step, reply.code);
          else if (step.state.items.length === 0) go(step, 'EMPTY');
          else {
            remember(step, { own: head(step) });
            go(step, 'READ');
          }
        },
        watched: (step, event) => changed(step, event.path, 0),
      },
      suspended: { left: leftOpen },
      taking: {
        left: leftOpen,
        asks: (step) => deleteOp(head(step)),
        heard: (step, reply) => {
          const item = lastName(step.state.own);
          if (reply.code === 'OK') say(step, 'took', { item });
          else if (reply.code === 'NONODE') say(step, 'missed', { item });
          else {
            refuse(step, reply.code);
            return;
          }
          next(step);
        },
        watched: (step, event) => changed(step, event.path, 1),
      },
    },
  });
}

/**
 * The consumer of a queue (ZooKeeper recipes: Queues): items in the order of their suffixes. The
 * producer is one line: `create -s /path/queue- data`, persistent, or the items die with it.
 */
export const queue = consumer('queue', (children) => inOrder(children, ['queue-']), false);

/**
 * The consumer of a priority queue: items are called queue-YY and a suffix, and a lower YY comes
 * first. A list that was read is worth nothing once the watch fires: something more urgent may be
 * there.
 */
export const priorityQueue = consumer(
  'priority-queue',
  (children) => children.filter((name) => /^queue-\d\d\d{10}$/.test(name)).sort(byCodeUnit),
  true,
);
