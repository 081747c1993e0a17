/** The stage: servers on a ring, links, messages, clients; and what can be done to each. */
export type { CaptionShape } from './caption.ts';
export { clientOffers } from './client-offers.ts';
export { freeName } from './departments.ts';
export {
  BreachMarks,
  breachMarks,
  captionOf,
  cutPlaces,
  linkWords,
  Outlines,
  Pointing,
  Sayings,
  StageMenus,
  StageNotes,
  saidOf,
  stackVotes,
  standApart,
  standingIn,
  TokenButtons,
  walledOff,
} from './later.ts';
export { faultOffers, flatOffers, limitedTo, type Offer, stageOffers } from './menus.ts';
export { messageBoxes } from './message-boxes.ts';
export { heldOn, type StageModel, stageModel, stageTokens } from './model.ts';
export { MRI_LOCK } from './recipe-offers.ts';
export { default as Stage } from './Stage.svelte';
export type { MovesShape } from './shapes.ts';
export { reasonOf } from './why.ts';
