/** The run as text, a sentence and a reason an event: the accessible mirror of the stage. */
export { default as Events } from './Events.svelte';
export { endsOf, eventsModel, isPing, type Subject, subjectOf } from './model.ts';
