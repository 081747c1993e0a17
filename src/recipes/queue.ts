import { setup } from 'xstate';
import { byCodeUnit } from '../lib/index.ts';
import { childPath } from '../model/index.ts';
import { lastName, type RecipeDraft, refuse, remember, say } from './draft.ts';
import { childrenOf, deleteOp, inOrder, listOp, readOp } from './nodes.ts';
import type { Recipe } from './recipe.ts';
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

function head(draft: RecipeDraft): string {
  return childPath(draft.state.path, draft.state.items[0] as string);
}

/** The next item of the list that was read, or a new list. */
function next(draft: RecipeDraft): void {
  remember(draft, { items: draft.state.items.slice(1), own: null });
  go(draft, draft.state.items.length > 0 ? 'SOME' : 'EMPTY');
}

/** It stops while an item's delete is unanswered: that item may be gone, and nobody else has it. */
function leftOpen(draft: RecipeDraft): void {
  const item = lastName(draft.state.own);
  if (item !== null) say(draft, 'left', { item });
}

/** A consumer: whoever deletes an item first has it; the others find it gone and take the next. */
function consumer(
  name: 'queue' | 'priority-queue',
  order: (children: readonly string[]) => string[],
  discards: boolean,
): Recipe {
  // An event while items are left: a plain queue reads on, a priority queue must look again, and
  // keeps only the item whose delete is on its way.
  const changed = (draft: RecipeDraft, path: string, kept: 0 | 1): void => {
    if (path !== draft.state.path) return;
    remember(draft, { watching: null });
    if (discards) remember(draft, { items: draft.state.items.slice(0, kept) });
  };
  return tabled({
    name,
    rules: name,
    chart: chartOf(name),
    suspended: ['suspended'],
    leaving: [],
    work: {
      listing: {
        asks: (draft) => listOp(draft.state.path, true),
        heard: (draft, reply) => {
          if (reply.code === 'NONODE') {
            go(draft, 'NO_PLACE');
            return;
          }
          if (reply.code !== 'OK') {
            refuse(draft, reply.code);
            return;
          }
          const items = order(childrenOf(reply));
          const item = lastName(draft.state.own);
          if (item !== null && !items.includes(item)) say(draft, 'unsure', { item });
          remember(draft, { items, own: null, watching: draft.state.path });
          go(draft, items.length > 0 ? 'SOME' : 'EMPTY');
          if (items.length === 0) say(draft, 'waits', { path: draft.state.path });
        },
      },
      preparing: PREPARING,
      idle: {
        watched: (draft, event) => {
          if (event.path === draft.state.path) go(draft, 'CHANGED');
        },
      },
      reading: {
        asks: (draft) => readOp(head(draft), false),
        heard: (draft, reply) => {
          if (reply.code === 'NONODE') next(draft);
          else if (reply.code !== 'OK') refuse(draft, reply.code);
          else if (draft.state.items.length === 0) go(draft, 'EMPTY');
          else {
            remember(draft, { own: head(draft) });
            go(draft, 'READ');
          }
        },
        watched: (draft, event) => changed(draft, event.path, 0),
      },
      suspended: { left: leftOpen },
      taking: {
        left: leftOpen,
        asks: (draft) => deleteOp(head(draft)),
        heard: (draft, reply) => {
          const item = lastName(draft.state.own);
          if (reply.code === 'OK') say(draft, 'took', { item });
          else if (reply.code === 'NONODE') say(draft, 'missed', { item });
          else {
            refuse(draft, reply.code);
            return;
          }
          next(draft);
        },
        watched: (draft, event) => changed(draft, event.path, 1),
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
