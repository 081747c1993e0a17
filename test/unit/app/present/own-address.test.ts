import { expect, test } from 'vitest';
import { pageIn } from '../../../../src/app/present/own-address.ts';

test.each([
  ['Look: https://example.org/z/#/raft at once', 'https://example.org/z/#/raft'],
  ['看这个：https://example.org/z/#/lesson/C1。', 'https://example.org/z/#/lesson/C1'],
  ['#/raft?abc-_1', '#/raft?abc-_1'],
  ['#/nowhere', '#/nowhere'],
  ['https://example.org/#/issues', null],
  ['https://example.org/#top', null],
  ['Tomorrow at nine', null],
])('%s', (text, page) => {
  expect(pageIn(text)).toBe(page);
});
