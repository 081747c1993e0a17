import type { Micros } from '../../model/index.ts';
import { type BeatLog, beatAt } from '../../timeline/index.ts';
import type { Axis, Span } from './axis.ts';

/** From times to pixels: a stretch of an axis over a width. */
export interface Scale {
  readonly axis: Axis;
  readonly width: number;
  /** The place at the left edge. */
  readonly from: number;
  /** The place at the right edge. */
  readonly to: number;
}

const LEAST_RUN: Micros = 2_000_000;
const LEAST_TURNS = 12;
/** The whole run has a little room after its end. */
const ROOM = 1.06;

/** Where the room ends in which a span may move. */
function farEnd(axis: Axis): number {
  return Math.max(axis.kind === 'time' ? LEAST_RUN : LEAST_TURNS, axis.end) * ROOM;
}

/** The scale on which a stretch of an axis has its place; null: all of it. */
export function scaleFor(axis: Axis, width: number, span: Span | null = null): Scale {
  const whole = farEnd(axis);
  if (span === null) return { axis, width, from: 0, to: whole };
  const length = Math.min(whole, Math.max(axis.least, span.to - span.from));
  const from = Math.max(0, Math.min(span.from, whole - length));
  return { axis, width, from, to: from + length };
}

/** Pixels from the left edge of a place; outside of the width when it is not shown. */
export function xOfPlace({ from, to, width }: Scale, place: number): number {
  return ((place - from) / (to - from)) * width;
}

/** Pixels from the left edge of a time; outside of the width when it is not shown. */
export function xOf(scale: Scale, at: Micros): number {
  return xOfPlace(scale, scale.axis.placeOf(Math.max(0, at)));
}

/** The time at a pixel, in whole microseconds. */
export function timeAt({ axis, from, to, width }: Scale, x: number): Micros {
  if (width <= 0) return 0;
  const part = Math.max(0, Math.min(x, width)) / width;
  return Math.max(0, axis.timeOf(from + part * (to - from)));
}

/** A scale magnified so many times about a pixel, which stays where it is; null: it shows all. */
export function zoomed(scale: Scale, times: number, x: number): Span | null {
  return showingAt(scale, placeAt(scale, x), (scale.to - scale.from) / times, x);
}

/** What of its axis a scale shows at a pixel. */
export function placeAt(scale: Scale, x: number): number {
  return scale.from + partAt(scale, x) * (scale.to - scale.from);
}

/** How much of what a scale shows lies before a pixel. */
function partAt({ width }: Scale, x: number): number {
  return width <= 0 ? 0.5 : x / width;
}

/** The stretch of such a length that shows a place of the axis at a pixel; null: all of it. */
export function showingAt(scale: Scale, place: number, wanted: number, x: number): Span | null {
  const { axis } = scale;
  const length = Math.max(axis.least, wanted);
  if (length >= farEnd(axis)) return null;
  const start = place - partAt(scale, x) * length;
  return { from: start, to: start + length };
}

/** A scale moved by so many pixels; null: it shows all anyway. */
export function panned(scale: Scale, dx: number): Span | null {
  const { axis, width, from, to } = scale;
  if (to - from >= farEnd(axis) || width <= 0) return null;
  const by = (dx / width) * (to - from);
  const next = scaleFor(axis, width, { from: from + by, to: to + by });
  return { from: next.from, to: next.to };
}

/** Part of the width that lies before the playhead when the scale follows it. */
const FOLLOWS_AT = 0.82;

/** The stretch that shows a time: the same when it does, else moved as far as is needed. */
export function showing(scale: Scale, at: Micros): Span {
  const { axis, from, to } = scale;
  const place = axis.placeOf(at);
  const length = to - from;
  if (place >= from && place <= to) return { from, to };
  const start = place - length * (place > to ? FOLLOWS_AT : 1 - FOLLOWS_AT);
  return { from: start, to: start + length };
}

/** A round mark of a scale. */
export interface Tick {
  readonly at: Micros;
  readonly x: number;
}

/** 1, 2 or 5 times a power of ten: the least that is not below `least`. */
function roundStep(least: number, smallest: number): number {
  let unit = smallest;
  while (unit * 10 <= least) unit *= 10;
  return [1, 2, 5, 10].map((times) => times * unit).find((one) => one >= least) ?? unit * 10;
}

/**
 * Round tick marks, at most `most` of them: times, or turns and their times. d3's `ticks` only aims
 * at a number, and labels have no more room than there is; and it would put some between turns.
 */
export function ticksOf(scale: Scale, most: number): readonly Tick[] {
  const { axis, from, to } = scale;
  const step = roundStep((to - from) / Math.max(1, most), axis.kind === 'time' ? 100 : 1);
  const ticks: Tick[] = [];
  for (let place = Math.ceil(from / step) * step; place <= to; place += step) {
    if (axis.kind === 'events' && place > axis.end) break;
    ticks.push({ at: axis.timeOf(place), x: xOfPlace(scale, place) });
  }
  return ticks;
}

/** What stands at ticks, in seconds: with no more decimals than tell them apart. */
export function tickTexts({ axis }: Scale, ticks: readonly Tick[]): readonly string[] {
  for (let decimals = axis.kind === 'time' ? 0 : 3; decimals < 6; decimals++) {
    const texts = ticks.map(({ at }) => (at / 1e6).toFixed(decimals));
    const unit = 10 ** (6 - decimals);
    const tells =
      axis.kind === 'time'
        ? ticks.every(({ at }) => at % unit === 0)
        : new Set(texts).size === texts.length;
    if (tells) return texts;
  }
  return ticks.map(({ at }) => (at / 1e6).toFixed(6));
}

/** Half of a digit beside a tick, in pixels. */
const HALF_DIGIT = 3.9;

/** How far a tick's words are moved: to before or behind it where they would be cut at an edge. */
export function tickShift(x: number, text: string, width: number): '0%' | '-50%' | '-100%' {
  const half = text.length * HALF_DIGIT;
  if (x < half) return '0%';
  return x > width - half ? '-100%' : '-50%';
}

/** A silence that an event-spaced scale folds into the room of one event. */
export interface Fold {
  readonly from: Micros;
  readonly to: Micros;
  readonly x: number;
}

/** A silence as long as this is said. */
const SAID: Micros = 250_000;
/** Turns that are looked through for silences; where more are shown none has room. */
const MOST_LOOKED_AT = 4000;

/** The folded silences that are shown, the longest first, `apart` pixels from each other. */
export function foldsOf(scale: Scale, beats: BeatLog, apart: number): readonly Fold[] {
  const { axis, from, to } = scale;
  if (axis.kind === 'time' || to - from > MOST_LOOKED_AT) return [];
  const folds: Fold[] = [];
  const first = Math.max(0, Math.floor(from));
  for (let i = first; i <= to && i < beats.length; i++) {
    const [before, after] = [beatAt(beats, i - 1) ?? 0, beatAt(beats, i) as Micros];
    if (after - before < SAID) continue;
    folds.push({ from: before, to: after, x: xOfPlace(scale, i + 0.5) });
  }
  const chosen: Fold[] = [];
  for (const fold of folds.sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (chosen.every(({ x }) => Math.abs(x - fold.x) >= apart)) chosen.push(fold);
  }
  return chosen;
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

/** Letters of a band's words, in pixels: Latin ones, and those of Chinese. */
const LATIN = 7.1;
const WIDE = 13.4;
/** Room beside words, and half of that of a flag. */
const INSET = 8;
const HALF_FLAG = 11;

/** Words on a band, and how far from its left edge they begin. */
export interface BandLabel {
  readonly text: string;
  readonly inset: number;
}

/**
 * Where a band's words stand: in the first stretch of it that is free of flags and wide enough, the
 * longest of `texts` that has one; null: there is no room.
 */
export function labelPlace(
  texts: readonly string[],
  left: number,
  wide: number,
  flags: readonly number[],
): BandLabel | null {
  const inside = flags.filter((x) => x > left - HALF_FLAG && x < left + wide + HALF_FLAG);
  const edges = [...inside].sort((a, b) => a - b);
  for (const text of texts) {
    let need = 0;
    for (const letter of text) need += letter > '⺀' ? WIDE : LATIN;
    let from = left + INSET;
    for (const x of [...edges, left + wide + HALF_FLAG]) {
      if (x - HALF_FLAG - from >= need) return { text, inset: from - left };
      from = Math.max(from, x + HALF_FLAG + 3);
    }
  }
  return null;
}

/** As wide as the clock's label is drawn. */
const CLOCK = 100;

/** How far from the playhead at `x` its label begins: in its middle, and cut at neither end. */
export function clockShift(x: number, width: number): number {
  return Math.round(Math.max(4 - x, Math.min(-CLOCK / 2, width - x - CLOCK - 2)));
}
