/** The invariants: what must hold in every run, and what broke it. */
export { default as Invariants } from './Invariants.svelte';
export { invariantsModel } from './model.ts';
