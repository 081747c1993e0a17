import type { Lab } from './lab.svelte.ts';

/** While time passes panels of words change so often, in milliseconds: nobody reads faster. */
const PANELS_MS = 100;
/** A hand that leads through the run sees the stage at once, panels when it rests so long. */
const REST_MS = 80;

/**
 * Lets time pass frame by frame, until the answer is called. A frame is the stage’s alone: panels
 * follow in a task of their own after it. `still`: nothing of the run is shown.
 */
export function playFrames(lab: Lab, reduced: () => boolean, still: () => boolean): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => lab.panels.goTo(lab);
  lab.panels.follow = true;
  let last = performance.now();
  let followed = last;
  let shown = lab.world;
  let moved = 0;
  /** Whether panels should follow a hand: at its first move, and when it has come to rest. */
  const rests = (time: number): boolean => {
    if (lab.world === shown) return time - moved >= REST_MS;
    const isFirst = time - moved > 4 * REST_MS;
    shown = lab.world;
    moved = time;
    return isFirst;
  };
  let handle = requestAnimationFrame(function frame(time) {
    lab.flow.reducedMotion = reduced();
    if (lab.flow.bound?.() !== true && !still())
      lab.frame((time - last) / 1000, () => performance.now());
    last = time;
    const isDue = lab.playing ? time - followed >= PANELS_MS : rests(time);
    if (isDue && !lab.panels.areAt(lab)) {
      followed = time;
      port2.postMessage(null);
    }
    handle = requestAnimationFrame(frame);
  });
  return () => {
    cancelAnimationFrame(handle);
    port1.close();
    lab.panels.follow = false;
  };
}
