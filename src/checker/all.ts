/**
 * The halves about all protocols at once, for who has no page to keep small: commands and tests. To
 * import this file is enough.
 */
import { provideHalf } from './halves.ts';
import { RAFT_HALF } from './raft/index.ts';

provideHalf('raft', RAFT_HALF);
