/**
 * How an event came about: the way back from it to the command that began it all; and the same run
 * without it, or without that.
 */
export { default as CauseChain } from './CauseChain.svelte';
export { chainBack } from './chain.ts';
export { default as WhatIf } from './WhatIf.svelte';
export { offeredAt } from './what-if.ts';
