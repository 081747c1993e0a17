import { expect, test } from 'vitest';
import { perObject } from '../../../src/lib/index.ts';

test('what is said of an object is worked out once, nothing included', () => {
  const asked: object[] = [];
  const of = perObject((key: { readonly n?: number }) => {
    asked.push(key);
    return key.n === undefined ? undefined : [key.n];
  });
  const [one, same, none] = [{ n: 1 }, { n: 1 }, {}];
  expect(of(one)).toBe(of(one));
  expect(of(same)).toEqual(of(one));
  expect(of(same)).not.toBe(of(one));
  expect([of(none), of(none)]).toEqual([undefined, undefined]);
  expect(asked).toEqual([one, same, none]);
});
