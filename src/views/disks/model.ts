import { type Histories, type HistoryRow, holdingOf } from '../../datadir/index.ts';

/** How many rows of a history are shown at once. */
const WINDOW = 11;

/** The rows around one, by their place in the whole: it stands in the middle, where it can. */
export function windowAround(
  rows: readonly HistoryRow[],
  at: number,
): readonly { readonly row: HistoryRow; readonly place: number }[] {
  const first = Math.max(0, Math.min(at - (WINDOW >> 1), rows.length - WINDOW));
  return rows.slice(first, first + WINDOW).map((row, i) => ({ row, place: first + i }));
}

const SIGNS = { logged: '●', snapshot: '◧', none: '–', other: '≠' } as const;

/** How each server has a row's transaction: the sign, and the key of the words for it. */
export function heldBy({ servers }: Histories, row: HistoryRow) {
  return servers.map((one) => {
    const holding = holdingOf(one, row);
    return { sid: one.sid, sign: SIGNS[holding], key: `datadir.held.${holding}` as const };
  });
}
