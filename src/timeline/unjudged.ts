import { advance, idleTo, newWorld, perform } from '../sim/index.ts';
import type { Engine } from './engine.ts';

/**
 * The simulator's own verbs and nobody who reads along: what a page begins with before the checker
 * is there, and before anything is rehearsed. A run is the same with a judge (`carriedOutBy`).
 */
export const UNJUDGED: Engine = {
  createWorld: newWorld,
  perform,
  advance,
  idleTo,
  judge: null,
};
