/** Base64 (RFC 4648), with its padding. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALID = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes; null: that is no Base64. */
export function fromBase64(text: string): Uint8Array | null {
  if (!VALID.test(text)) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let bits = 0;
    for (let k = 0; k < 4; k++) bits = (bits << 6) | (VALUES.get(text[i + k] ?? '') ?? 0);
    for (let shift = 16; shift >= 0; shift -= 8) {
      if (at < bytes.length) bytes[at++] = (bits >> shift) & 0xff;
    }
  }
  return bytes;
}

const VALUES: ReadonlyMap<string, number> = new Map(Array.from(LETTERS, (one, i) => [one, i]));
