/** base64url (RFC 4648, section 5) without padding: what may stand in an address's fragment. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64Url(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(left, 3) + 1; k++) {
      parts.push(ALPHABET[(word >>> (18 - 6 * k)) & 63] as string);
    }
  }
  return parts.join('');
}

/** The bytes, or the column (from 1) of the first character that cannot be there. */
export function fromBase64Url(text: string): Uint8Array | number {
  if (text.length % 4 === 1) return text.length;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let filled = 0;
  for (let i = 0; i < text.length; i++) {
    const value = ALPHABET.indexOf(text[i] as string);
    if (value < 0) return i + 1;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[filled++] = (held >>> bits) & 0xff;
  }
  // What is left over has to be zero: one text for each bytes.
  if ((held & ((1 << bits) - 1)) !== 0) return text.length;
  return bytes;
}
