import { type Box, edgeOf, type Point } from './geometry.ts';

/** The corner on a caption's edge that points at its thing, and the side on which it is. */
export interface CaptionTip extends Point {
  readonly side: 'down' | 'up' | 'left' | 'right';
}

/** How a caption shows what it speaks of: a corner beside it, or a line that leads there. */
export type CaptionShows =
  | { readonly tip: CaptionTip; readonly string: null }
  | { readonly tip: null; readonly string: { readonly from: Point; readonly to: Point } };

/** As far apart as this, a corner would point at whatever lies between. */
const APART = 26;

/** Whichever fits; the tip is told from the caption's upper left corner. `h`: it is as tall. */
export function captionShows(place: Box, h: number, about: Box): CaptionShows {
  const from = edgeOf(place, about, 6);
  const to = edgeOf(about, place, 2);
  if (Math.hypot(to.x - from.x, to.y - from.y) > APART) return { tip: null, string: { from, to } };
  const { w } = place;
  const [dx, dy] = [about.x - place.x, about.y - place.y];
  const x = Math.max(16, Math.min(w - 16, dx + w / 2));
  const y = Math.max(14, Math.min(h - 14, dy + h / 2));
  // Whichever side faces it.
  const isFlat = Math.abs(dy) - (h + about.h) / 2 < Math.abs(dx) - (w + about.w) / 2;
  const tip: CaptionTip = isFlat
    ? { side: dx > 0 ? 'right' : 'left', x: dx > 0 ? w : 0, y }
    : { side: dy > 0 ? 'down' : 'up', x, y: dy > 0 ? h : 0 };
  return { tip, string: null };
}
