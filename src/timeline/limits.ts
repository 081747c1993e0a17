import type { Micros } from '../model/index.ts';

/** Limits of a timeline and of recordings; going over one is a person's mistake, not ours. */

/** Turns of one branch: an hour of an idle ensemble of five, half an hour of a busy one. */
export const MAX_TURNS = 4_000_000;
/** Turns between two kept moments, to begin with; doubled each time MAX_KEPT is reached. */
export const FIRST_STRIDE = 200;
/** Kept moments of one branch. */
export const MAX_KEPT = 1024;
/** Turns that a search (`runUntil`, a step) looks ahead or back. */
export const MAX_SEARCH_TURNS = 200_000;
export const MAX_BRANCHES = 32;
/** Commands of one branch: a person's few, or each packet of a real client's. */
export const MAX_COMMANDS = 200_000;
/** Bookmarks of one branch. */
export const MAX_BOOKMARKS = 64;
/** Virtual time of one branch: a day. */
export const MAX_MICROS: Micros = 24 * 60 * 60 * 1_000_000;
/** Bytes of a recording as a file. */
export const MAX_RECORDING_BYTES = 64 * 1024 * 1024;
