import { setup } from 'xstate';
import type { Reply } from '../model/index.ts';
import {
  ask,
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
import { existsOp } from './nodes.ts';
import type { RecipeContext, RecipeInput } from './recipe.ts';

const anywhere = { EXPIRED: 'lost', RELEASE: 'released' } as const;

const chart = setup({
  types: { events: {} as { readonly type: string } },
}).createMachine({
  id: 'barrier',
  initial: 'starting',
  states: {
    starting: { on: { NAMED: 'looking', ...anywhere } },
    looking: {
      on: {
        PRESENT: 'waiting',
        ABSENT: 'passed',
        LOST: 'suspended',
        REFUSED: 'failed',
        ...anywhere,
      },
    },
    waiting: { on: { WOKEN: 'looking', ...anywhere } },
    suspended: { on: { RECONNECTED: 'looking', ...anywhere } },
    passed: { on: anywhere },
    released: { type: 'final' },
    lost: { type: 'final' },
    failed: { type: 'final' },
  },
});

/**
 * The barrier (ZooKeeper recipes: Barriers): as long as the node `path` is there everybody waits;
 * whoever runs the place deletes it. An event says only that something happened: look again.
 */
export const barrier = recipeOf({ name: 'barrier', rules: 'barrier', chart, respond });

function respond(draft: RecipeDraft, input: RecipeInput, context: RecipeContext): void {
  const { leaf, path } = draft.state;
  switch (input.type) {
    case 'begun':
      if (start(draft, context)) look(draft);
      return;
    case 'replied':
      if (leaf === 'looking' && input.tag === 'exists') looked(draft, input.reply);
      return;
    case 'watched':
      if (leaf !== 'waiting' || input.event.path !== path) return;
      remember(draft, { watching: null });
      move(draft, 'WOKEN');
      say(draft, 'again', { own: lastName(path) });
      look(draft);
      return;
    case 'reconnected':
      if (leaf === 'starting') {
        if (start(draft, context)) look(draft);
      } else if (leaf === 'suspended') {
        move(draft, 'RECONNECTED');
        look(draft);
      }
      return;
    case 'expired':
      expire(draft);
      return;
    case 'release':
      remember(draft, { watching: null });
      move(draft, 'RELEASE');
      say(draft, 'released', { own: null });
      return;
    case 'disconnected':
  }
}

function look(draft: RecipeDraft): void {
  ask(draft, 'exists', existsOp(draft.state.path, true));
}

function looked(draft: RecipeDraft, reply: Reply): void {
  const { path } = draft.state;
  if (reply.code === 'CONNECTIONLOSS') move(draft, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(draft);
  else if (reply.code === 'NONODE') {
    move(draft, 'ABSENT');
    say(draft, 'granted', { own: lastName(path) });
  } else if (reply.code === 'OK') {
    remember(draft, { watching: path });
    move(draft, 'PRESENT');
    say(draft, 'waits', { own: null, before: lastName(path) });
  } else refuse(draft, reply.code);
}
