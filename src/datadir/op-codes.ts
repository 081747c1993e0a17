import { OPCODES } from '../jute/index.ts';

/** ZooDefs.OpCode: the numbers of transactions in a log. */
export const OP = { ...OPCODES, error: -1 };

/** Request.op2String of 3.8.0, where its word is not the one that we use, or the number no op's. */
const OTHERS: ReadonlyMap<number, string> = new Map([
  [OP.error, 'error'],
  [0, 'notification'],
  [OP.createTTL, 'createTtl'],
  [102, 'sasl'],
  [OP.addWatch, `unknown ${OP.addWatch}`],
]);
const NAMES = new Map<number, string>(Object.entries(OPCODES).map(([name, op]) => [op, name]));

/** How ZooKeeper's tools call what can stand in a log. */
export function opName(op: number): string {
  return OTHERS.get(op) ?? NAMES.get(op) ?? `unknown ${op}`;
}
