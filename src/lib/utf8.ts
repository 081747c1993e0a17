const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as the bytes of its UTF-8: char codes of 0 to 255. */
export function bytesOf(text: string): string {
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** What UTF-8 bytes say; bytes that are none become U+FFFD. */
export function textOf(bytes: string): string {
  const codes = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) codes[i] = bytes.charCodeAt(i);
  return decoder.decode(codes);
}
