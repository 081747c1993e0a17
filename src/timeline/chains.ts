import type { Command } from '../sim/index.ts';

/**
 * How an event follows from what was before it. `command`: a person did it. `sent`: it is the
 * arrival of what was sent. `step`: it happened in the same step. `disk`: an fsync, of what was
 * written. `ended`: a connection that the other end gave up. `answered`: a connection that was
 * asked for. `waited`: nothing more came to this process, and its time ran out.
 */
export type How = 'command' | 'sent' | 'step' | 'disk' | 'ended' | 'answered' | 'waited';

/** What an event follows from. */
export interface Cause {
  readonly how: How;
  /**
   * Numbers of the events that it took, the one that set it off first. Empty: a person's command
   * and nothing else, or something before the turns that were looked at.
   */
  readonly from: readonly number[];
  readonly command: Command | null;
}

/** An event's past: the numbers of all that it follows from, directly or not, and its own. */
export function coneOf(causes: ReadonlyMap<number, Cause>, n: number): ReadonlySet<number> {
  const cone = new Set([n]);
  // A set is visited in the order in which it grows.
  for (const one of cone) for (const from of causes.get(one)?.from ?? []) cone.add(from);
  return cone;
}

/** From an event back by what set each off, to a command or to the first turn: itself first. */
export function chainOf(causes: ReadonlyMap<number, Cause>, n: number): readonly number[] {
  const chain = [n];
  for (;;) {
    const cause = causes.get(chain.at(-1) as number);
    const next = cause?.from[0];
    if (next === undefined || cause?.how === 'command') return chain;
    chain.push(next);
  }
}
