import type { DrawnMark } from './marks.ts';

/** Pixels around a mark in which a pointer means it. */
const NEAR = 9;

function toSegment(px: number, py: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / length));
  return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
}

/** Pixels from a point to a mark; small things are found sooner than the long ones under them. */
function distance(mark: DrawnMark, x: number, y: number): number {
  if (mark.type === 'text') return Number.POSITIVE_INFINITY;
  if (mark.type === 'rect') {
    const dx = Math.max(mark.x - x, 0, x - mark.x - mark.w);
    const dy = Math.max(mark.y - y, 0, y - mark.y - mark.h);
    return Math.hypot(dx, dy) + 2;
  }
  const { points } = mark;
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x1, y1, x2, y2] = points.slice(i, i + 4) as [number, number, number, number];
    nearest = Math.min(nearest, toSegment(x, y, x1, y1, x2, y2));
  }
  return points.length === 4 ? nearest + 1 : nearest;
}

/** The mark that stands for something and is nearest to a point; null: none is near. */
export function markAt(marks: readonly DrawnMark[], x: number, y: number): DrawnMark | null {
  let found: DrawnMark | null = null;
  let least = NEAR;
  for (const mark of marks) {
    if (mark.ns.length === 0) continue;
    const far = distance(mark, x, y);
    if (far < least) {
      least = far;
      found = mark;
    }
  }
  return found;
}
