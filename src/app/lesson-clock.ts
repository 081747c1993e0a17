import type { Lab } from './lab.svelte.ts';
import { deskOf } from './lesson-desk.svelte.ts';
import { routerOf } from './router.svelte.ts';

const EVERY_MS = 5000;

/** Tells the lesson how long a step was on the screen: while the page and the lesson are seen. */
export function keepTime(lab: Lab): void {
  const desk = deskOf(lab);
  let last = performance.now();
  const tell = (): void => {
    const now = performance.now();
    // A machine that slept has shown nobody anything.
    const ms = Math.min(now - last, 2 * EVERY_MS);
    last = now;
    const isShown = desk.progress !== null && desk.progress.step >= 0 && !routerOf(lab).home;
    if (isShown) desk.tell({ type: 'spent', ms: Math.round(ms) });
  };
  setInterval(() => {
    if (document.visibilityState === 'visible') tell();
  }, EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') tell();
    else last = performance.now();
  });
}
