import { isSasl, isWriteOpcode, refusalOfRaw } from '../jute/index.ts';
import type { Op } from '../model/index.ts';

/**
 * Which way a request takes. `write`: to the leader, and it becomes a txn. `sync`: to the leader
 * and back behind all it committed, without a txn. `read`: answered by the server it came to, in
 * order. `auth`: at once, past every queue. `unknown`: UNIMPLEMENTED, then the connection is closed
 * (UnimplementedRequestProcessor). `sasl`: an answer without a token, since SASL is not switched on
 * (processSasl). `broken`: closed without an answer (a SASL or auth packet that cannot be read).
 */
export type Route = 'write' | 'sync' | 'read' | 'auth' | 'sasl' | 'unknown' | 'broken';

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
    case 'auth':
      return op.type;
    case 'raw': {
      if (isSasl(op)) return 'sasl';
      const refusal = refusalOfRaw(op);
      if (refusal === 'CLOSED') return 'broken';
      if (refusal === 'UNIMPLEMENTED') return 'unknown';
      return isWriteOpcode(op.opcode) ? 'write' : 'read';
    }
    default:
      return 'read';
  }
}
