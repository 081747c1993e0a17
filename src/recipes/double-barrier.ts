import { setup } from 'xstate';
import { byCodeUnit } from '../lib/index.ts';
import { childPath } from '../model/index.ts';
import { lastName, type RecipeDraft, refuse, remember, say, sizeIn } from './draft.ts';
import { childrenOf, createOp, deleteOp, existsOp, listOp, readOp } from './nodes.ts';
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

function ownPath(draft: RecipeDraft): string {
  return childPath(draft.state.path, draft.state.guid);
}

function readyPath(draft: RecipeDraft): string {
  return childPath(draft.state.path, READY);
}

function join(draft: RecipeDraft): void {
  go(draft, 'READY');
  say(draft, 'granted', { own: lastName(draft.state.own), size: draft.state.size });
}

function left(draft: RecipeDraft, event: 'EMPTY' | 'LAST'): void {
  remember(draft, { own: null, watching: null });
  go(draft, event);
  say(draft, 'released', { own: draft.state.guid });
}

/** After the list: whether to go, and whose going to wait for. */
function depart(draft: RecipeDraft, remaining: readonly string[]): void {
  const { guid, path } = draft.state;
  const lowest = remaining[0];
  if (lowest === undefined) left(draft, 'EMPTY');
  else if (remaining.length === 1 && lowest === guid) {
    remember(draft, { watching: null });
    go(draft, 'ALONE');
  } else if (lowest === guid) {
    remember(draft, { watching: childPath(path, remaining.at(-1) as string) });
    go(draft, 'LOWEST');
  } else {
    remember(draft, { watching: childPath(path, lowest) });
    go(draft, 'OTHER');
  }
}

/**
 * The double barrier (ZooKeeper recipes: Double Barriers): all begin together when as many as the
 * data of `path` says are there, and nobody is done before all are. `release` is leaving.
 */
export const doubleBarrier = tabled({
  name: 'double-barrier',
  rules: 'double-barrier',
  chart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['leaving', 'dropping', 'watching', 'departing', 'cutOff'],
  work: {
    sizing: {
      asks: (draft) => readOp(draft.state.path, false),
      heard: (draft, reply) => {
        if (sizeIn(draft, reply)) go(draft, 'SIZED');
      },
    },
    arming: {
      asks: (draft) => existsOp(readyPath(draft), true),
      heard: onOk((draft) => {
        remember(draft, { watching: readyPath(draft) });
        go(draft, 'ARMED');
      }),
    },
    joining: {
      asks: (draft) => createOp(ownPath(draft), 'EPHEMERAL'),
      heard: (draft, reply) => {
        if (reply.code !== 'OK' && reply.code !== 'NODEEXISTS') {
          refuse(draft, reply.code);
          return;
        }
        remember(draft, { own: ownPath(draft) });
        go(draft, 'JOINED');
      },
    },
    counting: {
      asks: (draft) => listOp(draft.state.path, false),
      heard: (draft, reply) => {
        const names = childrenOf(reply);
        const here = names.filter((name) => name !== READY).length;
        if (reply.code !== 'OK') refuse(draft, reply.code);
        else if (here >= draft.state.size || names.includes(READY)) go(draft, 'FULL');
        else {
          go(draft, 'FEW');
          say(draft, 'waits', { here, size: draft.state.size });
        }
      },
    },
    waiting: {
      watched: (draft, event) => {
        if (event.path === readyPath(draft)) join(draft);
      },
    },
    opening: {
      asks: (draft) => createOp(readyPath(draft), 'PERSISTENT'),
      heard: (draft, reply) => {
        if (reply.code === 'OK' || reply.code === 'NODEEXISTS') join(draft);
        else refuse(draft, reply.code);
      },
    },
    leaving: {
      asks: (draft) => listOp(draft.state.path, false),
      heard: (draft, reply) => {
        if (reply.code !== 'OK' && reply.code !== 'NONODE') {
          refuse(draft, reply.code);
          return;
        }
        depart(
          draft,
          childrenOf(reply)
            .filter((name) => name !== READY)
            .sort(byCodeUnit),
        );
      },
    },
    dropping: {
      asks: (draft) => deleteOp(ownPath(draft)),
      heard: onOk((draft) => {
        if (draft.state.watching === null) left(draft, 'LAST');
        else go(draft, 'DROPPED');
      }),
    },
    watching: {
      asks: (draft) => existsOp(draft.state.watching as string, true),
      heard: (draft, reply) => {
        if (reply.code === 'NONODE') go(draft, 'GONE');
        else if (reply.code !== 'OK') refuse(draft, reply.code);
        else {
          go(draft, 'PRESENT');
          say(draft, 'departs', { before: lastName(draft.state.watching) });
        }
      },
    },
    departing: {
      watched: (draft, event) => {
        if (event.path === draft.state.watching) go(draft, 'GONE');
      },
    },
  },
});
