/**
 * Everything of the page that nobody sees or touches before something moves: fetched as one file
 * once something moves, whether or not anybody asks for it.
 */
import '../recipes/all.ts';
import { loadCompare, loadInspector } from '../views/index.ts';

export { describe } from '../script/index.ts';
export { SIM } from '../timeline/index.ts';
export { keepFocus } from '../ui/index.ts';
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
  timeView,
  Ward,
  walledOff,
} from '../views/index.ts';
export { actOn } from './act-on.ts';
export { alterAt, namesBeside } from './beside.ts';
export { sidesOf } from './both/sides.svelte.ts';
export { branchBeside } from './branch-beside.ts';
export { default as Dialogs } from './Dialogs.svelte';
export { default as Header } from './Header.svelte';
export { default as Home } from './Home.svelte';
export { default as InspectorSide } from './InspectorSide.svelte';
export { keepRun } from './keep-run.ts';
export { default as LessonSide } from './LessonSide.svelte';
export { keepTime } from './lesson-clock.ts';
export { deskOf } from './lesson-desk.svelte.ts';
export { followSaves } from './lesson-reload.ts';
export { default as MoveCards } from './MoveCards.svelte';
export { type Move, yourMove } from './moves.ts';
export { default as NoticeStrip } from './NoticeStrip.svelte';
export { offlineOf } from './offline.svelte.ts';
export { Page } from './page.svelte.ts';
export { routerOf } from './router.svelte.ts';
export { default as Sheet } from './Sheet.svelte';
export { arrive } from './shared-runs.svelte.ts';
export { showWhy } from './show-why.ts';
export { situationsIn } from './situations.ts';
export { solutionsOf } from './solutions.svelte.ts';
export { runBeside } from './startup.ts';
export { default as TimeFoot } from './TimeFoot.svelte';
export { default as TwoBranches } from './TwoBranches.svelte';

/** Files of their own, fetched beside the others. */
export const inspector = loadInspector();
export const compare = loadCompare();

export type Rest = typeof import('./rest.ts');
