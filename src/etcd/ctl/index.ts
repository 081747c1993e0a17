/**
 * etcdctl, as far as it decides what people read: `parse.ts` makes a task of a line (`kv.ts`,
 * `txn.ts`, `leases.ts`, `recipes.ts`, `cluster.ts` each know their commands), `print.ts` makes
 * etcdctl's lines of what came of it. Pure; `client.ts` beside it carries tasks out.
 */
export * from './parse.ts';
export * from './print.ts';
export { type CtlOutput, type CtlReading, EXITS, hex16 } from './reading.ts';
