/** The timeline: play, step, tempo, and the run on a line with its epochs, flags and branches. */
export { view as timeView } from './memory.svelte.ts';
export { bandsOf, branchName, type TimelineModel, timelineModel } from './model.ts';
export { default as TimelineBar } from './TimelineBar.svelte';
export { TEMPOS, type Tempo } from './tempo.ts';
