import { setup } from 'xstate';
import { childPath } from '../model/index.ts';
import { lastName, type RecipeDraft, refuse, remember, say, sizeIn } from './draft.ts';
import { childrenOf, createOp, deleteOp, inOrder, listOp, madePath, readOp } from './nodes.ts';
import { go, onOk, tabled } from './table.ts';

const anywhere = { EXPIRED: 'lost', REFUSED: 'failed' } as const;

const chart = setup({
  types: { events: {} as { readonly type: string } },
}).createMachine({
  id: 'semaphore',
  initial: 'starting',
  states: {
    starting: { on: { NAMED: 'sizing', RELEASE: 'released', ...anywhere } },
    sizing: { on: { SIZED: 'listing', LOST: 'suspended', RELEASE: 'searching', ...anywhere } },
    listing: {
      on: {
        MISSING: 'creating',
        AMONG: 'granted',
        BEHIND: 'waiting',
        LOST: 'suspended',
        RELEASE: 'searching',
        ...anywhere,
      },
    },
    creating: { on: { CREATED: 'listing', LOST: 'suspended', RELEASE: 'searching', ...anywhere } },
    waiting: { on: { CHANGED: 'listing', RELEASE: 'searching', ...anywhere } },
    granted: { on: { RELEASE: 'searching', ...anywhere } },
    suspended: { on: { RECONNECTED: 'sizing', RELEASE: 'cutOff', ...anywhere } },
    // The way out: its own node is looked for, so that a create still under way is not forgotten.
    searching: { on: { FOUND: 'releasing', GONE: 'released', LOST: 'cutOff', ...anywhere } },
    releasing: { on: { GONE: 'released', LOST: 'cutOff', ...anywhere } },
    cutOff: { on: { RECONNECTED: 'searching', ...anywhere } },
    released: { type: 'final' },
    lost: { type: 'final' },
    failed: { type: 'final' },
  },
});

const MARK = 'lease-';

/** The line, and where in it the node with this run's guid stands; -1: nowhere. */
function lineOf(draft: RecipeDraft, children: readonly string[]): { line: string[]; at: number } {
  const line = inOrder(children, [MARK]);
  return { line, at: line.findIndex((name) => name.startsWith(`${draft.state.guid}-`)) };
}

function done(draft: RecipeDraft): void {
  const own = lastName(draft.state.own);
  remember(draft, { own: null, watching: null });
  go(draft, 'GONE');
  say(draft, 'released', { own });
}

/**
 * A counting semaphore: a line as for the lock, in which as many as the data of `path` says may go
 * at a time. Any of those in front may leave first, so those behind watch the whole line: one
 * release wakes all of them. That is the price; a lock has only one predecessor to watch.
 */
export const semaphore = tabled({
  name: 'semaphore',
  rules: 'semaphore',
  chart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['searching', 'releasing', 'cutOff'],
  work: {
    sizing: {
      asks: (draft) => readOp(draft.state.path, false),
      heard: (draft, reply) => {
        if (sizeIn(draft, reply)) go(draft, 'SIZED');
      },
    },
    listing: {
      asks: (draft) => listOp(draft.state.path, true),
      heard: (draft, reply) => {
        if (reply.code !== 'OK') {
          refuse(draft, reply.code);
          return;
        }
        const { path, size } = draft.state;
        const { line, at } = lineOf(draft, childrenOf(reply));
        if (at === -1) {
          go(draft, 'MISSING');
          return;
        }
        const own = line[at] as string;
        remember(draft, { own: childPath(path, own), watching: at < size ? null : path });
        go(draft, at < size ? 'AMONG' : 'BEHIND');
        if (at < size) say(draft, 'granted', { own, size });
        else say(draft, 'waits', { own, ahead: at, size });
      },
    },
    creating: {
      asks: (draft) =>
        createOp(
          childPath(draft.state.path, `${draft.state.guid}-${MARK}`),
          'EPHEMERAL_SEQUENTIAL',
        ),
      heard: (draft, reply) => {
        const own = madePath(reply);
        if (own === null) refuse(draft, reply.code);
        else {
          remember(draft, { own });
          go(draft, 'CREATED');
        }
      },
    },
    waiting: {
      watched: (draft, event) => {
        if (event.path === draft.state.path) go(draft, 'CHANGED');
      },
    },
    searching: {
      asks: (draft) => listOp(draft.state.path, false),
      heard: (draft, reply) => {
        const { line, at } = lineOf(draft, childrenOf(reply));
        if (reply.code !== 'OK' && reply.code !== 'NONODE') refuse(draft, reply.code);
        else if (at === -1) done(draft);
        else {
          remember(draft, { own: childPath(draft.state.path, line[at] as string), watching: null });
          go(draft, 'FOUND');
        }
      },
    },
    releasing: { asks: (draft) => deleteOp(draft.state.own as string), heard: onOk(done) },
  },
});
