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
  // The part of the line inside the box, in shares of the line (Liang and Barsky, 1984).
  let [from, to] = [0, 1];
  for (const [start, step, least, most] of [
    [a.x, b.x - a.x, box.x - box.w / 2, box.x + box.w / 2],
    [a.y, b.y - a.y, box.y - box.h / 2, box.y + box.h / 2],
  ] as const) {
    if (step === 0) {
      if (start <= least || start >= most) return false;
      continue;
    }
    const [one, other] = [(least - start) / step, (most - start) / step];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to;
}
