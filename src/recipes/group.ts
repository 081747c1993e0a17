import { setup } from 'xstate';
import { byCodeUnit, NONE } from '../lib/index.ts';
import { childPath, childrenOf, createOp, deleteOp, listOp } from './nodes.ts';
import { lastName, refuse, remember, type Step, say } from './step.ts';
import { go, onOk, PREPARING, tabled } from './table.ts';

const anywhere = { EXPIRED: 'lost', REFUSED: 'failed' } as const;

const chart = setup({
  types: { events: {} as { readonly type: string } },
}).createMachine({
  id: 'group',
  initial: 'starting',
  states: {
    starting: { on: { NAMED: 'joining', RELEASE: 'released', ...anywhere } },
    joining: {
      on: {
        JOINED: 'listing',
        NO_PLACE: 'preparing',
        LOST: 'suspended',
        RELEASE: 'leaving',
        ...anywhere,
      },
    },
    preparing: { on: { MADE: 'joining', LOST: 'suspended', RELEASE: 'leaving', ...anywhere } },
    listing: { on: { LISTED: 'member', LOST: 'suspended', RELEASE: 'leaving', ...anywhere } },
    member: { on: { CHANGED: 'listing', RELEASE: 'leaving', ...anywhere } },
    // The node's name is the client's own, so making it again is how to see whether it is there.
    suspended: { on: { RECONNECTED: 'joining', RELEASE: 'cutOff', ...anywhere } },
    leaving: { on: { LEFT: 'released', LOST: 'cutOff', ...anywhere } },
    cutOff: { on: { RECONNECTED: 'leaving', ...anywhere } },
    released: { type: 'final' },
    lost: { type: 'final' },
    failed: { type: 'final' },
  },
});

function ownPath(step: Step): string {
  return childPath(step.state.path, step.state.guid);
}

/**
 * Group membership: an ephemeral node each, in one place; who lists it with a watch knows who is
 * there. A member that dies stays in the list until its session expires.
 */
export const group = tabled({
  name: 'group',
  chart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['leaving', 'cutOff'],
  work: {
    joining: {
      asks: (step) => createOp(ownPath(step), 'EPHEMERAL'),
      heard: (step, reply) => {
        if (reply.code === 'NONODE') go(step, 'NO_PLACE');
        else if (reply.code !== 'OK' && reply.code !== 'NODEEXISTS') refuse(step, reply.code);
        else {
          remember(step, { own: ownPath(step) });
          go(step, 'JOINED');
        }
      },
    },
    preparing: PREPARING,
    listing: {
      asks: (step) => listOp(step.state.path, true),
      heard: (step, reply) => {
        if (reply.code !== 'OK') {
          refuse(step, reply.code);
          return;
        }
        const items = [...childrenOf(reply)].sort(byCodeUnit);
        remember(step, { items, watching: step.state.path });
        go(step, 'LISTED');
        say(step, 'sees', { own: lastName(step.state.own), members: items.length });
      },
    },
    member: {
      watched: (step, event) => {
        if (event.path === step.state.path) go(step, 'CHANGED');
      },
    },
    leaving: {
      asks: (step) => deleteOp(ownPath(step)),
      heard: onOk((step) => {
        const own = lastName(step.state.own);
        remember(step, { own: null, watching: null, items: NONE });
        go(step, 'LEFT');
        say(step, 'released', { own });
      }),
    },
  },
});
