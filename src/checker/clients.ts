import { deleteKey, getKey, itemAt, NONE, setKey } from '../lib/index.ts';
import {
  type ClientMessage,
  type ClientName,
  compareZxid,
  type Op,
  type Reply,
  sameZxid,
  ZERO,
} from '../model/index.ts';
import type { ClientHost, Due, Flight } from '../sim/index.ts';
import { type Acknowledged, type ClientGhost, committedUpTo, type PendingGhost } from './ledger.ts';
import type { LedgerDraft } from './ledger-draft.ts';

/*
 * What clients were told, in the order in which they were told: the outside view of the ensemble.
 */

const WRITES: ReadonlySet<Op['type']> = new Set([
  'create',
  'create2',
  'createContainer',
  'createTTL',
  'delete',
  'setData',
  'setACL',
  'multi',
  'check',
] satisfies Op['type'][]);

/** Whether an operation takes a zxid of its own. */
export function isWrite(op: Op): boolean {
  return WRITES.has(op.type);
}

/** Reads what became of one client in a turn. */
export function readClient(
  r: LedgerDraft,
  name: ClientName,
  was: ClientHost | undefined,
  is: ClientHost | undefined,
): void {
  if (was?.client === is?.client) return;
  if (!is || !was || was.client.session !== is.client.session) {
    if (getKey(r.ledger.clients, name)) r.edit().clients = deleteKey(r.ledger.clients, name);
    if (!is) return;
  }
  const same = was !== undefined && was.client.session === is.client.session;
  const replies = same ? repliesOf(r, name, was) : NONE;
  if (same && replies.length === 0 && was.client.sent === is.client.sent) return;
  let ghost: ClientGhost = getKey(r.ledger.clients, name) ?? {
    session: is.client.session,
    seen: ZERO,
    pending: [],
  };
  if (same) for (const reply of replies) ghost = answered(r, name, was, ghost, reply);
  const pending =
    was?.client.sent === is.client.sent ? ghost.pending : pendingOf(r, ghost, is.client.sent);
  r.edit().clients = setKey(r.ledger.clients, name, {
    session: ghost.session,
    seen: ghost.seen,
    pending,
  });
}

/**
 * The replies that this turn brought to a client: the message that caused it, or what a frozen one
 * finds.
 */
function repliesOf(r: LedgerDraft, name: ClientName, was: ClientHost): readonly Reply[] {
  const { cause } = r;
  if (cause.type === 'flight') {
    if (cause.to !== name || cause.message.type !== 'REPLY') return NONE;
    return repliesIn([cause], was);
  }
  const resumed = cause.type === 'client' && cause.action === 'resume' && cause.client === name;
  return resumed ? repliesIn(was.backlog, was) : NONE;
}

function repliesIn(dues: readonly Due[], was: ClientHost): readonly Reply[] {
  const replies: Reply[] = [];
  for (const due of dues) {
    // Behind anything but a message the connection may have been given up.
    if (due.type !== 'flight') break;
    const message = (due as Flight).message as ClientMessage;
    // What had come before the server gave the connection up is read all the same.
    const isRead = was.connection === null || was.connection.id === due.connection;
    if (isRead && message.type === 'REPLY') replies.push(message.reply);
  }
  return replies;
}

function answered(
  r: LedgerDraft,
  client: ClientName,
  was: ClientHost,
  ghost: ClientGhost,
  reply: Reply,
): ClientGhost {
  if (reply.cxid <= 0) return ghost;
  const call = was.client.sent.find((one) => one.cxid === reply.cxid);
  if (!call) return ghost;
  const { session, seen, pending } = ghost;
  const own = pending.find((one) => one.cxid === reply.cxid) ?? null;
  const { op } = call;
  r.happened(r.judges.answered, {
    type: 'answered',
    client,
    op,
    reply,
    session,
    seen,
    pending: own,
  });
  if (isWrite(op) && reply.code === 'OK') {
    acknowledge(r, { client, cxid: reply.cxid, zxid: reply.zxid });
  }
  return { session, seen: compareZxid(reply.zxid, seen) > 0 ? reply.zxid : seen, pending };
}

function acknowledge(r: LedgerDraft, write: Acknowledged): void {
  const txn = itemAt(r.ledger.committed, committedUpTo(r.ledger, write.zxid) - 1);
  if (!txn || !sameZxid(txn.zxid, write.zxid)) r.edit().unsure = [...r.ledger.unsure, write];
  if (r.ledger.acknowledged === null || compareZxid(write.zxid, r.ledger.acknowledged.zxid) > 0) {
    r.edit().acknowledged = write;
  }
}

/** Calls on their way, each with the highest write acknowledged before it was sent. */
function pendingOf(
  r: LedgerDraft,
  ghost: ClientGhost,
  sent: ClientHost['client']['sent'],
): readonly PendingGhost[] {
  const floor = r.ledger.acknowledged?.zxid ?? ZERO;
  return sent.map(({ cxid }) => ghost.pending.find((one) => one.cxid === cxid) ?? { cxid, floor });
}
