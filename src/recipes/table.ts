import type { AnyStateMachine } from 'xstate';
import type { Op, Reply, WatchEvent } from '../model/index.ts';
import { createOp } from './nodes.ts';
import type { Recipe, RecipeContext, RecipeInput } from './recipe.ts';
import {
  ask,
  askSync,
  expire,
  makeParents,
  move,
  recipeOf,
  refuse,
  remember,
  type Step,
  say,
  start,
} from './step.ts';

/** What is done in one leaf. */
export interface Work {
  /** The request with which the leaf begins; none: it waits for something else. */
  readonly asks?: (step: Step) => Op;
  /** The answer to it, other than CONNECTIONLOSS and SESSIONEXPIRED. */
  readonly heard?: (step: Step, reply: Reply, op: Op) => void;
  /** A person ends it in this leaf: what has to be said before. */
  readonly left?: (step: Step) => void;
  /** A watch event of the client. */
  readonly watched?: (step: Step, event: WatchEvent) => void;
}

/** A recipe that has at most one request under way: a table of what is done in which leaf. */
export interface Table {
  readonly name: string;
  /** First part of its rules' ids; its name, if nothing else is said. */
  readonly rules?: string;
  /** NAMED leads out of `starting`; LOST, RECONNECTED, RELEASE and EXPIRED where they apply. */
  readonly chart: AnyStateMachine;
  readonly work: Readonly<Record<string, Work>>;
  /** Leaves in which a connection that is back is of interest (an answer was lost). */
  readonly suspended: readonly string[];
  /** Leaves in which leaving is under way already. */
  readonly leaving: readonly string[];
}

const NO_WORK: Work = {};

/** The recipe of a table. */
export function tabled(table: Table): Recipe {
  return recipeOf({
    name: table.name,
    rules: table.rules ?? table.name,
    chart: table.chart,
    carryOut: (step, input, context) => carryOut(table, step, input, context),
    asks: (step) => table.work[step.state.leaf]?.asks?.(step) ?? null,
  });
}

/** Moves by a chart's event and begins the work of the leaf it leads to. */
export function go(step: Step, event: string): void {
  move(step, event);
  begin(step);
}

function begin(step: Step): void {
  const op = step.plan.asks?.(step) ?? null;
  // The leaf's name is the tag: an answer that comes when the leaf is another one is late.
  if (op !== null) ask(step, step.state.leaf, op);
}

function carryOut(table: Table, step: Step, input: RecipeInput, context: RecipeContext): void {
  const { leaf } = step.state;
  const work = table.work[leaf] ?? NO_WORK;
  switch (input.type) {
    case 'begun':
      if (start(step, context)) begin(step);
      return;
    case 'reconnected':
      if (leaf === 'starting') {
        if (start(step, context)) begin(step);
      } else if (table.suspended.includes(leaf)) {
        askSync(step);
        go(step, 'RECONNECTED');
      }
      return;
    case 'replied':
      if (input.tag !== leaf) return;
      if (input.reply.code === 'CONNECTIONLOSS') move(step, 'LOST');
      else if (input.reply.code === 'SESSIONEXPIRED') expire(step);
      else work.heard?.(step, input.reply, input.op);
      return;
    case 'watched':
      work.watched?.(step, input.event);
      return;
    case 'expired':
      expire(step);
      return;
    case 'release':
      if (table.leaving.includes(leaf)) return;
      work.left?.(step);
      remember(step, { watching: null });
      go(step, 'RELEASE');
      if (step.state.leaf === 'released') say(step, 'released', { own: null });
      return;
    case 'disconnected':
  }
}

/**
 * Work that only matters when it succeeds or finds nothing: goes on by `done`, refuses the rest.
 */
export function onOk(done: (step: Step) => void): (step: Step, reply: Reply) => void {
  return (step, reply) => {
    if (reply.code === 'OK' || reply.code === 'NONODE') done(step);
    else refuse(step, reply.code);
  };
}

/** The work of a leaf in which the place of a recipe's nodes is made, with what is above it. */
export const PREPARING: Work = {
  asks: (step) => createOp(step.state.path, 'PERSISTENT'),
  heard: (step, reply, op) => {
    if (makeParents(step, step.state.leaf, op, reply)) go(step, 'MADE');
  },
};
