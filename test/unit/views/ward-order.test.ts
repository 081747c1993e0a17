import { expect, test } from 'vitest';
import { sequenceOf } from '../../../src/views/index.ts';

test.each([
  ['100000000000000-13-lock-0000000001', 1],
  ['lock-0000000000', 0],
  ['0000000042', 42],
  ['lock', null],
])('the number of %s is %s: the hyphen before it is no minus', (name, number) => {
  expect(sequenceOf(name)).toBe(number);
});
