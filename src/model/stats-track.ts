import { byCodeUnit } from '../lib/index.ts';
import type { Bytes } from './op.ts';

/** A quota's limits or stats: `count=2,bytes=10=;byteHardLimit=4` (StatsTrack). Absent is -1. */
export interface StatsTrack {
  readonly fields: ReadonlyMap<string, number>;
  /** False when the text is not of this form: Java's StatsTrack throws. */
  readonly readable: boolean;
}

export function readStatsTrack(text: Bytes | null): StatsTrack {
  const fields = new Map<string, number>();
  if (text === null || text === '') return { fields, readable: text !== null };
  for (const pair of split(text, /[,;]+/)) {
    const [key = '', value] = split(pair, '=');
    if (value === undefined || !isLong(value)) return { fields, readable: false };
    fields.set(key, value === '' ? -1 : Number(value));
  }
  return { fields, readable: true };
}

/** Whether nothing, or a number of 64 bits (Long.parseLong). */
function isLong(text: string): boolean {
  return /^([+-]?\d+)?$/.test(text) && Math.abs(Number(text)) <= 0x8000000000000000;
}

/** As Java splits: empty parts at the end do not count. */
function split(text: string, separator: string | RegExp): readonly string[] {
  const parts = text.split(separator);
  while (parts.at(-1) === '') parts.pop();
  return parts;
}

export function trackField(fields: ReadonlyMap<string, number>, key: string): number {
  return fields.get(key) ?? -1;
}

/** A Java long; a number is not exact near the greatest one, which is what people type. */
function longText(fields: ReadonlyMap<string, number>, key: string): string {
  const value = trackField(fields, key);
  return value >= 0x8000000000000000 ? '9223372036854775807' : String(value);
}

/** StatsTrack.toString: count and bytes first, then the others after a spurious `=`. */
export function printStatsTrack(fields: ReadonlyMap<string, number>): Bytes {
  let text = `count=${longText(fields, 'count')},bytes=${longText(fields, 'bytes')}`;
  const others = [...fields.keys()].filter((key) => key !== 'count' && key !== 'bytes');
  if (others.length > 0) text += '=';
  for (const key of others.sort(byCodeUnit)) text += `;${key}=${longText(fields, key)}`;
  return text;
}
