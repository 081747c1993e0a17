/** A client's console: zkCli as it would answer, and lines for the whole ensemble. */
export { default as Console } from './Console.svelte';
export { consoleModel, typed } from './model.ts';
