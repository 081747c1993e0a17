/**
 * Recipes: what clients build on ZooKeeper (locks, queues, elections), each a small pure machine
 * with a chart of its own, and who knows them. The page begins with the lock alone: the others come
 * with `all.ts`. Adding one is a file and its line there.
 */
import { assert } from '../lib/index.ts';
import { lock } from './lock.ts';
import type { Recipe, RecipeContext, RecipeInput, RecipeOutcome, RecipeState } from './recipe.ts';

export { isOver } from './draft.ts';
export { admits } from './fencing.ts';
export * from './recipe.ts';
export { RECIPE_RULES, type RecipeRule } from './rules.ts';

const known = new Map<string, Recipe>([[lock.name, lock]]);

/** Makes recipes known: clients may run them from then on. */
export function provideRecipes(recipes: readonly Recipe[]): void {
  for (const recipe of recipes) known.set(recipe.name, recipe);
}

/** The recipe of a name; null: there is none (a person's mistake, to be answered as one). */
export function recipeNamed(name: string): Recipe | null {
  return known.get(name) ?? null;
}

function knownAs(name: string): Recipe {
  const recipe = recipeNamed(name);
  assert(recipe !== null, `there is no recipe ${name}`);
  return recipe;
}

/** A recipe before its first step; give it `begun` next. */
export function beginRecipe(name: string, path: string, context: RecipeContext): RecipeState {
  return knownAs(name).begin(path, context);
}

/** One input to a running recipe. Pure; a recipe that is over stays as it is. */
export function stepRecipe(
  state: RecipeState,
  input: RecipeInput,
  context: RecipeContext,
): RecipeOutcome {
  return knownAs(state.recipe).step(state, input, context);
}
