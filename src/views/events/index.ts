/** The run as text: one sentence an event, each with its reason; the accessible mirror of the stage. */
export { default as Events } from './Events.svelte';
export { endsOf, eventsModel, isPing, type Subject, subjectOf } from './model.ts';
