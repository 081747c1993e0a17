import { expect, test } from 'vitest';
import { bytesOf, textOf } from '../../../src/lib/index.ts';

test('bytes are UTF-8', () => {
  expect(bytesOf('é')).toBe('\u00c3\u00a9');
  expect(textOf('\u00c3\u00a9')).toBe('é');
  expect(textOf(bytesOf('\ufeff锁'))).toBe('\ufeff锁');
});
