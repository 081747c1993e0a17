import type { Op, RawOp } from '../model/index.ts';

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

/** A ping is answered under this number, whatever its own was (ClientCnxn.PING_XID). */
export const PING_XID = -2;

export const SASL = 102;

/** The requests that become transactions, and go to the leader for that. */
const WRITES: ReadonlySet<number> = new Set([
  ...[OPCODES.create, OPCODES.create2, OPCODES.createContainer, OPCODES.createTTL],
  ...[OPCODES.delete, OPCODES.deleteContainer, OPCODES.setData, OPCODES.setACL, OPCODES.check],
  ...[OPCODES.multi, OPCODES.reconfig, OPCODES.createSession, OPCODES.closeSession],
]);

/** What a server does not pass on to its processors: of the connection, not of the session. */
const OF_CONNECTION: ReadonlySet<number> = new Set([OPCODES.auth, SASL]);

const KNOWN: ReadonlySet<number> = new Set(Object.values(OPCODES));

/** The opcode of a request. */
export function opcodeOf(op: Op): number {
  return op.type === 'raw' ? op.opcode : OPCODES[op.type];
}

/** Whether a request becomes a transaction. */
export function isWriteOpcode(opcode: number): boolean {
  return WRITES.has(opcode);
}

/**
 * What comes of a request that is no more than a number: UNIMPLEMENTED where nobody knows that
 * number (Request.isValid), the end of the connection where a packet about the connection cannot be
 * read (ZooKeeperServer.processPacket), else an answer with MARSHALLINGERROR, of a write by way of
 * the leader.
 */
export function refusalOfRaw({
  opcode,
}: Pick<RawOp, 'opcode'>): 'UNIMPLEMENTED' | 'CLOSED' | 'MARSHALLINGERROR' {
  if (OF_CONNECTION.has(opcode)) return 'CLOSED';
  return KNOWN.has(opcode) ? 'MARSHALLINGERROR' : 'UNIMPLEMENTED';
}

/** A packet of SASL that can be read: a token behind its length. */
export function isSasl({ opcode, body }: RawOp): boolean {
  if (opcode !== SASL || body.length < 4) return false;
  let length = 0;
  for (let i = 0; i < 4; i++) length = (length << 8) | body.charCodeAt(i);
  return length >= 0 && length <= body.length - 4;
}
