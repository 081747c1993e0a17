import { distance, type Point } from './geometry.ts';
import { type BentWay, onWay } from './token-path.ts';

/** The way of a token's centre, and the room that it takes along it. */
export interface TokenRow extends BentWay {
  readonly length: number;
  readonly w: number;
  /** Pixels of the way between two, side by side or one below the other, whichever is shorter. */
  readonly apart: number;
}

export function wayOf(bent: BentWay, w: number, h: number): TokenRow {
  const { start, end } = bent;
  const length = distance(start, end);
  const across = length === 0 ? 0 : Math.abs(end.x - start.x) / length;
  const down = length === 0 ? 0 : Math.abs(end.y - start.y) / length;
  const apart = Math.min((w + 4) / Math.max(across, 0.01), (h + 4) / Math.max(down, 0.01));
  return { ...bent, length, w, apart };
}

/**
 * Each at its share of the way; later ones keep behind earlier ones as far as the way is long, and
 * where that is just begun they push those on, up to a share of it, rather than lie over them.
 */
export function inRow(
  ways: readonly TokenRow[],
  shares: readonly number[],
  most: number,
): readonly Point[] {
  let last = Number.POSITIVE_INFINITY;
  return ways.map((way, i) => {
    const { length, apart: wanted } = way;
    const behind = ways.length - 1 - i;
    const room = length / Math.max(1, ways.length - 1);
    const apart = Math.min(wanted, room);
    const least = behind * Math.min(apart, most * room);
    last = Math.max(Math.min((shares[i] ?? 0) * length, last - apart), least);
    return length === 0 ? way.start : onWay(way, last / length);
  });
}

/** A point at which a token of this width is not cut at either side. */
export function inside(at: Point, w: number, width: number): Point {
  return { x: Math.max(w / 2 + 2, Math.min(at.x, width - w / 2 - 2)), y: at.y };
}
