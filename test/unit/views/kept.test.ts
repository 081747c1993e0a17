import { expect, test } from 'vitest';
import { kept } from '../../../src/views/kept.ts';

const before = { a: { x: 1, list: [1, 2] }, b: [{ n: 1 }, { n: 2 }], c: null, d: undefined };

test('what says the same is the very same', () => {
  expect(kept(before, structuredClone(before))).toBe(before);
});

test('what does not is new, and keeps the parts that say the same', () => {
  const now = { ...structuredClone(before), b: [{ n: 1 }, { n: 3 }] };
  const next = kept(before, now);
  expect(next).toEqual(now);
  expect(next).not.toBe(before);
  expect(next.a).toBe(before.a);
  expect(next.b[0]).toBe(before.b[0]);
  expect(next.b[1]).toBe(now.b[1]);
  expect(before.b[1]).toEqual({ n: 2 });
});

test.each([
  ['a shorter list', { list: [1, 2] }, { list: [1] }],
  ['a longer one', { list: [1] }, { list: [1, 2] }],
  ['a part that is gone', { a: 1, b: 2 }, { a: 1 }],
  ['a part that is new, and nothing', { a: 1 }, { a: 1, b: undefined }],
  ['another in its place', { a: 1, b: undefined }, { a: 1, c: undefined }],
  ['a list in the place of an object', { a: { 0: 1 } }, { a: [1] }],
  ['nothing in the place of something', { a: { x: 1 } }, { a: null }],
  ['something in the place of nothing', { a: null }, { a: { x: 1 } }],
])('%s is said', (_, old, now) => {
  expect(kept<unknown>(old, now)).toStrictEqual(now);
});
