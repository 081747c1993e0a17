import { expect, it } from 'vitest';
import {
  deleteKey,
  emptyMap,
  forEachChange,
  setKey,
  type TrieMap,
} from '../../../src/lib/index.ts';

function changes(before: TrieMap<number>, after: TrieMap<number>) {
  const found: [string, number | undefined, number | undefined][] = [];
  forEachChange(before, after, (key, was, is) => found.push([key, was, is]));
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

it('what was added, changed and taken away is visited once each, what stayed is not', () => {
  let before = emptyMap<number>();
  for (let i = 0; i < 300; i++) before = setKey(before, `key-${i}`, i);
  expect(changes(before, before)).toEqual([]);
  let after = setKey(before, 'key-7', 70);
  after = deleteKey(after, 'key-200');
  after = setKey(after, 'new', 1);
  expect(changes(before, after)).toEqual([
    ['key-200', 200, undefined],
    ['key-7', 7, 70],
    ['new', undefined, 1],
  ]);
});

it('maps that share nothing are compared key by key', () => {
  let a = emptyMap<number>();
  let b = emptyMap<number>();
  for (let i = 0; i < 50; i++) a = setKey(a, `key-${i}`, i);
  for (let i = 49; i >= 0; i--) b = setKey(b, `key-${i}`, i === 20 ? -1 : i);
  expect(changes(a, b)).toEqual([['key-20', 20, -1]]);
  expect(changes(emptyMap(), setKey(emptyMap<number>(), 'x', 1))).toEqual([['x', undefined, 1]]);
});
