import { ackInconsistent } from './ack-inconsistent.ts';
import { agreement } from './agreement.ts';
import { commitInconsistent } from './commit-inconsistent.ts';
import { committedLogDurability } from './committed-log-durability.ts';
import { committedLogMonotonicity } from './committed-log-monotonicity.ts';
import { diskEpochs } from './disk-epochs.ts';
import { globalPrimaryOrder } from './global-primary-order.ts';
import { integrity } from './integrity.ts';
import { leaderLogCompleteness } from './leader-log-completeness.ts';
import { leadership1 } from './leadership1.ts';
import { leadership2 } from './leadership2.ts';
import { localPrimaryOrder } from './local-primary-order.ts';
import { messageIllegal } from './message-illegal.ts';
import type { ZabInvariant } from './occasions.ts';
import { prefixConsistency } from './prefix-consistency.ts';
import { primaryIntegrity } from './primary-integrity.ts';
import { processConsistency } from './process-consistency.ts';
import { proposalInconsistent } from './proposal-inconsistent.ts';
import { stateInconsistent } from './state-inconsistent.ts';
import { totalOrder } from './total-order.ts';

/** Every invariant of ZAB, in the order in which they are listed and judged. */
export const INVARIANTS: readonly ZabInvariant[] = [
  leadership1,
  leadership2,
  prefixConsistency,
  integrity,
  agreement,
  totalOrder,
  localPrimaryOrder,
  globalPrimaryOrder,
  primaryIntegrity,
  committedLogDurability,
  committedLogMonotonicity,
  leaderLogCompleteness,
  processConsistency,
  diskEpochs,
  stateInconsistent,
  proposalInconsistent,
  commitInconsistent,
  ackInconsistent,
  messageIllegal,
];
