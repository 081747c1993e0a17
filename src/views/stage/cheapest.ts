/**
 * The first of those that cost the least; null: there is none. What costs `least` or more is not
 * chosen, so nobody has to count any further.
 */
export function cheapest<T>(
  all: readonly T[],
  costOf: (one: T, least: number) => number,
): T | null {
  let best: T | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const cost = costOf(one, least);
    if (cost >= least) continue;
    best = one;
    least = cost;
  }
  return best;
}
