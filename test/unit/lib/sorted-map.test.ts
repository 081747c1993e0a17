/** The ordered map against a plain one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deleteSorted,
  emptySorted,
  getSorted,
  rangeSorted,
  type SortedMap,
  setSorted,
} from '../../../src/lib/index.ts';

const KEY = fc.string({ unit: fc.constantFrom('a', 'b', '\u0000', '\u00ff'), maxLength: 3 });
const STEP = fc.record({ key: KEY, value: fc.option(fc.nat({ max: 3 }), { nil: null }) });

test('holds what was set and not deleted, in the order of keys; older values stay', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 60 }), KEY, fc.option(KEY), (steps, from, to) => {
      let map: SortedMap<string> = emptySorted();
      const plain = new Map<string, string>();
      const older: [SortedMap<string>, string[]][] = [];
      for (const { key, value } of steps) {
        older.push([map, rangeSorted(map, '', null)]);
        map = value === null ? deleteSorted(map, key) : setSorted(map, key, `${key}=${value}`);
        if (value === null) plain.delete(key);
        else plain.set(key, `${key}=${value}`);
        expect(getSorted(map, key)).toBe(plain.get(key));
        expect(map.size).toBe(plain.size);
      }
      const keys = [...plain.keys()].filter((key) => key >= from && (to === null || key < to));
      const expected = keys.sort((a, b) => (a < b ? -1 : 1)).map((key) => plain.get(key));
      expect(rangeSorted(map, from, to)).toEqual(expected);
      for (const [value, was] of older) expect(rangeSorted(value, '', null)).toEqual(was);
    }),
  );
});

type Node = SortedMap<unknown>['root'];
const depth = (node: Node): number =>
  node === null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));

test('stays shallow, also where keys come and go in order', () => {
  let map = emptySorted<number>();
  for (let i = 0; i < 1000; i++) map = setSorted(map, `k${1000 + i}`, i);
  expect(depth(map.root)).toBeLessThan(32);
  for (let i = 0; i < 500; i++) map = deleteSorted(map, `k${1000 + i}`);
  expect(depth(map.root)).toBeLessThan(32);
});

test('what changes nothing gives the same map', () => {
  const map = setSorted(emptySorted<number>(), 'a', 1);
  expect(setSorted(map, 'a', 1)).toBe(map);
  expect(deleteSorted(map, 'b')).toBe(map);
});
