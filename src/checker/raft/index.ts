/**
 * The checker's half about Raft: its ghost variables (`ghost.ts`), what a turn did that they are
 * about (`occasions.ts`), and one file an invariant, named as in the papers and in etcdraft.tla.
 */
export { RAFT_HALF } from './half.ts';
export { RAFT_BREACH_RULES, type RaftBreachRule } from './rules.ts';
