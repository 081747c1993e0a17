/**
 * The halves about all protocols at once, for who has no page to keep small: commands and tests. To
 * import this file is enough.
 */
import { ETCD_HALF } from './etcd/index.ts';
import { provideHalf, provideServiceHalf } from './halves.ts';
import { RAFT_HALF } from './raft/index.ts';

provideHalf('raft', RAFT_HALF);
provideServiceHalf('etcd', ETCD_HALF);
