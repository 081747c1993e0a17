import { setup } from 'xstate';
import { NO_SESSION, type Reply, type SessionId } from '../model/index.ts';
import { createWithStatOp, czxidOf, deleteOp, existsOp } from './nodes.ts';
import type { RecipeContext, RecipeInput } from './recipe.ts';
import {
  ask,
  askSync,
  expire,
  lastName,
  move,
  recipeOf,
  refuse,
  remember,
  type Step,
  say,
  start,
} from './step.ts';

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
export const herdLock = recipeOf({ name: 'herd-lock', rules: 'herd-lock', chart, carryOut });

function carryOut(step: Step, input: RecipeInput, context: RecipeContext): void {
  const { leaf, path } = step.state;
  switch (input.type) {
    case 'begun':
      if (start(step, context)) attempt(step);
      return;
    case 'replied':
      replied(step, input.tag, input.reply, context.session);
      return;
    case 'watched':
      if (leaf !== 'waiting' || input.event.path !== path) return;
      remember(step, { watching: null });
      move(step, 'WOKEN');
      say(step, 'again', { own: lastName(path) });
      attempt(step);
      return;
    case 'disconnected':
      if (leaf !== 'granted') return;
      move(step, 'DISCONNECTED');
      say(step, 'unsure', { own: lastName(path) });
      return;
    case 'reconnected':
      reconnected(step, context);
      return;
    case 'expired':
      expire(step);
      return;
    case 'release':
      release(step);
      return;
  }
}

function attempt(step: Step): void {
  ask(step, 'create', createWithStatOp(step.state.path, 'EPHEMERAL'));
}

const AWAITS: Readonly<Record<string, readonly string[]>> = {
  create: ['trying', 'abandoning'],
  exists: ['looking', 'searching'],
  delete: ['releasing'],
};

function replied(step: Step, tag: string, reply: Reply, session: SessionId): void {
  if (!AWAITS[tag]?.includes(step.state.leaf)) return;
  if (reply.code === 'CONNECTIONLOSS') move(step, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(step);
  else if (tag === 'create') created(step, reply);
  else if (tag === 'exists') looked(step, reply, session);
  else if (reply.code === 'OK' || reply.code === 'NONODE') gone(step, 'GONE');
  else refuse(step, reply.code);
}

function created(step: Step, reply: Reply): void {
  const leaving = step.state.leaf === 'abandoning';
  if (reply.code === 'NODEEXISTS') {
    if (leaving) gone(step, 'TAKEN');
    else {
      move(step, 'TAKEN');
      ask(step, 'exists', existsOp(step.state.path, true));
    }
  } else if (reply.code !== 'OK') {
    // Also NONODE: the parent of a lock that is one node is not this recipe's to make.
    refuse(step, reply.code);
  } else {
    move(step, 'CREATED');
    if (leaving) ask(step, 'delete', deleteOp(step.state.path));
    else hold(step, reply);
  }
}

function hold(step: Step, reply: Reply): void {
  remember(step, { own: step.state.path, token: czxidOf(reply), watching: null });
  tellGranted(step);
}

function tellGranted(step: Step): void {
  say(step, 'granted', { own: lastName(step.state.path), token: step.state.token });
}

/** Whose the node is: after a lost answer it may be this client's own. */
function looked(step: Step, reply: Reply, session: SessionId): void {
  const { leaf, path } = step.state;
  if (reply.code !== 'OK' && reply.code !== 'NONODE') {
    refuse(step, reply.code);
    return;
  }
  const owner = reply.body?.type === 'stat' ? reply.body.stat.ephemeralOwner : NO_SESSION;
  const mine = reply.code === 'OK' && owner === session && session !== NO_SESSION;
  if (leaf === 'searching') {
    if (!mine) gone(step, 'GONE');
    else {
      move(step, 'MINE');
      ask(step, 'delete', deleteOp(path));
    }
  } else if (mine) {
    move(step, 'MINE');
    hold(step, reply);
  } else if (reply.code === 'NONODE') {
    move(step, 'ABSENT');
    attempt(step);
  } else {
    remember(step, { watching: path });
    move(step, 'PRESENT');
    say(step, 'waits', { own: null, before: lastName(path) });
  }
}

function gone(step: Step, event: 'GONE' | 'TAKEN'): void {
  const own = lastName(step.state.own);
  remember(step, { own: null, token: null, watching: null });
  move(step, event);
  say(step, 'released', { own });
}

function reconnected(step: Step, context: RecipeContext): void {
  const { leaf, path } = step.state;
  if (leaf === 'starting') {
    if (start(step, context)) attempt(step);
  } else if (leaf === 'unsure') {
    move(step, 'RECONNECTED');
    tellGranted(step);
  } else if (leaf === 'suspended' || leaf === 'withdrawn') {
    move(step, 'RECONNECTED');
    askSync(step);
    ask(step, 'exists', existsOp(path, leaf === 'suspended'));
  }
}

const LEAVING: readonly string[] = ['abandoning', 'releasing', 'withdrawn', 'searching'];

function release(step: Step): void {
  if (LEAVING.includes(step.state.leaf)) return;
  move(step, 'RELEASE');
  if (step.state.leaf === 'releasing') ask(step, 'delete', deleteOp(step.state.path));
  if (step.state.leaf === 'released') {
    remember(step, { watching: null });
    say(step, 'released', { own: null });
  }
}
