import { setup } from 'xstate';
import { byCodeUnit, NONE } from '../lib/index.ts';
import { childPath } from '../model/index.ts';
import { lastName, type RecipeDraft, refuse, remember, say } from './draft.ts';
import { childrenOf, createOp, deleteOp, listOp } from './nodes.ts';
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

function ownPath(draft: RecipeDraft): string {
  return childPath(draft.state.path, draft.state.guid);
}

/**
 * Group membership: an ephemeral node each, in one place; who lists it with a watch knows who is
 * there. A member that dies stays in the list until its session expires.
 */
export const group = tabled({
  name: 'group',
  rules: 'group',
  chart,
  suspended: ['suspended', 'cutOff'],
  leaving: ['leaving', 'cutOff'],
  work: {
    joining: {
      asks: (draft) => createOp(ownPath(draft), 'EPHEMERAL'),
      heard: (draft, reply) => {
        if (reply.code === 'NONODE') go(draft, 'NO_PLACE');
        else if (reply.code !== 'OK' && reply.code !== 'NODEEXISTS') refuse(draft, reply.code);
        else {
          remember(draft, { own: ownPath(draft) });
          go(draft, 'JOINED');
        }
      },
    },
    preparing: PREPARING,
    listing: {
      asks: (draft) => listOp(draft.state.path, true),
      heard: (draft, reply) => {
        if (reply.code !== 'OK') {
          refuse(draft, reply.code);
          return;
        }
        const items = [...childrenOf(reply)].sort(byCodeUnit);
        remember(draft, { items, watching: draft.state.path });
        go(draft, 'LISTED');
        say(draft, 'sees', { own: lastName(draft.state.own), members: items.length });
      },
    },
    member: {
      watched: (draft, event) => {
        if (event.path === draft.state.path) go(draft, 'CHANGED');
      },
    },
    leaving: {
      asks: (draft) => deleteOp(ownPath(draft)),
      heard: onOk((draft) => {
        const own = lastName(draft.state.own);
        remember(draft, { own: null, watching: null, items: NONE });
        go(draft, 'LEFT');
        say(draft, 'released', { own });
      }),
    },
  },
});
