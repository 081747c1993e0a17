import type { AnyStateMachine } from 'xstate';
import type { Op, Reply, WatchEvent } from '../model/index.ts';
import {
  ask,
  askSync,
  expire,
  makeParents,
  move,
  type RecipeDraft,
  recipeOf,
  refuse,
  remember,
  say,
  start,
} from './draft.ts';
import { createOp } from './nodes.ts';
import type { Recipe, RecipeContext, RecipeInput } from './recipe.ts';
import type { RecipeRules } from './rules.ts';

/** What is done in one leaf. */
export interface LeafWork {
  /** The request with which the leaf begins; none: it waits for something else. */
  readonly asks?: (draft: RecipeDraft) => Op;
  /** The answer to it, other than CONNECTIONLOSS and SESSIONEXPIRED. */
  readonly heard?: (draft: RecipeDraft, reply: Reply, op: Op) => void;
  /** A person ends it in this leaf: what has to be said before. */
  readonly left?: (draft: RecipeDraft) => void;
  /** A watch event of the client. */
  readonly watched?: (draft: RecipeDraft, event: WatchEvent) => void;
}

/** A recipe that has at most one request under way: a table of what is done in which leaf. */
export interface RecipeTable {
  readonly name: string;
  /** First part of its rules' ids. */
  readonly rules: RecipeRules;
  /** NAMED leads out of `starting`; LOST, RECONNECTED, RELEASE and EXPIRED where they apply. */
  readonly chart: AnyStateMachine;
  readonly work: Readonly<Record<string, LeafWork>>;
  /** Leaves in which a connection that is back is of interest (an answer was lost). */
  readonly suspended: readonly string[];
  /** Leaves in which leaving is under way already. */
  readonly leaving: readonly string[];
}

const NO_WORK: LeafWork = {};

/** The recipe of a table. */
export function tabled(table: RecipeTable): Recipe {
  return recipeOf({
    name: table.name,
    rules: table.rules,
    chart: table.chart,
    respond: (draft, input, context) => respondByTable(table, draft, input, context),
    asks: (draft) => table.work[draft.state.leaf]?.asks?.(draft) ?? null,
  });
}

/** Moves by a chart's event and begins the work of the leaf it leads to. */
export function go(draft: RecipeDraft, event: string): void {
  move(draft, event);
  begin(draft);
}

function begin(draft: RecipeDraft): void {
  const op = draft.plan.asks?.(draft) ?? null;
  // The leaf's name is the tag: an answer that comes when the leaf is another one is late.
  if (op !== null) ask(draft, draft.state.leaf, op);
}

function respondByTable(
  table: RecipeTable,
  draft: RecipeDraft,
  input: RecipeInput,
  context: RecipeContext,
): void {
  const { leaf } = draft.state;
  const work = table.work[leaf] ?? NO_WORK;
  switch (input.type) {
    case 'begun':
      if (start(draft, context)) begin(draft);
      return;
    case 'reconnected':
      if (leaf === 'starting') {
        if (start(draft, context)) begin(draft);
      } else if (table.suspended.includes(leaf)) {
        askSync(draft);
        go(draft, 'RECONNECTED');
      }
      return;
    case 'replied':
      if (input.tag !== leaf) return;
      if (input.reply.code === 'CONNECTIONLOSS') move(draft, 'LOST');
      else if (input.reply.code === 'SESSIONEXPIRED') expire(draft);
      else work.heard?.(draft, input.reply, input.op);
      return;
    case 'watched':
      work.watched?.(draft, input.event);
      return;
    case 'expired':
      expire(draft);
      return;
    case 'release':
      if (table.leaving.includes(leaf)) return;
      work.left?.(draft);
      remember(draft, { watching: null });
      go(draft, 'RELEASE');
      if (draft.state.leaf === 'released') say(draft, 'released', { own: null });
      return;
    case 'disconnected':
  }
}

/**
 * Work that only matters when it succeeds or finds nothing: goes on by `done`, refuses the rest.
 */
export function onOk(
  done: (draft: RecipeDraft) => void,
): (draft: RecipeDraft, reply: Reply) => void {
  return (draft, reply) => {
    if (reply.code === 'OK' || reply.code === 'NONODE') done(draft);
    else refuse(draft, reply.code);
  };
}

/** The work of a leaf in which the place of a recipe's nodes is made, with what is above it. */
export const PREPARING: LeafWork = {
  asks: (draft) => createOp(draft.state.path, 'PERSISTENT'),
  heard: (draft, reply, op) => {
    if (makeParents(draft, draft.state.leaf, op, reply)) go(draft, 'MADE');
  },
};
