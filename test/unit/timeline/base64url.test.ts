import { describe, expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../../src/timeline/index.ts';

describe('base64url', () => {
  test.each([
    ['', []],
    ['_w', [255]],
    ['AAE', [0, 1]],
    ['-_-_', [251, 255, 191]],
    ['AAECAwQ', [0, 1, 2, 3, 4]],
  ])('%s', (text, bytes) => {
    expect(toBase64Url(Uint8Array.from(bytes))).toBe(text);
    expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
  });

  test('agrees with the platform for every length and byte', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 167 + length) & 255);
      const text = Buffer.from(bytes).toString('base64url');
      expect(toBase64Url(bytes)).toBe(text);
      expect(fromBase64Url(text)).toEqual(bytes);
    }
  });

  test.each([
    ['AA=', 3],
    ['A+AA', 2],
    ['AAAAA', 5],
    ['AB', 2],
    ['AA A', 3],
  ])('%s is refused, and it says where', (text, column) => {
    expect(fromBase64Url(text)).toBe(column);
  });
});
