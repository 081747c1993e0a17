/** How Java reads words and numbers, where JavaScript would do otherwise. */

export const MIN_INT = -2_147_483_648;
export const MAX_INT = 2_147_483_647;
const MIN_LONG = -0x8000000000000000n;
const MAX_LONG = 0x7fffffffffffffffn;

/** String.trim: takes away whatever is not above a blank, and nothing else (no U+00A0). */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return text.slice(from, to);
}

/** String.split by one character: empty parts at the end are left out. */
export function split(text: string, at: string): readonly string[] {
  if (text === '') return [''];
  const parts = text.split(at);
  while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** Long.parseLong, with a sign or without; null: NumberFormatException. */
export function parseLong(text: string, radix: 10 | 16 = 10): bigint | null {
  const [, sign, digits] = /^([+-]?)([0-9a-f]+)$/i.exec(text) ?? [];
  if (digits === undefined || (radix === 10 && /\D/.test(digits))) return null;
  const value = BigInt(radix === 16 ? `0x${digits}` : digits) * (sign === '-' ? -1n : 1n);
  return value < MIN_LONG || value > MAX_LONG ? null : value;
}

/** Integer.parseInt; null: NumberFormatException. */
export function parseInteger(text: string): number | null {
  return asInteger(parseLong(text));
}

/** Integer.decode, by which Integer.getInteger reads a system property: 10, 0xa, #a and 012. */
export function decodeInteger(text: string): number | null {
  const [, sign = '', hex, octal] = /^([+-]?)(?:(?:0x|#)([0-9a-f]+)|0([0-7]+))$/i.exec(text) ?? [];
  if (hex !== undefined) return asInteger(parseLong(sign + hex, 16));
  if (octal !== undefined) return signed(sign, BigInt(`0o${octal}`));
  return /^[+-]?0\d/.test(text) ? null : parseInteger(text);
}

/** Double.parseDouble of what people write: digits, a point, an exponent; null: no number. */
export function parseDouble(text: string): number | null {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[fd]?$/i.test(text)
    ? Number(text.replace(/[fd]$/i, ''))
    : null;
}

function signed(sign: string, value: bigint): number | null {
  return asInteger(sign === '-' ? -value : value);
}

function asInteger(value: bigint | null): number | null {
  if (value === null) return null;
  const number = Number(value);
  return number < MIN_INT || number > MAX_INT ? null : number;
}
