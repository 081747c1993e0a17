import { expect, test } from 'vitest';
import { bucketsFor, inHashOrder, javaHash } from '../../../src/lib/index.ts';

test('the hash of a string is the one of Java', () => {
  expect(javaHash('')).toBe(0);
  expect(javaHash('hello')).toBe(99162322);
  expect(javaHash('/e0000000001')).toBe(2088304791);
  expect(javaHash('polygenelubricants')).toBe(-2147483648);
});

test('items stand in the order of their buckets, and in one bucket as they were given', () => {
  const paths = ['/e1', '/a/e', '/e10', '/e2'];
  expect(inHashOrder(paths, javaHash, 16)).toEqual(['/e10', '/e1', '/e2', '/a/e']);
  expect(inHashOrder(paths, javaHash, 1)).toEqual(paths);
});

test('a table doubles until it is large enough', () => {
  expect(bucketsFor(16, 12 / 0.75)).toBe(16);
  expect(bucketsFor(16, 13 / 0.75)).toBe(32);
  expect(bucketsFor(1, 3)).toBe(4);
});
