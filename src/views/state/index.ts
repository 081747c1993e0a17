/** The state charts, drawn from the machines that run. */
export { type Chart, chartOf } from './model.ts';
export { default as State } from './State.svelte';
export { type Machine, type RecipeCharts, stateModel } from './subject.ts';
