/** Bytes that become letters in one call. */
const PIECE = 8192;

/** Bytes in Base64 (RFC 4648), with its padding. */
export function base64Of(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    letters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(letters);
}
