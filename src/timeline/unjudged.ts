import { advance, createWorld, idleTo, perform } from '../sim/index.ts';
import type { Engine } from './engine.ts';

/**
 * The simulator's own verbs and nobody who reads along: what a page begins with before the checker
 * is there. A run is the same with a judge (`carriedOutBy`).
 */
export const UNJUDGED: Engine = { createWorld, perform, advance, idleTo, judge: null };
