import { expect, test } from 'vitest';
import { fill, placeholders } from '../../../src/i18n/fill.ts';

test.each([
  ['no facts at all', {}, 'no facts at all'],
  ['server {sid} is up', { sid: 3 }, 'server 3 is up'],
  ['{n} {n:vote/votes}', { n: 1 }, '1 vote'],
  ['{n} {n:vote/votes}', { n: 2 }, '2 votes'],
  ['{n} {n:vote/votes}', { n: 0 }, '0 votes'],
  ['{n:was/were}', { n: '1' }, 'was'],
  ['a fact not given stays: {n}', {}, 'a fact not given stays: {n}'],
  [
    'a fact is text, not a template: {a}',
    { a: '{b} $1', b: 1 },
    'a fact is text, not a template: {b} $1',
  ],
  [
    'what objects inherit is no fact: {toString}',
    {},
    'what objects inherit is no fact: {toString}',
  ],
])('%s', (text, facts, filled) => {
  expect(fill(text, facts)).toBe(filled);
});

test('placeholders are found once each, in order', () => {
  expect(placeholders('{b} {a} {b:one/many}')).toEqual(['a', 'b']);
});
