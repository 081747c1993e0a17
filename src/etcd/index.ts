/**
 * etcd's service: keys with revisions, transactions, leases and watches, as etcd 3.4.23 has them.
 * `store.ts` is what a member's entries have come to, an immutable value; `apply.ts` what a request
 * of the log does to it and how it is answered; `check.ts` what is refused before; `errors.ts` the
 * texts. It knows no protocol, no clock and no network.
 */
export * from './answers.ts';
export * from './apply.ts';
export * from './check.ts';
export * from './errors.ts';
export * from './requests.ts';
export * from './store.ts';
export * from './txn.ts';
