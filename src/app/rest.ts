/**
 * Everything of the page that nobody sees or touches before something moves: fetched as one file
 * right after the first frame, whether or not anybody asks for it.
 */
import { loadInspector } from '../views/index.ts';

export { complain, describe, isParseError, parseScriptLine } from '../script/index.ts';
export { act, addBookmark, complaintOf, SIM } from '../timeline/index.ts';
export { Notices, Tabs } from '../ui/index.ts';
export { StageMenus, TimelineBar, timelineModel, Ward } from '../views/index.ts';
export { default as Header } from './Header.svelte';
export { default as KeyList } from './KeyList.svelte';
export { default as LessonSide } from './LessonSide.svelte';
export { deskOf } from './lesson-desk.svelte.ts';
export { default as Palette } from './Palette.svelte';
export { Page } from './page.svelte.ts';
export { printRun } from './saved-run.ts';
export { startWith } from './startup.ts';
export { default as ZooDialog } from './ZooDialog.svelte';

/** A file of its own, fetched beside the others. */
export const inspector = loadInspector();

export type Rest = typeof import('./rest.ts');
