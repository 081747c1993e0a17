import { nextRandom, type RandomState, randomBetween, seeded } from './random.ts';

/** A stream of chance of one's own: same seed, same throws, on any machine. */
export class Dice {
  private state: RandomState;

  constructor(seed: number) {
    this.state = seeded(seed);
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    this.state = nextRandom(this.state);
    return randomBetween(this.state, low, high);
  }

  /** True so many times in a hundred. */
  percent(chance: number): boolean {
    return this.between(1, 100) <= chance;
  }

  /** One of several. */
  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)] as T;
  }

  /** In another order. */
  shuffled<T>(items: readonly T[]): T[] {
    const left = items.slice();
    const out: T[] = [];
    while (left.length > 0) out.push(...left.splice(this.between(0, left.length - 1), 1));
    return out;
  }
}
