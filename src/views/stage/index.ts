/** The stage: servers on a ring, links, messages, clients; and what can be done to each. */
export { default as BreachMarks } from './BreachMarks.svelte';
export { breachMarks } from './breach-marks.ts';
export type { CaptionShape } from './caption.ts';
export { clientOffers } from './client-offers.ts';
export { freeName } from './departments.ts';
export { faultOffers, flatOffers, type Offer, stageOffers } from './menus.ts';
export { heldOn, type StageModel, stageModel, stageTokens } from './model.ts';
export { MRI_LOCK } from './recipe-offers.ts';
export { default as Sayings } from './Sayings.svelte';
export { default as Stage } from './Stage.svelte';
export { default as StageMenus } from './StageMenus.svelte';
export type { MovesShape } from './shapes.ts';
