import type { Bytes } from '../model/index.ts';

/**
 * SHA-1 (FIPS 180-4), pure: a digest id is made inside a deterministic, synchronous core, where
 * neither a page's nor Node's cryptography is at hand. Bytes are char codes 0 to 255.
 */
export function sha1(message: Bytes): Bytes {
  const words = paddedWords(message);
  let h0 = 0x67452301;
  let h1 = 0xefcdab89 | 0;
  let h2 = 0x98badcfe | 0;
  let h3 = 0x10325476;
  let h4 = 0xc3d2e1f0 | 0;
  const w = new Array<number>(80).fill(0);
  for (let block = 0; block < words.length; block += 16) {
    for (let t = 0; t < 80; t++) {
      w[t] =
        t < 16
          ? (words[block + t] as number)
          : rotated(at(w, t - 3) ^ at(w, t - 8) ^ at(w, t - 14) ^ at(w, t - 16), 1);
    }
    let a = h0;
    let b = h1;
    let c = h2;
    let d = h3;
    let e = h4;
    for (let t = 0; t < 80; t++) {
      const next = (rotated(a, 5) + mixed(t, b, c, d) + e + constantOf(t) + at(w, t)) | 0;
      e = d;
      d = c;
      c = rotated(b, 30);
      b = a;
      a = next;
    }
    h0 = (h0 + a) | 0;
    h1 = (h1 + b) | 0;
    h2 = (h2 + c) | 0;
    h3 = (h3 + d) | 0;
    h4 = (h4 + e) | 0;
  }
  return [h0, h1, h2, h3, h4].map(bytesOfWord).join('');
}

function paddedWords(message: Bytes): number[] {
  const blocks = ((message.length + 8) >>> 6) + 1;
  const words = new Array<number>(blocks * 16).fill(0);
  for (let i = 0; i <= message.length; i++) {
    const byte = i === message.length ? 0x80 : message.charCodeAt(i) & 0xff;
    words[i >>> 2] = at(words, i >>> 2) | (byte << (24 - 8 * (i & 3)));
  }
  words[words.length - 2] = Math.floor(message.length / 0x20000000);
  words[words.length - 1] = (message.length << 3) | 0;
  return words;
}

function at(words: readonly number[], index: number): number {
  return words[index] as number;
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function mixed(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) | (~b & d);
  if (t < 40 || t >= 60) return b ^ c ^ d;
  return (b & c) | (b & d) | (c & d);
}

function constantOf(t: number): number {
  if (t < 20) return 0x5a827999;
  if (t < 40) return 0x6ed9eba1;
  return t < 60 ? 0x8f1bbcdc : 0xca62c1d6;
}

function bytesOfWord(word: number): Bytes {
  return String.fromCharCode(
    (word >>> 24) & 0xff,
    (word >>> 16) & 0xff,
    (word >>> 8) & 0xff,
    word & 0xff,
  );
}
