/**
 * A run as something to move about in: it is computed ahead, looked at anywhere, stepped through
 * both ways, searched, and branched by acting in the past. Moments are re-executed from the nearest
 * one kept; a run is only its scenario, its seed and its commands with their times.
 */
export { act, alter } from './act.ts';
export { isActivity } from './activity.ts';
export { type Alterable, type Alteration, alterableAt, alterableCommand } from './alter.ts';
export { type BeatLog, beatAt, beatsUntil, NO_BEATS, timesOf, withBeat } from './beats.ts';
export { addBookmark, removeBookmark, renameBranch, switchTo } from './branches.ts';
export { causesIn, processOf } from './causes.ts';
export { type Cause, chainOf, coneOf, type How } from './chains.ts';
export { complaintOf } from './complaint.ts';
export { DEFAULT_ZOO_CFG, zooCfgFor } from './default-zoo-cfg.ts';
export type { Engine, Judge } from './engine.ts';
export { follow } from './follow.ts';
export { type Grafted, graft } from './graft.ts';
export * from './limits.ts';
export { isMistake, type Mistake, mistake } from './mistake.ts';
export { openingOf } from './opening.ts';
export {
  check,
  hasTwoSides,
  load,
  type Recording,
  replayWith,
  save,
  toJson,
  variantNames,
  withTwoSides,
} from './recording.ts';
export type { Past } from './remembered.ts';
export { isServing, runUntil } from './run-until.ts';
export { SCENARIOS } from './scenarios.ts';
export { seenAt } from './seen.ts';
export { shivizLog } from './shiviz.ts';
export { begin, replay, SIM } from './sim.ts';
export { nextAfter, nextTurnAfter, previousBefore } from './steps.ts';
export {
  beatsOf,
  beginWith,
  branchOf,
  carriedOutBy,
  commandsOf,
  endOf,
  eventsBetween,
  extendTo,
  isFull,
  ledgerAt,
  marksOf,
  pastBetween,
  reigns,
  worldAt,
} from './timeline.ts';
export type * from './types.ts';
export { UNJUDGED } from './unjudged.ts';
