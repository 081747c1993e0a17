/**
 * The invariants of the protocol, judged at every turn of every run from a ghost record that no
 * server reads. `newLedger` begins the record of a world; `observe` reads one turn and answers with
 * the record after it and with what the turn broke, as data. One file an invariant, named as in
 * ZooKeeper's TLA+ specifications; `occasions.ts` says what they are asked about.
 */
export type { Breach, Place } from './breach.ts';
export { INVARIANTS } from './invariants.ts';
export { type Buried, type Ledger, newLedger, type Term } from './ledger.ts';
export { type Observed, observe } from './observe.ts';
export type { Invariant } from './occasions.ts';
