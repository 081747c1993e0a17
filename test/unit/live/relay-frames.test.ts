/** What goes between relay and page: written and read again it is the same; the rest is nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RelayFrame, readFrame, writeFrame } from '../../../src/live/relay-frames.ts';

const LINE = 0xfffffffe;
const FRAMES: readonly RelayFrame[] = [
  { type: 'hello', hello: { zooCfg: 'tickTime=2000\n# 你好\n', seed: -7, ports: [[1, 2181]] } },
  { type: 'came', line: LINE, sid: 2147483647 },
  { type: 'left', line: 1 },
  { type: 'woken' },
  { type: 'trouble', text: 'port 2181 (server 1) is in use' },
  { type: 'bytes', line: LINE, bytes: Uint8Array.of(0, 255, 128) },
  { type: 'bytes', line: 0, bytes: new Uint8Array(0) },
  { type: 'end', line: 3 },
  { type: 'drop', line: 4 },
  { type: 'reset', line: 5 },
  { type: 'open', sid: 255 },
  { type: 'shut', sid: 1 },
  { type: 'wake', ms: 90 },
];

test.each(FRAMES)('$type is read as it was written', (frame) => {
  expect(readFrame(writeFrame(frame))).toEqual(frame);
  // As a socket gives it: in the middle of a larger buffer.
  const held = Uint8Array.of(9, 9, 9, ...writeFrame(frame), 9).subarray(3, -1);
  expect(readFrame(held)).toEqual(frame);
});

test('anything else is no frame, or one that is written as it was', () => {
  for (const bytes of [
    [],
    [5],
    [5, 0, 0, 0],
    [200, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 1],
    [3, 0, 0, 0],
  ]) {
    expect(readFrame(Uint8Array.from(bytes))).toBe(null);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
      const frame = readFrame(bytes);
      if (frame === null || frame.type === 'woken' || frame.type === 'trouble') return;
      expect([...writeFrame(frame)]).toEqual([...bytes]);
    }),
  );
});
