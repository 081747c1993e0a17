/** The sessions: who has one, how long it still lives, and what hangs on it. */
export { sessionsModel, watchersOn } from './model.ts';
export { default as Sessions } from './Sessions.svelte';
