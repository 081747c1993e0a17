import type { Command } from './commands.ts';
import type { SimEvent } from './events.ts';
import type { Due, World } from './world.ts';

/** One step of a world: what caused it, what happened in order, and the world after it. */
export interface Turn {
  readonly cause: Command | Due;
  /** Empty when records are off. */
  readonly events: readonly SimEvent[];
  readonly world: World;
}
