/** The ward: the hospital as a server or client sees it, and who acts on what they believe. */
export { hasWard, isHospital } from './eye.ts';
export { sequenceOf } from './sequence.ts';
export { default as Ward } from './Ward.svelte';
