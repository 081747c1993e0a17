/**
 * One server without a protocol: requests go straight through prepare, apply, finalize and
 * watches.
 */
import {
  type AuthId,
  type ClientRequest,
  CREATE_MODES,
  type CreateMode,
  type CreateOp,
  OPEN_ACL,
  type Op,
  type Reply,
  type SessionId,
  type Txn,
  zxid,
} from '../../../src/model/index.ts';
import type { PrepareContext } from '../../../src/server/create.ts';
import { replyTo } from '../../../src/server/finalize.ts';
import { prepare } from '../../../src/server/prepare.ts';
import { answer } from '../../../src/server/reads.ts';
import { routeOf } from '../../../src/server/route.ts';
import {
  applyTxn,
  authenticated,
  type Database,
  digestId,
  emptyDatabase,
  emptyWatches,
  isGranted,
  PERMS,
  type SentEvent,
  watchEventsOf,
} from '../../../src/znodes/index.ts';

export const SUPER = digestId('super:secret');

export class OneServer {
  db: Database = emptyDatabase('version=0', 7);
  watches = emptyWatches();
  counter = 0;
  readonly txns: Txn[] = [];
  readonly ids = new Map<SessionId, readonly AuthId[]>();
  context: PrepareContext = {
    nowMs: 0,
    sessionError: null,
    extendedTypesEnabled: true,
    enforceQuota: false,
  };
  private readonly told: SentEvent[] = [];
  private cxid = 0;

  auth(session: SessionId, scheme: string, text: string): void {
    const next = authenticated(this.idsOf(session), scheme, text, SUPER);
    if (next !== null) this.ids.set(session, next);
  }

  /** Sends one request; the connection is named like its session. */
  ask(op: Op, session: SessionId = '0xa'): Reply {
    const request: ClientRequest = { session, cxid: ++this.cxid, op, auth: this.idsOf(session) };
    if (routeOf(op) !== 'write') {
      const served = answer(this.db, this.watches, session, request, zxid(1, this.counter));
      this.watches = served.watches;
      this.told.push(...served.events);
      return served.reply;
    }
    const change = prepare(this.db, request, this.context);
    if (change === null) throw new Error(`no change for ${op.type}`);
    const txn: Txn = {
      zxid: zxid(1, ++this.counter),
      session,
      cxid: request.cxid,
      timeMs: this.counter * 1000,
      change,
    };
    return this.apply(txn);
  }

  /** `ask`, in the shape of a table: OK or the error. */
  code(op: Op, session: SessionId = '0xa'): string {
    return this.ask(op, session).code;
  }

  apply(txn: Txn): Reply {
    const before = this.db;
    this.db = applyTxn(before, txn);
    this.txns.push(txn);
    const mayRead = (to: string, acl: Parameters<typeof isGranted>[0]) =>
      isGranted(acl, PERMS.READ, this.idsOf(to));
    const watched = watchEventsOf(this.watches, before, this.db, txn, mayRead);
    this.watches = watched.table;
    this.told.push(...watched.events);
    return replyTo(txn, before, this.db);
  }

  /** The events since the last call: `0xb NodeCreated /a`. */
  events(): string[] {
    return this.told.splice(0).map(({ to, event }) => `${to} ${event.type} ${event.path}`);
  }

  private idsOf(session: SessionId): readonly AuthId[] {
    return this.ids.get(session) ?? [{ scheme: 'ip', id: '127.0.0.1' }];
  }
}

export function create(
  path: string,
  mode: CreateMode = 'PERSISTENT',
  more: Partial<CreateOp> = {},
): CreateOp {
  let type: CreateOp['type'] = 'create';
  if (mode === 'CONTAINER') type = 'createContainer';
  else if (mode.endsWith('TTL')) type = 'createTTL';
  const flags = CREATE_MODES.indexOf(mode);
  return { type, path, data: '', acl: OPEN_ACL, flags, ttl: 0, ...more };
}

export function remove(path: string, version = -1): Op {
  return { type: 'delete', path, version };
}

export function write(path: string, data: string | null, version = -1): Op {
  return { type: 'setData', path, data, version };
}

export function look(
  type: 'exists' | 'getData' | 'getChildren' | 'getChildren2',
  path: string,
  watch = false,
): Op {
  return { type, path, watch };
}
