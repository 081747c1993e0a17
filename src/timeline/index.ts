/**
 * A run as something to move about in: it is computed ahead, looked at anywhere, stepped through
 * both ways, searched, and branched by acting in the past. Moments are re-executed from the nearest
 * one kept; a run is only its scenario, its seed and its commands with their times.
 */
export { act, actAll } from './act.ts';
export { isActivity } from './activity.ts';
export { addBookmark, dropBranch, removeBookmark, renameBranch, switchTo } from './branches.ts';
export type { Engine, Variants } from './engine.ts';
export * from './limits.ts';
export { isMistake, type Mistake } from './mistake.ts';
export { isServing, runUntil } from './run-until.ts';
export { nextAfter, nextTurnAfter, previousBefore, previousTurnBefore } from './steps.ts';
export {
  beginWith,
  branchOf,
  endOf,
  eventsBetween,
  extendTo,
  isFull,
  marksOf,
  reigns,
  turnsAt,
  worldAt,
} from './timeline.ts';
export type * from './types.ts';
