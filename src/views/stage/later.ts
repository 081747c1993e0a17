/** What of the stage nobody sees before something moves: it comes with the rest of the page. */
export { saidOf } from './asked-words.ts';
export { default as BreachMarks } from './BreachMarks.svelte';
export { breachMarks } from './breach-marks.ts';
export { captionOf } from './caption.ts';
export { cutPlaces } from './cut-places.ts';
export { walledOff } from './layout.ts';
export { linkWords, standingIn } from './link-words.ts';
export { default as Outlines } from './Outlines.svelte';
export { default as Pointing } from './Pointing.svelte';
export { default as Sayings } from './Sayings.svelte';
export { default as StageMenus } from './StageMenus.svelte';
export { default as StageNotes } from './StageNotes.svelte';
export { stackVotes } from './stack-lanes.ts';
export { standApart } from './standing-lanes.ts';
export { default as TokenButtons } from './TokenButtons.svelte';

export type LaterParts = typeof import('./later.ts');
