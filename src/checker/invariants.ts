import { acknowledgedWrites } from './acknowledged-writes.ts';
import { ephemeralOwners } from './ephemeral-owners.ts';
import { linearizableWrites } from './linearizable-writes.ts';
import type { Invariant } from './occasions.ts';
import { sequenceSuffixes } from './sequence-suffixes.ts';
import { sessionOrder } from './session-order.ts';
import { sessionReads } from './session-reads.ts';

/** What clients are promised, whichever protocol keeps it; in the order of listing and judging. */
export const CLIENT_INVARIANTS: readonly Invariant[] = [
  acknowledgedWrites,
  sessionReads,
  sessionOrder,
  linearizableWrites,
  ephemeralOwners,
  sequenceSuffixes,
];
