import { setup } from 'xstate';
import {
  childPath,
  childrenOf,
  createOp,
  deleteOp,
  inOrder,
  listOp,
  madePath,
  readOp,
} from './nodes.ts';
import { lastName, refuse, remember, type Step, say, sizeIn } from './step.ts';
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
function lineOf(step: Step, children: readonly string[]): { line: string[]; at: number } {
  const line = inOrder(children, [MARK]);
  return { line, at: line.findIndex((name) => name.startsWith(`${step.state.guid}-`)) };
}

function done(step: Step): void {
  const own = lastName(step.state.own);
  remember(step, { own: null, watching: null });
  go(step, 'GONE');
  say(step, 'released', { own });
}

/**
 * A counting semaphore: a line as for the lock, in which as many as the data of `path` says may go
 * at a time. Any of those in front may leave first, so those behind watch the whole line: one
 * release wakes all of them. That is the price; a lock has only one predecessor to watch.
 */
export const semaphore = tabled({
  name: 'semaphore',
  chart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['searching', 'releasing', 'cutOff'],
  work: {
    sizing: {
      asks: (step) => readOp(step.state.path, false),
      heard: (step, reply) => {
        if (sizeIn(step, reply)) go(step, 'SIZED');
      },
    },
    listing: {
      asks: (step) => listOp(step.state.path, true),
      heard: (step, reply) => {
        if (reply.code !== 'OK') {
          refuse(step, reply.code);
          return;
        }
        const { path, size } = step.state;
        const { line, at } = lineOf(step, childrenOf(reply));
        if (at === -1) {
          go(step, 'MISSING');
          return;
        }
        const own = line[at] as string;
        remember(step, { own: childPath(path, own), watching: at < size ? null : path });
        go(step, at < size ? 'AMONG' : 'BEHIND');
        if (at < size) say(step, 'granted', { own, size });
        else say(step, 'waits', { own, ahead: at, size });
      },
    },
    creating: {
      asks: (step) =>
        createOp(childPath(step.state.path, `${step.state.guid}-${MARK}`), 'EPHEMERAL_SEQUENTIAL'),
      heard: (step, reply) => {
        const own = madePath(reply);
        if (own === null) refuse(step, reply.code);
        else {
          remember(step, { own });
          go(step, 'CREATED');
        }
      },
    },
    waiting: {
      watched: (step, event) => {
        if (event.path === step.state.path) go(step, 'CHANGED');
      },
    },
    searching: {
      asks: (step) => listOp(step.state.path, false),
      heard: (step, reply) => {
        const { line, at } = lineOf(step, childrenOf(reply));
        if (reply.code !== 'OK' && reply.code !== 'NONODE') refuse(step, reply.code);
        else if (at === -1) done(step);
        else {
          remember(step, { own: childPath(step.state.path, line[at] as string), watching: null });
          go(step, 'FOUND');
        }
      },
    },
    releasing: { asks: (step) => deleteOp(step.state.own as string), heard: onOk(done) },
  },
});
