/** String.hashCode. */
export function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/**
 * The buckets of a hash table that began with so many, when at least so many are needed: its items
 * by its load factor, 0.75 throughout.
 */
export function bucketsFor(first: number, least: number): number {
  let buckets = first;
  while (buckets < least) buckets *= 2;
  return buckets;
}

/**
 * The order in which a java.util hash table goes through its items: it looks arbitrary but is fixed
 * by their hashes. Items of one bucket stay in the order given.
 * @param buckets a power of two
 */
export function inHashOrder<T>(
  items: readonly T[],
  hashOf: (item: T) => number,
  buckets: number,
): readonly T[] {
  return items
    .map((item) => {
      const hash = hashOf(item);
      return { item, place: (hash ^ (hash >>> 16)) & (buckets - 1) };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
