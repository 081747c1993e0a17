import { deleteKey, getKey, itemAt, NONE, setKey } from '../lib/index.ts';
import {
  type CallMessage,
  type ClientMessage,
  type ClientName,
  compareZxid,
  NO_SESSION,
  NO_ZXID,
  type Op,
  type Reply,
  type SessionId,
  sameZxid,
  ZERO,
} from '../model/index.ts';
import type { ClientHost, Connection, Due, Flight, Wire } from '../sim/index.ts';
import {
  type Acknowledged,
  type ClientGhost,
  committedUpTo,
  type PendingGhost,
  UNNUMBERED,
} from './ledger.ts';
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

/** Whoever has a session and asks: a client, or somebody else's behind a bare connection. */
interface Speaker {
  readonly session: SessionId;
  readonly sent: readonly Pick<CallMessage, 'cxid' | 'op'>[];
  readonly connection: Connection | null;
  readonly backlog: readonly Due[];
}

/** Reads what became of one client in a turn. */
export function readClient(
  r: LedgerDraft,
  name: ClientName,
  was: ClientHost | undefined,
  is: ClientHost | undefined,
): void {
  if (was?.client === is?.client) return;
  readSpeaker(r, name, was && speakerOf(was), is && speakerOf(is));
}

/** Reads what became of one bare client in a turn. */
export function readWire(
  r: LedgerDraft,
  name: ClientName,
  was: Wire | undefined,
  is: Wire | undefined,
): void {
  const before = wireSpeaker(was);
  const after = wireSpeaker(is);
  if (after && !before) noteSpoken(r, after.session);
  if (before || after) readSpeaker(r, name, before, after);
}

function speakerOf({ client, connection, backlog }: ClientHost): Speaker {
  return { session: client.session, sent: client.sent, connection, backlog };
}

function wireSpeaker(wire: Wire | undefined): Speaker | undefined {
  if (!wire || wire.session === null || wire.session === NO_SESSION) return undefined;
  return { session: wire.session, sent: wire.sent, connection: wire.connection, backlog: NONE };
}

/**
 * A session goes on over a new connection of somebody else's library, which may number its requests
 * anew: from now on their numbers say nothing about its writes' order.
 */
function noteSpoken(r: LedgerDraft, session: SessionId): void {
  const known = getKey(r.ledger.sessions, session);
  r.edit().sessions = setKey(r.ledger.sessions, session, known === undefined ? 0 : UNNUMBERED);
}

function readSpeaker(
  r: LedgerDraft,
  name: ClientName,
  was: Speaker | undefined,
  is: Speaker | undefined,
): void {
  if (!is || !was || was.session !== is.session) {
    if (getKey(r.ledger.clients, name)) r.edit().clients = deleteKey(r.ledger.clients, name);
    if (!is) return;
  }
  const same = was !== undefined && was.session === is.session;
  const replies = same ? repliesOf(r, name, was) : NONE;
  if (same && replies.length === 0 && was.sent === is.sent) return;
  let ghost: ClientGhost = getKey(r.ledger.clients, name) ?? {
    session: is.session,
    seen: ZERO,
    pending: [],
  };
  if (same) for (const reply of replies) ghost = answered(r, name, was, ghost, reply);
  const pending = was?.sent === is.sent ? ghost.pending : pendingOf(r, ghost, is.sent);
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
function repliesOf(r: LedgerDraft, name: ClientName, was: Speaker): readonly Reply[] {
  const { cause } = r;
  if (cause.type === 'flight') {
    if (cause.to !== name || cause.message.type !== 'REPLY') return NONE;
    return repliesIn([cause], was);
  }
  const resumed = cause.type === 'client' && cause.action === 'resume' && cause.client === name;
  return resumed ? repliesIn(was.backlog, was) : NONE;
}

function repliesIn(dues: readonly Due[], was: Speaker): readonly Reply[] {
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
  was: Speaker,
  ghost: ClientGhost,
  reply: Reply,
): ClientGhost {
  if (reply.cxid <= 0 || reply.zxid === NO_ZXID) return ghost;
  const call = was.sent.find((one) => one.cxid === reply.cxid);
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
  sent: Speaker['sent'],
): readonly PendingGhost[] {
  const floor = r.ledger.acknowledged?.zxid ?? ZERO;
  const { pending } = ghost;
  // Both are in the order in which was asked: answers take from one, calls are added to the other.
  let next = 0;
  return sent.map(({ cxid }) => {
    let at = next;
    while (at < pending.length && pending[at]?.cxid !== cxid) at++;
    const known = pending[at];
    if (known === undefined) return { cxid, floor };
    next = at + 1;
    return known;
  });
}
