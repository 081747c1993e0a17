import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../../src/app/packed.ts';

test('what is packed comes out again, and stands in an address as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
      const packed = await pack(text);
      expect(packed).toMatch(/^[\w-]*$/);
      expect(await unpack(packed)).toEqual({ text });
    }),
  );
});

test('what was changed on the way, or unfolds to too much, is said to be so', async () => {
  const packed = await pack(`{"commands": ["${'crash 3 '.repeat(50)}"]}`);
  for (let cut = 1; cut < packed.length; cut++) {
    expect(await unpack(packed.slice(0, cut))).toBe('damaged');
  }
  expect(await unpack('not/at all')).toBe('damaged');
  expect(await unpack(await pack(' '.repeat(300_000)))).toBe('tooLong');
  expect(await unpack(await pack(' '.repeat(200_000)))).toEqual({ text: ' '.repeat(200_000) });
  expect(await unpack('A'.repeat(2_000_000))).toBe('tooLong');
});

test('what others packed with zlib’s wrapping is read, too', async () => {
  const text = '{"version": 1, "commands": ["@5000 crash 3"]}';
  expect(await unpack(deflateSync(text).toString('base64url'))).toEqual({ text });
  expect(await unpack(deflateRawSync(text).toString('base64url'))).toEqual({ text });
});

test('any letters at all are read without harm', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 300 }), async (letters) => {
      const unpacked = await unpack(letters);
      expect(typeof unpacked === 'string' ? unpacked : typeof unpacked.text).toMatch(
        /^(damaged|tooLong|string)$/,
      );
    }),
  );
});
