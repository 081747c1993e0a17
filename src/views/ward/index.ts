/** The ward: the hospital as the tree of one server shows it, and who acts on what they believe. */
export { sequenceOf, type WardModel, wardModel } from './model.ts';
export { default as Ward } from './Ward.svelte';
