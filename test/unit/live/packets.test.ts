/** Bytes come in whatever pieces a network makes of them: the packets are the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Packets } from '../../../src/live/packets.ts';

const MOST = 1000;

function framed(packets: readonly Uint8Array[]): Uint8Array {
  const parts = packets.map((packet) => {
    const whole = new Uint8Array(4 + packet.length);
    new DataView(whole.buffer).setInt32(0, packet.length);
    whole.set(packet, 4);
    return [...whole];
  });
  return Uint8Array.from(parts.flat());
}

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

test('cut anywhere, the packets are the same', () => {
  const packet = fc.uint8Array({ maxLength: 40 });
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 12 }), sizes, (packets, pieces) => {
      const stream = new Packets();
      const found: number[][] = [];
      for (const piece of cut(framed(packets), pieces)) {
        stream.add(piece);
        for (let one = stream.next(MOST); one !== null; one = stream.next(MOST)) {
          if (one === 'unreasonable') throw new Error(one);
          found.push([...one]);
        }
      }
      expect(found).toEqual(packets.map((one) => [...one]));
      expect(stream.waiting).toBe(0);
    }),
  );
});

test.each([
  ['negative', [0xff, 0xff, 0xff, 0xff]],
  ['above the limit', [0, 0, 3, 0xe9]],
  ['what a browser says', [...'GET / HTTP/1.1'].map((one) => one.charCodeAt(0))],
])('a length that is %s is none that a server reads', (_, bytes) => {
  const stream = new Packets();
  stream.add(Uint8Array.from(bytes));
  expect(stream.next(MOST)).toBe('unreasonable');
});

test('a length may come in two pieces, and a packet may have nothing in it', () => {
  const stream = new Packets();
  stream.add(Uint8Array.of(0, 0));
  expect(stream.next(MOST)).toBe(null);
  stream.add(Uint8Array.of(0, 0));
  expect(stream.next(MOST)).toEqual(new Uint8Array(0));
});

test('a large packet that drips is not copied with every drop', () => {
  const count = 400_000;
  const stream = new Packets();
  stream.add(Uint8Array.of(0, count >> 16, (count >> 8) & 0xff, count & 0xff));
  for (let i = 0; i < count; i++) {
    if (stream.next(count) !== null) throw new Error(`after ${i} bytes`);
    stream.add(Uint8Array.of(i & 0xff));
  }
  const packet = stream.next(count);
  expect(packet).toHaveLength(count);
  expect(packet?.[257]).toBe(1);
  expect(stream.waiting).toBe(0);
});
