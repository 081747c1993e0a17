import { cheapest } from './cheapest.ts';
import { along, type Box, distance, edgeOf, insideOf, overlap, type Point } from './geometry.ts';

/** The corner on a caption's edge that points at its thing, and the side on which it is. */
export interface CaptionTip extends Point {
  readonly side: 'down' | 'up' | 'left' | 'right';
}

/** How a caption shows what it speaks of: a corner beside it, or a line that leads there. */
export type CaptionShows =
  | { readonly tip: CaptionTip; readonly string: null }
  | { readonly tip: null; readonly string: Line };

interface Line {
  readonly from: Point;
  readonly to: Point;
}

/** As far apart as this, a corner would point at whatever lies between. */
const APART = 26;

/** Pixels between the line and the caption, and between it and its thing. */
const GAPS = { from: 6, to: 2 } as const;
/** Where on a side a line may begin or end, as shares of it. */
const SHARES = [0.08, 0.29, 0.5, 0.71, 0.92] as const;
/** Pixels of a detour that are worth one pixel less behind what stands there. */
const BEHIND = 20;

/**
 * Whichever fits; the tip is told from the caption's upper left corner. `h`: it is as tall;
 * `things`: what the line does not run through, if it need not.
 */
export function captionShows(
  place: Box,
  h: number,
  about: Box,
  things: readonly Box[] = [],
): CaptionShows {
  const from = edgeOf(place, about, GAPS.from);
  const to = edgeOf(about, place, GAPS.to);
  if (distance(from, to) > APART) {
    return { tip: null, string: stringOf({ ...place, h }, about, things) };
  }
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

/** Between the two middles if nothing is in the way, or else between other points of the edges. */
function stringOf(place: Box, about: Box, things: readonly Box[]): Line {
  const between = things.filter((one) => overlap(one, about) === 0);
  const middles = { from: edgeOf(place, about, GAPS.from), to: edgeOf(about, place, GAPS.to) };
  const behind = ({ from, to }: Line) =>
    between.reduce((sum, one) => sum + insideOf(one, from, to), 0);
  if (behind(middles) === 0) return middles;
  const others = edgePoints(place, GAPS.from).flatMap((from) =>
    edgePoints(about, GAPS.to).map((to): Line => ({ from, to })),
  );
  const isOutside = ({ from, to }: Line) =>
    insideOf(place, from, to) + insideOf(about, from, to) === 0;
  const ways = [middles, ...others.filter(isOutside)];
  return (
    cheapest(ways, (way) => distance(way.from, way.to) * (1 + BEHIND * behind(way))) ?? middles
  );
}

function edgePoints({ x, y, w, h }: Box, gap: number): readonly Point[] {
  const [left, right] = [x - w / 2 - gap, x + w / 2 + gap];
  const [top, bottom] = [y - h / 2 - gap, y + h / 2 + gap];
  const sides = [
    [left, top, right, top],
    [left, bottom, right, bottom],
    [left, top, left, bottom],
    [right, top, right, bottom],
  ] as const;
  return sides.flatMap(([ax, ay, bx, by]) =>
    SHARES.map((share) => along({ x: ax, y: ay }, { x: bx, y: by }, share)),
  );
}
