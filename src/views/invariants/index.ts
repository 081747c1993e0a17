/** The invariants: what must hold in every run, and whether it does. */
export { default as Invariants } from './Invariants.svelte';
export { PROPERTIES, type Property } from './model.ts';
