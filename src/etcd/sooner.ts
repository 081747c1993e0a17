import type { Micros } from '../model/index.ts';

/** The earlier of two moments; null: there is none. */
export function sooner(a: Micros | null, b: Micros | null): Micros | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
