import { type AnyStateMachine, transition } from 'xstate';
import { assert, NONE } from '../lib/index.ts';
import { type ErrorCode, type Fact, nameOf, type Op, type Reply } from '../model/index.ts';
import { createOp, dataOf, guidOf, nextToMake } from './nodes.ts';
import type { Recipe, RecipeContext, RecipeEffect, RecipeInput, RecipeState } from './recipe.ts';
import { RECIPE_RULES, type RecipeRules, type RecipeWord } from './rules.ts';

/** One step of a recipe under way: the state so far, and what is to be done. */
export interface RecipeDraft {
  readonly plan: RecipePlan;
  state: RecipeState;
  readonly effects: RecipeEffect[];
}

/** What a recipe's file says of it; `recipeOf` makes the rest. */
export interface RecipePlan {
  readonly name: string;
  /** First part of its rules' ids: `lock` of `lock.granted`. */
  readonly rules: RecipeRules;
  readonly chart: AnyStateMachine;
  readonly respond: (draft: RecipeDraft, input: RecipeInput, context: RecipeContext) => void;
  /** The request with which the work of the present leaf begins; only of recipes in a table. */
  readonly asks?: (draft: RecipeDraft) => Op | null;
}

/** The leaves in which a recipe ends; the last two are verdicts, which nothing undoes. */
const ENDS: readonly string[] = ['released', 'lost', 'failed', 'committed', 'aborted'];

/** Whether a recipe in this leaf has nothing left to do. */
export function isOver(leaf: string): boolean {
  return ENDS.includes(leaf);
}

export function recipeOf(plan: RecipePlan): Recipe {
  return {
    name: plan.name,
    chart: plan.chart,
    begin: (path, context) => ({
      recipe: plan.name,
      path,
      leaf: 'starting',
      own: null,
      token: null,
      watching: null,
      guid: guidOf(context),
      items: NONE,
      size: 0,
    }),
    step: (state, input, context) => {
      if (isOver(state.leaf)) return { next: state, effects: NONE };
      const draft: RecipeDraft = { plan, state, effects: [] };
      plan.respond(draft, input, context);
      return { next: draft.state, effects: draft.effects };
    },
  };
}

const moves = new Map<AnyStateMachine, Map<string, string>>();

/**
 * Moves to the leaf that the chart names, and remembers its answer: asking costs tens of
 * microseconds and gives always the same. A move that the chart does not allow is our bug.
 */
export function move(draft: RecipeDraft, event: string): void {
  draft.state = { ...draft.state, leaf: leafAfter(draft.plan.chart, draft.state.leaf, event) };
}

function leafAfter(chart: AnyStateMachine, leaf: string, type: string): string {
  let known = moves.get(chart);
  if (known === undefined) {
    known = new Map();
    moves.set(chart, known);
  }
  const key = `${leaf} ${type}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const snapshot = chart.resolveState({ value: leaf, context: {} });
  assert(snapshot.can({ type }), `the chart of ${chart.id} has no ${type} in ${leaf}`);
  const next = transition(chart, snapshot, { type })[0].value as string;
  known.set(key, next);
  return next;
}

/** Says why, after the move that it explains. */
export function say(
  draft: RecipeDraft,
  word: RecipeWord,
  facts: Readonly<Record<string, Fact>>,
): void {
  const { rules } = draft.plan;
  assert(Object.hasOwn(RECIPE_RULES[rules], word), `${rules} has no rule ${word}`);
  const because = { rule: `${rules}.${word}`, facts };
  draft.effects.push({ type: 'moved', state: draft.state.leaf, because });
}

export function ask(draft: RecipeDraft, tag: string, op: Op): void {
  draft.effects.push({ type: 'ask', tag, op });
}

export function remember(draft: RecipeDraft, news: Partial<RecipeState>): void {
  draft.state = { ...draft.state, ...news };
}

/**
 * Names itself after its session, says that it begins, and leaves `starting`; false while there is
 * no session, and so no guid.
 */
export function start(draft: RecipeDraft, context: RecipeContext): boolean {
  const guid = draft.state.guid || guidOf(context);
  if (guid === '') return false;
  remember(draft, { guid });
  move(draft, 'NAMED');
  say(draft, 'begin', { path: draft.state.path });
  return true;
}

/** Nothing is left to do: an error that no retry mends. */
export function refuse(draft: RecipeDraft, code: ErrorCode): void {
  remember(draft, { watching: null });
  move(draft, 'REFUSED');
  say(draft, 'failed', { path: draft.state.path, code });
}

/** What this client must not go on believing once its session is over. */
export function expire(draft: RecipeDraft): void {
  const own = lastName(draft.state.own);
  remember(draft, { own: null, token: null, watching: null, items: NONE });
  move(draft, 'EXPIRED');
  say(draft, 'lost', { own });
}

/** The last part of a path; null of null. */
export function lastName(path: string | null): string | null {
  return path === null ? null : nameOf(path);
}

/**
 * The place for the recipe's nodes is missing: makes it, and what is above it. After the answer to
 * one create asks for the next, under the same tag; true when `path` is there.
 */
export function makeParents(draft: RecipeDraft, tag: string, op: Op, reply: Reply): boolean {
  if (reply.code !== 'OK' && reply.code !== 'NODEEXISTS' && reply.code !== 'NONODE') {
    refuse(draft, reply.code);
    return false;
  }
  const { path } = draft.state;
  const next = nextToMake(path, op.type === 'create' ? op.path : path, reply);
  if (next !== null) ask(draft, tag, createOp(next, 'PERSISTENT'));
  return next === null;
}

/** A request's answer was lost: first what may still be under way has to arrive, then look. */
export function askSync(draft: RecipeDraft): void {
  ask(draft, 'sync', { type: 'sync', path: draft.state.path });
}

/** Remembers for how many it is, from the answer to getData of `path`; false: nobody has said. */
export function sizeIn(draft: RecipeDraft, reply: Reply): boolean {
  const data = dataOf(reply);
  const size = /^[1-9]\d{0,3}$/.test(data) ? Number(data) : 0;
  if (reply.code !== 'OK') refuse(draft, reply.code);
  else if (size === 0) refuse(draft, 'BADARGUMENTS');
  else remember(draft, { size });
  return size > 0 && reply.code === 'OK';
}
