import { expect, test } from 'vitest';
import { linksIn } from '../../../src/app/shared-runs.svelte.ts';

test.each([
  ['Look: https://example.org/z/#/run/abc-_1= at once', 'https://example.org/z/', 'abc-_1='],
  ['看这个：https://example.org/z/#/run/abc。', 'https://example.org/z/', 'abc'],
  ['（file:///E:/zabscope.html#/run/abc）', 'file:///E:/zabscope.html', 'abc'],
  ['#/run/abc', '', 'abc'],
  ['见#/run/abc', '', 'abc'],
])('%s', (text, page, packed) => {
  expect(linksIn(text)).toEqual([{ page, packed }]);
});

test('each of several links, and a text of two megabytes, at once', () => {
  expect(linksIn('https://a.example/#/run/x http://b.example/c/#/run/y')).toEqual([
    { page: 'https://a.example/', packed: 'x' },
    { page: 'http://b.example/c/', packed: 'y' },
  ]);
  expect(linksIn(`${'a'.repeat(2_000_000)}#/run/z`)).toEqual([{ page: '', packed: 'z' }]);
});
