/** Two branches of a run beside each other: where they part, what differs, what became of each. */
export { default as Compare } from './Compare.svelte';
export { default as Strip } from './Strip.svelte';
