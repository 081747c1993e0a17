import type { Point } from './geometry.ts';

/**
 * Places on a ring, -1 to 1 in both directions: the highest number on top, the others clockwise
 * down from it; an even ring stands on a flat side. It depends on the numbers alone, so that
 * servers keep their place whatever their roles. `squareness`: 0 a circle, towards 1 a rectangle.
 */
export function ring(count: number, squareness = 0): readonly Point[] {
  if (count === 1) return [{ x: 0, y: 0 }];
  const offset = count % 2 === 0 ? Math.PI / count : 0;
  const points = Array.from({ length: count }, (_, i) => {
    // From the top, clockwise; index 0 (the lowest number) comes last.
    const angle = ((count - 1 - i) / count) * 2 * Math.PI + offset;
    return {
      x: outwards(Math.sin(angle), squareness),
      y: outwards(-Math.cos(angle), squareness),
    };
  });
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return points.map(({ x, y }) => ({ x: spread(x, xs), y: spread(y, ys) }));
}

/** A superellipse: the nearer to a rectangle, the more of a wide stage a ring uses. */
function outwards(value: number, squareness: number): number {
  if (Math.abs(value) < 1e-9) return 0;
  return Math.sign(value) * Math.abs(value) ** (1 - squareness);
}

/** `value` on a scale on which the least of all is -1 and the greatest 1. */
function spread(value: number, all: readonly number[]): number {
  const least = Math.min(...all);
  const most = Math.max(...all);
  return most - least < 1e-9 ? 0 : ((value - least) / (most - least)) * 2 - 1;
}
