/** The log as a matrix: which server has which transaction, and how far it has come there. */
export { default as Log } from './Log.svelte';
export { logModel } from './model.ts';
