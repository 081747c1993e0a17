/** The znode tree of one server, or of two beside each other. */
export { treeModel } from './model.ts';
export { default as Tree } from './Tree.svelte';
