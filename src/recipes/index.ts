/**
 * Recipes: what clients build on ZooKeeper (locks, queues, elections), each a small pure machine
 * with a chart of its own, and this registry. Adding one is a file and its line in RECIPES.
 */
import { assert } from '../lib/index.ts';
import { barrier } from './barrier.ts';
import { doubleBarrier } from './double-barrier.ts';
import { group } from './group.ts';
import { herdLock } from './herd-lock.ts';
import { leaderElection } from './leader-election.ts';
import { lock } from './lock.ts';
import { priorityQueue, queue } from './queue.ts';
import { readLock, writeLock } from './read-write-lock.ts';
import type { Recipe, RecipeContext, RecipeInput, RecipeOutcome, RecipeState } from './recipe.ts';
import { semaphore } from './semaphore.ts';
import { twoPhaseCommit } from './two-phase-commit.ts';
import { voteAbort, voteCommit } from './two-phase-site.ts';

export { isOver } from './draft.ts';
export { admits } from './fencing.ts';
export * from './recipe.ts';
export { RECIPE_RULES, type RecipeRule } from './rules.ts';

/** All recipes there are, in the order in which a menu shows them. */
export const RECIPES: readonly Recipe[] = [
  lock,
  herdLock,
  readLock,
  writeLock,
  semaphore,
  leaderElection,
  barrier,
  doubleBarrier,
  queue,
  priorityQueue,
  group,
  twoPhaseCommit,
  voteCommit,
  voteAbort,
];

/** The recipe of a name; null: there is none (a person's mistake, to be answered as one). */
export function recipeNamed(name: string): Recipe | null {
  return RECIPES.find((recipe) => recipe.name === name) ?? null;
}

function known(name: string): Recipe {
  const recipe = recipeNamed(name);
  assert(recipe !== null, `there is no recipe ${name}`);
  return recipe;
}

/** A recipe before its first step; give it `begun` next. */
export function beginRecipe(name: string, path: string, context: RecipeContext): RecipeState {
  return known(name).begin(path, context);
}

/** One input to a running recipe. Pure; a recipe that is over stays as it is. */
export function stepRecipe(
  state: RecipeState,
  input: RecipeInput,
  context: RecipeContext,
): RecipeOutcome {
  return known(state.recipe).step(state, input, context);
}
