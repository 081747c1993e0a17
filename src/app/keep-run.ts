import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { printRun } from './saved-run.ts';
import { storage } from './storage.ts';

/**
 * Keeps the run, and what a lesson has under way in it: both of this moment, so that the one goes
 * on in the other. False: the storage is full, or forbidden.
 */
export function keepRun(lab: Lab): boolean {
  deskOf(lab).keepPlace();
  return storage.keepRun(printRun(lab.shown()));
}
