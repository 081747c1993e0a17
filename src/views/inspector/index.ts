/**
 * The inspector: one tab at a time into the tree, the log, the votes, the sessions, the state
 * charts, the invariants, the events and the console. `facts.ts` is what its tabs share.
 */
export { default as Inspector } from './Inspector.svelte';
