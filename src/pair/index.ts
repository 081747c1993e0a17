/**
 * Two ensembles under one script: ZooKeeper's on ZAB, etcd's on Raft. `sides.ts` begins them,
 * `neutral.ts` reads a line for each, in words that both have or its own (`asks.ts`: what clients
 * are asked for; `side-reading.ts`: what it comes to there); `pair.ts` is the two runs and what was
 * said to them; `tally.ts` counts what came of it, `told.ts` is what clients were told;
 * `stories.ts` are lines with their times. `raft-side.ts` is the Raft side of a run of ZooKeeper's,
 * `raft-told.ts` what its clients were told. Pure, and no part of what the page begins with.
 */
export * from './neutral.ts';
export * from './pair.ts';
export * from './raft-side.ts';
export * from './raft-told.ts';
export * from './side-reading.ts';
export * from './sides.ts';
export * from './stories.ts';
export * from './tally.ts';
export * from './told.ts';
