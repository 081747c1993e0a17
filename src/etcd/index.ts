/**
 * etcd's service, as etcd 3.4.23 has it. `store.ts` is what a member's entries have come to, an
 * immutable value; `apply.ts` what a request of the log does to it and how it is answered;
 * `check.ts` what is refused before; `errors.ts` the texts. `step.ts` is a member on its replica:
 * what clients ask for (`calls.ts`), the leases' clock (`lessor.ts`), watches (`watching.ts`),
 * locks that it waits for itself (`server-lock.ts`). `bolt/` is how its database lies
 * in its file, page by page, and `quota.ts` what happens when that would become too large.
 * `wire.ts` is what travels, `words.ts` what is said of it. `client.ts` is its clients' library: a
 * line of etcdctl's (`ctl/` reads and prints) is one request or a program that goes on
 * (`programs.ts`; `queue.ts` is Mutex and Election, `endpoints.ts` asks each endpoint by itself).
 * `variants.ts`: bugs of 3.4.23 as switches.
 * Pure; it knows its replica by the contract alone.
 */
export * from './answers.ts';
export * from './apply.ts';
export * from './check.ts';
export type { EtcdClient, EtcdProgram } from './client-state.ts';
export * from './ctl/index.ts';
export * from './errors.ts';
export * from './key-ranges.ts';
export * from './member.ts';
export { forcedRemoval } from './membership.ts';
export * from './requests.ts';
export { ETCD, etcdWith } from './step.ts';
export * from './store.ts';
export * from './tasks.ts';
export * from './txn.ts';
export * from './variants.ts';
export * from './wire.ts';
