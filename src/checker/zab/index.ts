/**
 * The checker's half about ZAB: its ghost variables (`ghost.ts`), what a turn did that they are
 * about (`occasions.ts`), and one file an invariant, named as in ZooKeeper's TLA+ specifications.
 */
export type { ServerGhost, Term, ZabGhost, ZabLedger } from './ghost.ts';
export { ZAB_HALF } from './half.ts';
export { ZAB_BREACH_RULES, type ZabBreachRule } from './rules.ts';
