import type { Micros } from '../../model/index.ts';

/** From times to pixels: the whole run, with a little room after its end. */
export interface Scale {
  readonly width: number;
  /** The time at the right edge. */
  readonly until: Micros;
}

const LEAST: Micros = 2_000_000;

/** The scale on which everything up to the latest of `times` has its place. */
export function scaleFor(width: number, times: readonly Micros[]): Scale {
  const latest = Math.max(LEAST, ...times);
  return { width, until: latest * 1.06 };
}

export function xOf(scale: Scale, at: Micros): number {
  return (Math.max(0, Math.min(at, scale.until)) / scale.until) * scale.width;
}

/** The time at a pixel, in whole microseconds. */
export function timeAt(scale: Scale, x: number): Micros {
  if (scale.width <= 0) return 0;
  return Math.round((Math.max(0, Math.min(x, scale.width)) / scale.width) * scale.until);
}

/** Times of round tick marks, at most `most` of them: 1, 2 or 5 times a power of ten. */
export function ticksOf(scale: Scale, most: number): readonly Micros[] {
  const least = scale.until / Math.max(1, most);
  let unit = 1000;
  while (unit * 10 <= least) unit *= 10;
  const step = [1, 2, 5, 10].map((times) => times * unit).find((one) => one >= least) ?? unit * 10;
  const ticks: Micros[] = [];
  for (let at = 0; at <= scale.until; at += step) ticks.push(at);
  return ticks;
}

/** Things in the order of time, in groups: each begins at least `apart` pixels after the last. */
export function grouped<T extends { readonly at: Micros }>(
  scale: Scale,
  things: readonly T[],
  apart: number,
): readonly (readonly [T, ...T[]])[] {
  const groups: [T, ...T[]][] = [];
  for (const thing of things) {
    const last = groups.at(-1);
    if (last && xOf(scale, thing.at) - xOf(scale, last[0].at) < apart) last.push(thing);
    else groups.push([thing]);
  }
  return groups;
}
