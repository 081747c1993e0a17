/* Bytes by hand, as hexadecimal digits: what no library would write. */

const digits = (n: bigint, bytes: number): string =>
  BigInt.asUintN(bytes * 8, n)
    .toString(16)
    .padStart(bytes * 2, '0');

export const byte = (n: number): string => digits(BigInt(n), 1);
export const int = (n: number): string => digits(BigInt(n), 4);
export const long = (n: bigint | number): string => digits(BigInt(n), 8);

/** Text as its bytes in UTF-8. */
export const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

/** Bytes behind their length: a buffer, a string, or a packet. */
export const sized = (hex: string): string => int(hex.length / 2) + hex;

export const text = (value: string | null): string =>
  value === null ? int(-1) : sized(bytes(value));

/** An entry of an ACL that lets everybody do everything. */
export const OPEN = int(1) + int(31) + text('world') + text('anyone');

/** A request with its header, as a packet. */
export const request = (opcode: number, body = '', xid = 1): string =>
  sized(int(xid) + int(opcode) + body);

interface GreetingParts {
  readonly protocol?: number;
  readonly seen?: bigint;
  readonly timeout?: number;
  /** Digits of a session, or `<session>`: of the one that there was before. */
  readonly session?: string;
  readonly password?: string;
  /** Null: it says nothing of it. */
  readonly readOnly?: number | null;
}

/** A ConnectRequest as a packet. */
export function greeting(parts: GreetingParts = {}): string {
  const { protocol = 0, seen = 0n, timeout = 10_000, readOnly = 0 } = parts;
  const { session = long(0), password = sized('00'.repeat(16)) } = parts;
  const body = int(protocol) + long(seen) + int(timeout) + session + password;
  const all = body + (readOnly === null ? '' : byte(readOnly));
  return int(lengthOf(all)) + all;
}

/** How many bytes digits with places for a session come to. */
function lengthOf(hex: string): number {
  return hex.replaceAll('<session>', long(0)).replaceAll('<password>', '00'.repeat(16)).length / 2;
}

/** That session, with its password. */
export const SAME = { session: '<session>', password: `${int(16)}<password>` };
