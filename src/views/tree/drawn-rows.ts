/** Which rows of a tree are drawn: a tree may have thousands, and a panel shows twenty. */

/** Rows of one piece: what is in sight is told by pieces. */
export const PIECE = 20;

/**
 * The rows that are drawn, in order: of the pieces in sight and of one more on either side, so that
 * nothing is missing while it is scrolled; and those `kept` wherever they are: who holds the focus
 * is never taken away.
 *
 * @param count How many rows there are.
 * @param sight Numbers of the pieces in sight.
 * @param kept Rows; what is no row is passed over.
 */
export function drawnRows(
  count: number,
  sight: ReadonlySet<number>,
  kept: readonly number[],
): readonly number[] {
  const drawn = new Set(kept.filter((row) => row >= 0 && row < count));
  for (const piece of sight) {
    const end = Math.min(count, (piece + 2) * PIECE);
    for (let row = Math.max(0, (piece - 1) * PIECE); row < end; row++) drawn.add(row);
  }
  return [...drawn].sort((a, b) => a - b);
}

/** A row's place among all that have its parent, listed or not, from 1, and how many these are. */
export interface Among {
  readonly place: number;
  readonly of: number;
}

/** What a reader of the page cannot count where not all rows are drawn (WAI-ARIA tree pattern). */
export function amongSiblings(
  rows: readonly { readonly parent: number; readonly children: number }[],
): readonly Among[] {
  const counts = new Map<number, number>();
  return rows.map(({ parent }) => {
    const place = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, place);
    return { place, of: rows[parent]?.children ?? 1 };
  });
}
