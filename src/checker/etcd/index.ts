/**
 * The half about etcd's service, for runs with its members and clients: what it promises, judged
 * from what members apply (`members.ts`) and what clients are told (`clients.ts`).
 */
export { ETCD_HALF } from './half.ts';
export { ETCD_BREACH_RULES, type EtcdBreachRule } from './rules.ts';
