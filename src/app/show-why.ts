import { type Pointed, reasonOf, timeView } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';

/** Chooses the event that made a thing what it is, in the diagram, from which ways lead back. */
export function showWhy(lab: Lab, thing: Pointed): void {
  const found = reasonOf(thing, lab.moment);
  if (found === null) {
    lab.notify('stage.menu.noWhy', {}, 'alarm');
    return;
  }
  lab.pause();
  lab.set({ timeline: true });
  lab.beside = null;
  timeView.show(found, lab.timeline, lab.now);
}
