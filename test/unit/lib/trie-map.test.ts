import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deleteKey,
  emptyMap,
  entriesOf,
  getKey,
  hasKey,
  keysOf,
  setKey,
  size,
  sortedKeys,
  type TrieMap,
} from '../../../src/lib/index.ts';

/** Two texts with one and the same hash, so that a collision chain is met. */
const COLLIDING = collidingKeys();

function collidingKeys(): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let i = 0; ; i++) {
    const key = `k${i}`;
    const map = setKey(emptyMap<number>(), key, 1);
    const hash = (map.root.slots[0] as { readonly hash: number }).hash;
    const other = seen.get(hash);
    if (other !== undefined) return [other, key];
    seen.set(hash, key);
  }
}

function shapeOf(map: TrieMap<number>): string {
  return JSON.stringify(map.root);
}

describe('a trie map', () => {
  test('behaves as a Map whatever is set and deleted, and old values stay as they were', () => {
    const key = fc.oneof(
      fc.constantFrom(...COLLIDING, 'a', '/a', '/a/b', ''),
      fc.string({ maxLength: 3 }),
    );
    const step = fc.record({ key, value: fc.option(fc.integer(), { nil: null }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const model = new Map<string, number>();
        let map = emptyMap<number>();
        for (const { key, value } of steps) {
          const old = map;
          const before = shapeOf(old);
          if (value === null) {
            map = deleteKey(map, key);
            model.delete(key);
          } else {
            map = setKey(map, key, value);
            model.set(key, value);
          }
          expect(shapeOf(old)).toBe(before);
          expect(size(map)).toBe(model.size);
          expect(getKey(map, key)).toBe(model.get(key));
        }
        expect(new Map(entriesOf(map))).toEqual(model);
        expect(keysOf(map).length).toBe(model.size);
        expect(sortedKeys(map)).toEqual([...model.keys()].sort((a, b) => (a < b ? -1 : 1)));
      }),
      { numRuns: 200 },
    );
  });

  test('is the very same object when nothing changes', () => {
    const map = setKey(setKey(emptyMap<number>(), 'a', 1), 'b', 2);
    expect(setKey(map, 'a', 1)).toBe(map);
    expect(deleteKey(map, 'c')).toBe(map);
    expect(deleteKey(setKey(emptyMap<number>(), 'a', 1), 'a')).toBe(emptyMap());
  });

  test('keeps keys of one hash apart', () => {
    const [one, other] = COLLIDING;
    const both = setKey(setKey(emptyMap<number>(), one, 1), other, 2);
    expect([getKey(both, one), getKey(both, other), size(both)]).toEqual([1, 2, 2]);
    const changed = setKey(both, one, 3);
    expect([getKey(changed, one), getKey(changed, other), size(changed)]).toEqual([3, 2, 2]);
    const rest = deleteKey(changed, other);
    expect([getKey(rest, one), hasKey(rest, other), size(rest)]).toEqual([3, false, 1]);
  });

  test('has one shape for one content, however it came about', () => {
    const keys = Array.from({ length: 500 }, (_, i) => `/q/${i}`);
    const full = keys.reduce((map, key, i) => setKey(map, key, i), emptyMap<number>());
    const kept = keys.slice(0, 20);
    const pruned = keys.slice(20).reduce((map, key) => deleteKey(map, key), full);
    const built = kept.reduce((map, key, i) => setKey(map, key, i), emptyMap<number>());
    expect(shapeOf(pruned)).toBe(shapeOf(built));
  });
});
