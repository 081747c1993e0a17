/**
 * The space-time diagram: processes as lines, messages as arrows, fsyncs, crashes, epochs, sessions
 * and the lock; what an event follows from; and the same as files.
 */
export { default as SpaceTime } from './SpaceTime.svelte';
