import { eventsBetween } from '../timeline/index.ts';
import { type Pointed, timeView, whyOf } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';

/** Nobody looks for the reason of a thing further back than so many events. */
const MOST = 50_000;

/** Chooses the event that made a thing what it is, in the diagram, from which ways lead back. */
export function showWhy(lab: Lab, thing: Pointed): void {
  const { timeline } = lab;
  const found = whyOf(thing, eventsBetween(timeline, 0, Math.floor(lab.now), MOST));
  if (found === null) {
    lab.notify('stage.menu.noWhy', {}, 'alarm');
    return;
  }
  lab.pause();
  lab.set({ timeline: true });
  timeView.show(found, timeline, lab.now);
}
