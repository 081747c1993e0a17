import type { Op } from '../model/index.ts';

/** ZooDefs.OpCode of the requests that become transactions. */
export const WRITE_OPCODES: ReadonlySet<number> = new Set([1, 2, 5, 7, 13, 14, 15, 16, 19, 20, 21]);
export const DELETE_CONTAINER = 20;
const SASL = 102;

/** The opcodes of reads and of what concerns only the connection (Request.isValid). */
const OTHER_OPCODES: ReadonlySet<number> = new Set([
  3, 4, 6, 8, 9, 11, 12, 17, 18, 22, 101, 103, 104, 105, 106, 107,
]);

/**
 * Which way a request takes. `write`: to the leader, and it becomes a txn. `sync`: to the leader
 * and back behind all it committed, without a txn. `read`: answered by the server it came to, in
 * order. `auth`: at once, past every queue. `unknown`: UNIMPLEMENTED with zxid 0, then the
 * connection is closed (UnimplementedRequestProcessor). `broken`: closed without an answer (a SASL
 * packet).
 */
export type Route = 'write' | 'sync' | 'read' | 'auth' | 'unknown' | 'broken';

export function routeOf(op: Op): Route {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'createContainer':
    case 'createTTL':
    case 'delete':
    case 'deleteContainer':
    case 'setData':
    case 'setACL':
    case 'check':
    case 'multi':
    case 'reconfig':
    case 'createSession':
    case 'closeSession':
      return 'write';
    case 'sync':
      return 'sync';
    case 'auth':
      return 'auth';
    case 'raw':
      if (WRITE_OPCODES.has(op.opcode)) return 'write';
      if (op.opcode === SASL) return 'broken';
      return OTHER_OPCODES.has(op.opcode) ? 'read' : 'unknown';
    default:
      return 'read';
  }
}
