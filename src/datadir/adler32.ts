/** Adler-32's modulus, and how many bytes can be summed up before a sum leaves 32 bits. */
const MODULUS = 65_521;
const AT_ONCE = 3800;

/** The checksum of no bytes. */
export const ADLER_START = 1;

/**
 * Adler-32 (RFC 1950) of `bytes` from `from` to `to`, going on from `sum`: what guards each record
 * of a transaction log, and a whole snapshot.
 */
export function adler32(bytes: Uint8Array, from = 0, to = bytes.length, sum = ADLER_START): number {
  let a = sum & 0xffff;
  let b = sum >>> 16;
  for (let at = from; at < to; ) {
    const end = Math.min(at + AT_ONCE, to);
    for (; at < end; at++) {
      a += bytes[at] as number;
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return ((b << 16) | a) >>> 0;
}
