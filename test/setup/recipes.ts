/** Tests know all recipes, as commands do. */
import '../../src/recipes/all.ts';
