/**
 * What must hold at every turn of every run, judged from a ghost record that no server reads.
 * `newLedger` begins the record of a world; `observe` reads one turn and answers with the record
 * after it and with what the turn broke, as data. One half is about what clients see and knows no
 * protocol (one file an invariant; `occasions.ts` says what they are asked about); the other is
 * about the run's protocol (`half.ts`; `zab/` is ZAB's, `halves.ts` says whose there are).
 */
export type { Breach, Place } from './breach.ts';
export type { ListedInvariant } from './half.ts';
export { breaksOf, invariantsOf } from './halves.ts';
export type { Buried, Ledger } from './ledger.ts';
export { newLedger, type Observed, observe } from './observe.ts';
export { BREACH_RULES, type BreachRule } from './rules.ts';
export { ZAB_BREACH_RULES, type ZabBreachRule, type ZabLedger } from './zab/index.ts';
