/** How long the frames of a page are, watched for some seconds. */

/** What a page is asked for, as text: tsx writes helpers into functions that a page has not. */
export const FRAMES = (seconds: number) => `new Promise((resolve) => {
  const deltas = [];
  let tokens = 0;
  let longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  watch.observe({ type: 'longtask' });
  let last = null;
  const end = performance.now() + ${seconds * 1000};
  requestAnimationFrame(function frame(now) {
    if (last !== null) deltas.push(now - last);
    last = now;
    tokens = Math.max(tokens, Number(document.querySelector('[data-drawn]')?.dataset.drawn ?? 0));
    if (now < end) requestAnimationFrame(frame);
    else {
      watch.disconnect();
      resolve({ deltas, tokens, longest });
    }
  });
})`;

export interface WatchedFrames {
  /** Milliseconds from each frame to the next. */
  readonly deltas: readonly number[];
  /** The most messages that were drawn at once. */
  readonly tokens: number;
  readonly longest: number;
}

export function p95(all: readonly number[]): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}
