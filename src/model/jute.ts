import type { Bytes } from './op.ts';

/** How long things are as Jute writes them, in bytes. */

/** A length, or a number of things. */
const INT = 4;

export function dataBytes(data: Bytes | null): number {
  return INT + (data === null ? 0 : data.length);
}

export function listBytes(paths: readonly string[]): number {
  let bytes = INT;
  for (const path of paths) bytes += textBytes(path);
  return bytes;
}

/** A string travels as UTF-8 behind its length. */
export function textBytes(text: string): number {
  let bytes = INT + text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // The two halves of a character beyond the BMP are four bytes together.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
