import { setup } from 'xstate';
import type { Reply } from '../model/index.ts';
import { existsOp } from './nodes.ts';
import type { RecipeContext, RecipeInput } from './recipe.ts';
import {
  ask,
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
export const barrier = recipeOf({ name: 'barrier', rules: 'barrier', chart, carryOut });

function carryOut(step: Step, input: RecipeInput, context: RecipeContext): void {
  const { leaf, path } = step.state;
  switch (input.type) {
    case 'begun':
      if (start(step, context)) look(step);
      return;
    case 'replied':
      if (leaf === 'looking' && input.tag === 'exists') looked(step, input.reply);
      return;
    case 'watched':
      if (leaf !== 'waiting' || input.event.path !== path) return;
      remember(step, { watching: null });
      move(step, 'WOKEN');
      say(step, 'again', { own: lastName(path) });
      look(step);
      return;
    case 'reconnected':
      if (leaf === 'starting') {
        if (start(step, context)) look(step);
      } else if (leaf === 'suspended') {
        move(step, 'RECONNECTED');
        look(step);
      }
      return;
    case 'expired':
      expire(step);
      return;
    case 'release':
      remember(step, { watching: null });
      move(step, 'RELEASE');
      say(step, 'released', { own: null });
      return;
    case 'disconnected':
  }
}

function look(step: Step): void {
  ask(step, 'exists', existsOp(step.state.path, true));
}

function looked(step: Step, reply: Reply): void {
  const { path } = step.state;
  if (reply.code === 'CONNECTIONLOSS') move(step, 'LOST');
  else if (reply.code === 'SESSIONEXPIRED') expire(step);
  else if (reply.code === 'NONODE') {
    move(step, 'ABSENT');
    say(step, 'granted', { own: lastName(path) });
  } else if (reply.code === 'OK') {
    remember(step, { watching: path });
    move(step, 'PRESENT');
    say(step, 'waits', { own: null, before: lastName(path) });
  } else refuse(step, reply.code);
}
