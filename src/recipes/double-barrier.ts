import { setup } from 'xstate';
import { byCodeUnit } from '../lib/index.ts';
import { childPath, childrenOf, createOp, deleteOp, existsOp, listOp, readOp } from './nodes.ts';
import { lastName, refuse, remember, type Step, say, sizeIn } from './step.ts';
import { go, onOk, tabled } from './table.ts';

const anywhere = { EXPIRED: 'lost', REFUSED: 'failed' } as const;

const chart = setup({
  types: { events: {} as { readonly type: string } },
}).createMachine({
  id: 'double-barrier',
  initial: 'starting',
  states: {
    starting: { on: { NAMED: 'sizing', RELEASE: 'released', ...anywhere } },
    // In: for how many is it, is it open already, here I am, how many are we, open it or wait.
    sizing: { on: { SIZED: 'arming', LOST: 'suspended', RELEASE: 'leaving', ...anywhere } },
    arming: {
      on: { ARMED: 'joining', LOST: 'suspended', RELEASE: 'leaving', ...anywhere },
    },
    joining: { on: { JOINED: 'counting', LOST: 'suspended', RELEASE: 'leaving', ...anywhere } },
    counting: {
      on: { FULL: 'opening', FEW: 'waiting', LOST: 'suspended', RELEASE: 'leaving', ...anywhere },
    },
    waiting: { on: { READY: 'inside', RELEASE: 'leaving', ...anywhere } },
    opening: { on: { READY: 'inside', LOST: 'suspended', RELEASE: 'leaving', ...anywhere } },
    suspended: { on: { RECONNECTED: 'sizing', RELEASE: 'cutOff', ...anywhere } },
    inside: { on: { RELEASE: 'leaving', ...anywhere } },
    // Out: who is left; the lowest waits for the highest, the others go and wait for the lowest.
    leaving: {
      on: {
        EMPTY: 'released',
        ALONE: 'dropping',
        LOWEST: 'watching',
        OTHER: 'dropping',
        LOST: 'cutOff',
        ...anywhere,
      },
    },
    dropping: { on: { LAST: 'released', DROPPED: 'watching', LOST: 'cutOff', ...anywhere } },
    watching: { on: { PRESENT: 'departing', GONE: 'leaving', LOST: 'cutOff', ...anywhere } },
    departing: { on: { GONE: 'leaving', ...anywhere } },
    cutOff: { on: { RECONNECTED: 'leaving', ...anywhere } },
    released: { type: 'final' },
    lost: { type: 'final' },
    failed: { type: 'final' },
  },
});

const READY = 'ready';

function ownPath(step: Step): string {
  return childPath(step.state.path, step.state.guid);
}

function readyPath(step: Step): string {
  return childPath(step.state.path, READY);
}

function join(step: Step): void {
  go(step, 'READY');
  say(step, 'granted', { own: lastName(step.state.own), size: step.state.size });
}

function left(step: Step, event: 'EMPTY' | 'LAST'): void {
  remember(step, { own: null, watching: null });
  go(step, event);
  say(step, 'released', { own: step.state.guid });
}

/** After the list: whether to go, and whose going to wait for. */
function depart(step: Step, remaining: readonly string[]): void {
  const { guid, path } = step.state;
  const lowest = remaining[0];
  if (lowest === undefined) left(step, 'EMPTY');
  else if (remaining.length === 1 && lowest === guid) {
    remember(step, { watching: null });
    go(step, 'ALONE');
  } else if (lowest === guid) {
    remember(step, { watching: childPath(path, remaining.at(-1) as string) });
    go(step, 'LOWEST');
  } else {
    remember(step, { watching: childPath(path, lowest) });
    go(step, 'OTHER');
  }
}

/**
 * The double barrier (ZooKeeper recipes: Double Barriers): all begin together when as many as the
 * data of `path` says are there, and nobody is done before all are. `release` is leaving.
 */
export const doubleBarrier = tabled({
  name: 'double-barrier',
  chart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['leaving', 'dropping', 'watching', 'departing', 'cutOff'],
  work: {
    sizing: {
      asks: (step) => readOp(step.state.path, false),
      heard: (step, reply) => {
        if (sizeIn(step, reply)) go(step, 'SIZED');
      },
    },
    arming: {
      asks: (step) => existsOp(readyPath(step), true),
      heard: onOk((step) => {
        remember(step, { watching: readyPath(step) });
        go(step, 'ARMED');
      }),
    },
    joining: {
      asks: (step) => createOp(ownPath(step), 'EPHEMERAL'),
      heard: (step, reply) => {
        if (reply.code !== 'OK' && reply.code !== 'NODEEXISTS') {
          refuse(step, reply.code);
          return;
        }
        remember(step, { own: ownPath(step) });
        go(step, 'JOINED');
      },
    },
    counting: {
      asks: (step) => listOp(step.state.path, false),
      heard: (step, reply) => {
        const names = childrenOf(reply);
        const here = names.filter((name) => name !== READY).length;
        if (reply.code !== 'OK') refuse(step, reply.code);
        else if (here >= step.state.size || names.includes(READY)) go(step, 'FULL');
        else {
          go(step, 'FEW');
          say(step, 'waits', { here, size: step.state.size });
        }
      },
    },
    waiting: {
      watched: (step, event) => {
        if (event.path === readyPath(step)) join(step);
      },
    },
    opening: {
      asks: (step) => createOp(readyPath(step), 'PERSISTENT'),
      heard: (step, reply) => {
        if (reply.code === 'OK' || reply.code === 'NODEEXISTS') join(step);
        else refuse(step, reply.code);
      },
    },
    leaving: {
      asks: (step) => listOp(step.state.path, false),
      heard: (step, reply) => {
        if (reply.code !== 'OK' && reply.code !== 'NONODE') {
          refuse(step, reply.code);
          return;
        }
        depart(
          step,
          childrenOf(reply)
            .filter((name) => name !== READY)
            .sort(byCodeUnit),
        );
      },
    },
    dropping: {
      asks: (step) => deleteOp(ownPath(step)),
      heard: onOk((step) => {
        if (step.state.watching === null) left(step, 'LAST');
        else go(step, 'DROPPED');
      }),
    },
    watching: {
      asks: (step) => existsOp(step.state.watching as string, true),
      heard: (step, reply) => {
        if (reply.code === 'NONODE') go(step, 'GONE');
        else if (reply.code !== 'OK') refuse(step, reply.code);
        else {
          go(step, 'PRESENT');
          say(step, 'departs', { before: lastName(step.state.watching) });
        }
      },
    },
    departing: {
      watched: (step, event) => {
        if (event.path === step.state.watching) go(step, 'GONE');
      },
    },
  },
});
