import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../../src/app/packed.ts';

test('what is packed comes out again, and stands in an address as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
      const packed = await pack(text);
      expect(packed).toMatch(/^[\w-]*$/);
      expect(await unpack(packed)).toBe(text);
    }),
  );
});

test('what was changed on the way, or unfolds to too much, is nothing', async () => {
  const packed = await pack(`{"commands": ["${'crash 3 '.repeat(50)}"]}`);
  expect(await unpack(packed.slice(0, -8))).toBeNull();
  expect(await unpack('not/at all')).toBeNull();
  expect(await unpack(await pack(' '.repeat(300_000)))).toBeNull();
  expect(await unpack(await pack(' '.repeat(200_000)))).toHaveLength(200_000);
});

test('any letters at all are read without harm', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 300 }), async (letters) => {
      const text = await unpack(letters);
      expect(text === null || typeof text === 'string').toBe(true);
    }),
  );
});
