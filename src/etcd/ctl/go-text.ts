import { bytesOf, textOf } from '../../lib/index.ts';
import type { Bytes, Micros } from '../../model/index.ts';

/* Texts and times as Go's library reads and writes them: %q, time.Duration. */

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"' },
};
const ESCAPED: ReadonlyMap<string, string> = new Map(
  Object.entries(ESCAPES).map(([name, char]) => [char, `\\${name}`]),
);
const ESCAPE = /\\(?:x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g;

/** What stands in Go's quotes, "…" or `…`, as bytes; null: it is wrong (strconv.Unquote). */
export function unquoted(text: string): Bytes | null {
  const within = text.slice(1, -1);
  if (text.startsWith('`')) return bytesOf(within);
  let [bytes, from, isFaulty] = ['', 0, false];
  for (const { 0: all, 1: hex, 2: octal, 3: short, 4: long, 5: name, index } of within.matchAll(
    ESCAPE,
  )) {
    bytes += bytesOf(within.slice(from, index));
    from = index + all.length;
    const code = short ?? long;
    const byte = hex === undefined ? octal : hex;
    if (code !== undefined) bytes += bytesOf(String.fromCodePoint(Number.parseInt(code, 16)));
    else if (byte !== undefined) {
      bytes += String.fromCharCode(Number.parseInt(byte, hex === undefined ? 8 : 16) & 0xff);
    } else if (name !== undefined && ESCAPES[name] !== undefined) bytes += ESCAPES[name];
    else isFaulty = true;
  }
  return isFaulty ? null : bytes + bytesOf(within.slice(from));
}

/** Bytes in Go's quotes (%q): what cannot be printed stands there by its number. */
export function quoted(bytes: Bytes): string {
  const text = textOf(bytes);
  // Not UTF-8: all that is not ASCII byte by byte.
  const isText = bytesOf(text) === bytes;
  const chars = Array.from(isText ? text : bytes, (char) => {
    const short = ESCAPED.get(char);
    if (short !== undefined) return short;
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x20 && code < 0x7f) return char;
    if (code < 0x80 || !isText) return `\\x${code.toString(16).padStart(2, '0')}`;
    if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return char;
    const digits = code.toString(16);
    return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
  });
  return `"${chars.join('')}"`;
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ ns: 0.001, us: 1, µs: 1, ms: 1000, s: 1_000_000, m: 60_000_000, h: 3_600_000_000 },
};
const NUMBER = String.raw`\d+\.?\d*|\.\d+`;
const TERM = new RegExp(`(${NUMBER})([^\\d.]*)`, 'g');

/** A time in microseconds; a text: why it is none (time.ParseDuration). */
export function readDuration(text: string): Micros | string {
  const said = JSON.stringify(text);
  const [, sign, size = ''] = /^([+-]?)(.*)$/.exec(text) ?? [];
  if (size === '0') return 0;
  if (!new RegExp(`^(?:(?:${NUMBER})[^\\d.]*)+$`).test(size)) {
    return `time: invalid duration ${said}`;
  }
  let sum = 0;
  for (const [, number = '', unit = ''] of size.matchAll(TERM)) {
    if (unit === '') return `time: missing unit in duration ${said}`;
    const factor = UNITS[unit];
    if (factor === undefined) {
      return `time: unknown unit ${JSON.stringify(unit)} in duration ${said}`;
    }
    sum += Number(number) * factor;
  }
  return Math.round(sign === '-' ? -sum : sum);
}

/** A time below a minute as Go prints it (time.Duration.String). */
export function durationText(time: Micros): string {
  if (time === 0) return '0s';
  if (time < 1000) return `${time}µs`;
  return time < 1_000_000 ? `${time / 1000}ms` : `${time / 1_000_000}s`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as JSON has them (base64). */
export function base64(bytes: Bytes): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((j) => bytes.charCodeAt(i + j) || 0);
    const four = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    const count = Math.min(3, bytes.length - i) + 1;
    text += four.map((digit, j) => (j < count ? DIGITS[digit] : '=')).join('');
  }
  return text;
}

/** Bytes as --hex shows them. */
export function hexText(bytes: Bytes): string {
  return Array.from(bytes, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join(
    '',
  );
}
