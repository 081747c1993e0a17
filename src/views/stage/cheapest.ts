/** The first of those that cost the least; null: there is none. */
export function cheapest<T>(all: readonly T[], costOf: (one: T) => number): T | null {
  let best: T | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const cost = costOf(one);
    if (cost >= least) continue;
    best = one;
    least = cost;
  }
  return best;
}
