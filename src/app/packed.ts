/** Texts in links: deflated, and written in the letters that an address may have. */

/** Longer addresses are cut off or refused by mail programs and proxies. */
export const MOST_LINK = 8000;
/** What a link unfolds to at most: a damaged or hostile one fills no memory. */
const MOST_UNPACKED = 256 * 1024;
/** No link that unfolds to so much has more letters, however badly it is packed. */
const MOST_PACKED = 400_000;

export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Why a link has no text. */
export type LinkFault = 'damaged' | 'tooLong';

/** The text of a link; zlib's wrapping, which others may have put round it, is taken off, too. */
export async function unpack(packed: string): Promise<{ text: string } | LinkFault> {
  if (packed.length > MOST_PACKED) return 'tooLong';
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    return 'damaged';
  }
  const text = await inflate(bytes, 'deflate-raw');
  return text === 'damaged' ? inflate(bytes, 'deflate') : text;
}

async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
): Promise<{ text: string } | LinkFault> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
    const reader = stream.getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length > MOST_UNPACKED) {
        await reader.cancel();
        return 'tooLong';
      }
    }
    return { text: text + decoder.decode() };
  } catch {
    return 'damaged';
  }
}
