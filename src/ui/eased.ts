import { tick } from 'svelte';

/**
 * Makes a change of the page's layout that the eye can follow: what it shows before melts into what
 * it shows then, in a quarter of a second. At once where less motion is wanted, or where the
 * browser knows no view transitions.
 */
export function eased(change: () => void): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || document.visibilityState === 'hidden' || !('startViewTransition' in document)) {
    change();
    return;
  }
  const { ready } = document.startViewTransition(async () => {
    change();
    await tick();
  });
  // One that a later change takes over is no trouble.
  ready.catch(() => {});
}
