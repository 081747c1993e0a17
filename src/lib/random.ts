/**
 * Seeded chance as a plain integer that lives inside the world: `next(state)` walks it, `valueOf`
 * reads a 32-bit value from it. Mulberry32: one word of state, integer arithmetic only, so Node
 * and every browser draw the same numbers.
 */
export type RandomState = number;

/** The first state for a seed; neighbouring seeds start far apart. */
export function seeded(seed: number): RandomState {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0;
}

/** The state after one draw. */
export function nextRandom(state: RandomState): RandomState {
  return (state + 0x6d2b79f5) | 0;
}

/** The 32-bit value that a state stands for, 0 to 2^32 - 1. */
function randomBits(state: RandomState): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** An integer in [low, high], from a state's bits. */
export function randomBetween(state: RandomState, low: number, high: number): number {
  return low + Math.floor((randomBits(state) / 4294967296) * (high - low + 1));
}
