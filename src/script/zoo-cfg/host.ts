import { split } from './java.ts';

/**
 * `host:port:port` in its parts, the host out of its brackets (ConfigUtils.getHostAndPort); null:
 * a bracket without its fellow, or nothing behind the colon.
 */
export function hostAndPorts(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return split(text, ':');
  const end = text.indexOf(']');
  if (end < 0 || end + 2 === text.length) return null;
  if (end + 2 > text.length) return [text.replace(/[[\]]/g, '')];
  return [text.slice(1, end), ...split(text.slice(end + 2), ':')];
}

/** A host as the config node shows it: numbers written out in full, IPv6 in brackets. */
export function shownHost(host: string): string {
  // Java takes no name for the machine itself.
  if (host === '') return 'localhost';
  const shown = ipv4(host) ?? ipv6(host) ?? host;
  return shown.includes(':') ? `[${shown}]` : shown;
}

/** What one is worth at each place of an IPv4 address. */
const WEIGHTS = [0x1000000, 0x10000, 0x100, 1];

/** `10.1` is 10.0.0.1: the last number fills what is left. Null: no address. */
function ipv4(host: string): string | null {
  const parts = host.split('.');
  if (parts.length > 4 || !parts.every((part) => /^\d{1,10}$/.test(part))) return null;
  const numbers = parts.map(Number);
  const last = numbers.pop() as number;
  const weights = WEIGHTS.slice(numbers.length);
  if (numbers.some((n) => n > 255) || last >= (weights[0] as number) * 256) return null;
  const filled = weights.map((weight) => Math.floor(last / weight) % 256);
  return [...numbers, ...filled].join('.');
}

/** All eight groups, without leading zeros (Inet6Address.getHostAddress). Null: no address. */
function ipv6(host: string): string | null {
  if (!/^[0-9a-f:.]+$/i.test(host) || !host.includes(':')) return null;
  const [, front = host, tail] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(host) ?? [];
  const inner = tail === undefined ? [] : ipv4Groups(tail);
  if (inner === null) return null;
  const [before = '', after, more] = front.replace(/([^:]):$/, '$1').split('::');
  if (more !== undefined) return null;
  const head = groups(before);
  const foot = after === undefined ? [] : groups(after);
  if (head === null || foot === null) return null;
  const given = head.length + foot.length + inner.length;
  if (after === undefined ? given !== 8 : given > 7) return null;
  const all = [...head, ...Array.from({ length: 8 - given }, () => 0), ...foot, ...inner];
  const mapped = all.slice(0, 5).every((n) => n === 0) && all[5] === 0xffff;
  if (!mapped) return all.map((n) => n.toString(16)).join(':');
  return all
    .slice(6)
    .flatMap((n) => [n >> 8, n & 255])
    .join('.');
}

function groups(text: string): readonly number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  return parts.map((part) => Number.parseInt(part, 16));
}

function ipv4Groups(text: string): readonly number[] | null {
  const [a = 256, b = 256, c = 256, d = 256] = text.split('.').map(Number);
  return [a, b, c, d].some((n) => n > 255) ? null : [a * 256 + b, c * 256 + d];
}
