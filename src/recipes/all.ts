/**
 * All recipes at once, and all that the shell beside them can do: for the page when something
 * moves, for commands and tests. To import this file is enough.
 */
import '../client/all.ts';
import { barrier } from './barrier.ts';
import { doubleBarrier } from './double-barrier.ts';
import { group } from './group.ts';
import { herdLock } from './herd-lock.ts';
import { provideRecipes } from './index.ts';
import { leaderElection } from './leader-election.ts';
import { lock } from './lock.ts';
import { priorityQueue, queue } from './queue.ts';
import { readLock, writeLock } from './read-write-lock.ts';
import type { Recipe } from './recipe.ts';
import { semaphore } from './semaphore.ts';
import { twoPhaseCommit } from './two-phase-commit.ts';
import { voteAbort, voteCommit } from './two-phase-site.ts';

/** All recipes there are, in the order in which a menu shows them. */
export const RECIPES: readonly Recipe[] = [
  lock,
  herdLock,
  readLock,
  writeLock,
  semaphore,
  leaderElection,
  barrier,
  doubleBarrier,
  queue,
  priorityQueue,
  group,
  twoPhaseCommit,
  voteCommit,
  voteAbort,
];

provideRecipes(RECIPES);
