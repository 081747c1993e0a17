import type { Op } from '../model/index.ts';

/** A request that has a number of its own: all but those given by number. */
export type NamedOp = Exclude<Op, { readonly type: 'raw' }>;

/** ZooDefs.OpCode of what a client may ask. */
export const OPCODES = {
  create: 1,
  delete: 2,
  exists: 3,
  getData: 4,
  setData: 5,
  getACL: 6,
  setACL: 7,
  getChildren: 8,
  sync: 9,
  ping: 11,
  getChildren2: 12,
  check: 13,
  multi: 14,
  create2: 15,
  reconfig: 16,
  checkWatches: 17,
  removeWatches: 18,
  createContainer: 19,
  deleteContainer: 20,
  createTTL: 21,
  multiRead: 22,
  auth: 100,
  setWatches: 101,
  getEphemerals: 103,
  getAllChildrenNumber: 104,
  setWatches2: 105,
  addWatch: 106,
  whoAmI: 107,
  createSession: -10,
  closeSession: -11,
} as const satisfies Readonly<Record<NamedOp['type'], number>>;

/** The opcode of a request. */
export function opcodeOf(op: Op): number {
  return op.type === 'raw' ? op.opcode : OPCODES[op.type];
}
