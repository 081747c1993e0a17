import { setup } from 'xstate';
import { NO_SESSION, type Reply, type SessionId } from '../model/index.ts';
import {
  ask,
  askSync,
  expire,
  lastName,
  move,
  type RecipeDraft,
  recipeOf,
  refuse,
  remember,
  say,
  start,
} from './draft.ts';
import { createWithStatOp, czxidOf, deleteOp, existsOp } from './nodes.ts';
import type { RecipeContext, RecipeInput } from './recipe.ts';

const anywhere = { EXPIRED: 'lost' } as const;

const chart = setup({
  types: { events: {} as { readonly type: string } },
}).createMachine({
  id: 'herd-lock',
  initial: 'starting',
  states: {
    starting: { on: { NAMED: 'trying', RELEASE: 'released', ...anywhere } },
    trying: {
      on: {
        CREATED: 'granted',
        TAKEN: 'looking',
        LOST: 'suspended',
        RELEASE: 'abandoning',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    looking: {
      on: {
        MINE: 'granted',
        PRESENT: 'waiting',
        ABSENT: 'trying',
        LOST: 'suspended',
        RELEASE: 'searching',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    waiting: { on: { WOKEN: 'trying', RELEASE: 'released', ...anywhere } },
    granted: { on: { DISCONNECTED: 'unsure', RELEASE: 'releasing', ...anywhere } },
    unsure: { on: { RECONNECTED: 'granted', RELEASE: 'releasing', ...anywhere } },
    suspended: { on: { RECONNECTED: 'looking', RELEASE: 'withdrawn', ...anywhere } },
    abandoning: {
      on: {
        CREATED: 'releasing',
        TAKEN: 'released',
        LOST: 'withdrawn',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    releasing: { on: { GONE: 'released', LOST: 'withdrawn', REFUSED: 'failed', ...anywhere } },
    withdrawn: { on: { RECONNECTED: 'searching', ...anywhere } },
    searching: {
      on: {
        MINE: 'releasing',
        GONE: 'released',
        LOST: 'withdrawn',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    released: { type: 'final' },
    lost: { type: 'final' },
    failed: { type: 'final' },
  },
});

/**
 * The naive lock, to see what is wrong with it: all try to make one and the same ephemeral node,
 * `path` itself, and those that fail watch it. Every release wakes them all, and all but one in
 * vain (the herd effect); and who gets it is chance, so somebody may wait for ever.
 */
export const herdLock = recipeOf({ name: 'herd-lock', rules: 'herd-lock', chart, respond });

function respond(draft: RecipeDraft, input: RecipeInput, context: RecipeContext): void {
  const { leaf, path } = draft.state;
  switch (input.type) {
    case 'begun':
      if (start(draft, context)) attempt(draft);
      return;
    case 'replied':
      replied(draft, input.tag, input.reply, context.session);
      return;
    case 'watched':
      if (leaf !== 'waiting' || input.event.path !== path) return;
      remember(draft, { watching: null });
      move(draft, 'WOKEN');
      say(draft, 'again', { own: lastName(path) });
      attempt(draft);
      return;
    case 'disconnected':
      if (leaf !== 'granted') return;
      move(draft, 'DISCONNECTED');
      say(draft, 'unsure', { own: lastName(path) });
      return;
    case 'reconnected':
      reconnected(draft, context);
      return;
    case 'expired':
      expire(draft);
      return;
    case 'release':
      release(draft);
      return;
  }
}

function attempt(draft: RecipeDraft): void {
  ask(draft, 'create', createWithStatOp(draft.state.path, 'EPHEMERAL'));
}

const AWAITS: Readonly<Record<string, readonly string[]>> = {
  create: ['trying', 'abandoning'],
  exists: ['looking', 'searching'],
  delete: ['releasing'],
};

function replied(draft: RecipeDraft, tag: string, reply: Reply, session: SessionId): void {
  if (!AWAITS[tag]?.includes(draft.state.leaf)) return;
  if (reply.code === 'CONNECTIONLOSS') move(draft, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(draft);
  else if (tag === 'create') created(draft, reply);
  else if (tag === 'exists') looked(draft, reply, session);
  else if (reply.code === 'OK' || reply.code === 'NONODE') gone(draft, 'GONE');
  else refuse(draft, reply.code);
}

function created(draft: RecipeDraft, reply: Reply): void {
  const leaving = draft.state.leaf === 'abandoning';
  if (reply.code === 'NODEEXISTS') {
    if (leaving) gone(draft, 'TAKEN');
    else {
      move(draft, 'TAKEN');
      ask(draft, 'exists', existsOp(draft.state.path, true));
    }
  } else if (reply.code !== 'OK') {
    // Also NONODE: the parent of a lock that is one node is not this recipe's to make.
    refuse(draft, reply.code);
  } else {
    move(draft, 'CREATED');
    if (leaving) ask(draft, 'delete', deleteOp(draft.state.path));
    else hold(draft, reply);
  }
}

function hold(draft: RecipeDraft, reply: Reply): void {
  remember(draft, { own: draft.state.path, token: czxidOf(reply), watching: null });
  tellGranted(draft);
}

function tellGranted(draft: RecipeDraft): void {
  say(draft, 'granted', { own: lastName(draft.state.path), token: draft.state.token });
}

/** Whose the node is: after a lost answer it may be this client's own. */
function looked(draft: RecipeDraft, reply: Reply, session: SessionId): void {
  const { leaf, path } = draft.state;
  if (reply.code !== 'OK' && reply.code !== 'NONODE') {
    refuse(draft, reply.code);
    return;
  }
  const owner = reply.body?.type === 'stat' ? reply.body.stat.ephemeralOwner : NO_SESSION;
  const mine = reply.code === 'OK' && owner === session && session !== NO_SESSION;
  if (leaf === 'searching') {
    if (!mine) gone(draft, 'GONE');
    else {
      move(draft, 'MINE');
      ask(draft, 'delete', deleteOp(path));
    }
  } else if (mine) {
    move(draft, 'MINE');
    hold(draft, reply);
  } else if (reply.code === 'NONODE') {
    move(draft, 'ABSENT');
    attempt(draft);
  } else {
    remember(draft, { watching: path });
    move(draft, 'PRESENT');
    say(draft, 'waits', { own: null, before: lastName(path) });
  }
}

function gone(draft: RecipeDraft, event: 'GONE' | 'TAKEN'): void {
  const own = lastName(draft.state.own);
  remember(draft, { own: null, token: null, watching: null });
  move(draft, event);
  say(draft, 'released', { own });
}

function reconnected(draft: RecipeDraft, context: RecipeContext): void {
  const { leaf, path } = draft.state;
  if (leaf === 'starting') {
    if (start(draft, context)) attempt(draft);
  } else if (leaf === 'unsure') {
    move(draft, 'RECONNECTED');
    tellGranted(draft);
  } else if (leaf === 'suspended' || leaf === 'withdrawn') {
    move(draft, 'RECONNECTED');
    askSync(draft);
    ask(draft, 'exists', existsOp(path, leaf === 'suspended'));
  }
}

const LEAVING: readonly string[] = ['abandoning', 'releasing', 'withdrawn', 'searching'];

function release(draft: RecipeDraft): void {
  if (LEAVING.includes(draft.state.leaf)) return;
  move(draft, 'RELEASE');
  if (draft.state.leaf === 'releasing') ask(draft, 'delete', deleteOp(draft.state.path));
  if (draft.state.leaf === 'released') {
    remember(draft, { watching: null });
    say(draft, 'released', { own: null });
  }
}
