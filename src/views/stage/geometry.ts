/** Points and boxes in pixels of the stage; nothing here knows what stands there. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Point {
  /** `x` and `y` are the centre. */
  readonly w: number;
  readonly h: number;
}

/** Where the line from a box's centre towards `to` leaves the box. */
export function edgeOf(box: Box, to: Point, gap = 0): Point {
  const dx = to.x - box.x;
  const dy = to.y - box.y;
  if (dx === 0 && dy === 0) return { x: box.x, y: box.y };
  const byWidth = dx === 0 ? Number.POSITIVE_INFINITY : (box.w / 2 + gap) / Math.abs(dx);
  const byHeight = dy === 0 ? Number.POSITIVE_INFINITY : (box.h / 2 + gap) / Math.abs(dy);
  const share = Math.min(byWidth, byHeight, 1);
  return { x: box.x + dx * share, y: box.y + dy * share };
}

/** The two ends of a link, at the edges of its boxes. */
export function linkEnds(a: Box, b: Box, gap = 4): readonly [Point, Point] {
  return [edgeOf(a, b, gap), edgeOf(b, a, gap)];
}

/** The point at `share` of the way, moved `aside` pixels to the right of the direction. */
export function along(from: Point, to: Point, share: number, aside = 0): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  return {
    x: from.x + dx * share - (dy / length) * aside,
    y: from.y + dy * share + (dx / length) * aside,
  };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Pixels that two boxes share. */
export function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w / 2, b.x + b.w / 2) - Math.max(a.x - a.w / 2, b.x - b.w / 2);
  const h = Math.min(a.y + a.h / 2, b.y + b.h / 2) - Math.max(a.y - a.h / 2, b.y - b.h / 2);
  return w > 0 && h > 0 ? w * h : 0;
}

/** Whether the line between two points passes through a box. */
export function isCrossed(box: Box, a: Point, b: Point): boolean {
  return insideOf(box, a, b) > 0;
}

/** What part of the line between two points lies inside a box, 0 to 1. */
export function insideOf(box: Box, a: Point, b: Point): number {
  // The part of the line inside the box, in shares of the line (Liang and Barsky, 1984). Written
  // out for both directions: it is asked for thousands of times when words look for a place.
  let from = 0;
  let to = 1;
  const dx = b.x - a.x;
  const [left, right] = [box.x - box.w / 2 - a.x, box.x + box.w / 2 - a.x];
  if (dx === 0) {
    if (left >= 0 || right <= 0) return 0;
  } else {
    from = Math.max(from, Math.min(left / dx, right / dx));
    to = Math.min(to, Math.max(left / dx, right / dx));
  }
  const dy = b.y - a.y;
  const [top, bottom] = [box.y - box.h / 2 - a.y, box.y + box.h / 2 - a.y];
  if (dy === 0) {
    if (top >= 0 || bottom <= 0) return 0;
  } else {
    from = Math.max(from, Math.min(top / dy, bottom / dy));
    to = Math.min(to, Math.max(top / dy, bottom / dy));
  }
  return Math.max(0, to - from);
}
