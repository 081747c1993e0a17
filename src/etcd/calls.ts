import type { ClientName, Micros } from '../model/index.ts';
import { readOf } from './apply.ts';
import { fileBytes } from './bolt/file.ts';
import { refusalOf } from './check.ts';
import { isSpending } from './cost.ts';
import { databaseOf } from './database.ts';
import type { EtcdError } from './errors.ts';
import { askLeader, asksAgainAt, isQuestion } from './leader-questions.ts';
import { isRunning, leaseAnswer, leasesOf } from './lessor.ts';
import type { EtcdCall } from './member.ts';
import type { MemberDraft } from './member-draft.ts';
import { listed, refusalOfMembers } from './membership.ts';
import { hasRoomFor, ownAlarm } from './quota.ts';
import { type LoggedRequest, NO_LEASE, type RangeRequest, type TxnRequest } from './requests.ts';
import { entering } from './server-lock.ts';
import { MOST_MESSAGE_BYTES, messageBytes } from './size.ts';
import { sooner } from './sooner.ts';
import { revisionOf } from './store.ts';
import { isReadOnly, isSerializable } from './txn.ts';
import type { ClientWord, EtcdAnswer, EtcdRequest } from './wire.ts';

/*
 * What clients ask for, from where it comes in to where it is given up: etcdserver/v3_server.go.
 */

type Ask = Extract<ClientWord, { type: 'ask' }>;

function isRead(request: EtcdRequest): request is RangeRequest | TxnRequest {
  return request.type === 'range' || (request.type === 'txn' && isReadOnly(request));
}

/** Whether it needs nobody else: it is answered from what this member has. */
function isLocal(request: RangeRequest | TxnRequest): boolean {
  return request.type === 'range' ? request.serializable === true : isSerializable(request);
}

/** What a learner does for clients (v3rpc's isRPCSupportedForLearner). */
const isForLearner = (request: EtcdRequest): boolean =>
  request.type === 'status' || (request.type === 'range' && request.serializable === true);

/** A request comes in. */
export function onAsk(w: MemberDraft, client: ClientName, { id, request, requireLeader }: Ask) {
  const refuse = (error: EtcdError) => w.reply(client, id, { type: 'error', error });
  const bytes = messageBytes(request);
  if (bytes > MOST_MESSAGE_BYTES) {
    return w.reply(client, id, { type: 'error', error: 'overLimit', bytes });
  }
  if (w.isLearner && !isForLearner(request)) return refuse('notForLearner');
  if (requireLeader && w.member.leader === null) return refuse('noLeader');
  if (isQuestion(request)) return w.owe(client, id, request, 'question', w.requestLimit);
  switch (request.type) {
    case 'leases':
    case 'memberList':
    case 'status':
      return w.reply(client, id, known(w, request.type));
    case 'moveLeader':
      return moveLeader(w, client, id, request);
    case 'defragment':
      w.feed({ type: 'defragmented' });
      return w.reply(client, id, { type: 'done', revision: 0 });
    case 'memberAdd':
    case 'memberRemove': {
      const why = refusalOfMembers(w, request);
      // It waits as long as the client does (EtcdServer.configure).
      return why === null ? w.owe(client, id, request, 'leader', null) : refuse(why);
    }
    case 'unlock':
      // The member's own client is refused, and what it says has no code.
      if (request.key === '') {
        return w.reply(client, id, { type: 'error', error: 'emptyKey', saidOn: true });
      }
      return w.owe(client, id, request, 'leader', w.requestLimit);
    case 'lock':
      return w.owe(client, id, request, 'leader', w.requestLimit);
    default:
      break;
  }
  // The alarm comes first, and then the refusal (quotaAlarmer.check).
  if (isSpending(request) && !hasRoomFor(w, request)) {
    return w.owe(client, id, ownAlarm(w), 'leader', w.requestLimit);
  }
  const refusal = refusalOf(request);
  if (refusal !== null) return refuse(refusal);
  if (!isRead(request)) return w.owe(client, id, named(w, request), 'leader', w.requestLimit);
  if (isLocal(request)) return w.reply(client, id, readOf(w.store, request));
  return w.owe(client, id, request, 'nextRound', null);
}

/** The member chooses a lease's id where the client leaves that to it. */
function named(w: MemberDraft, request: LoggedRequest): LoggedRequest {
  if (request.type !== 'leaseGrant' || request.id !== NO_LEASE) return request;
  const id = `${w.sid.toString(16)}${w.newNumber().toString(16).padStart(12, '0')}`;
  return { ...request, id };
}

/** What a member knows without asking anybody. */
function known(w: MemberDraft, type: 'leases' | 'memberList' | 'status'): EtcdAnswer {
  const revision = revisionOf(w.store);
  if (type === 'leases') {
    return { type: 'leases', revision, ids: leasesOf(w) };
  }
  if (type === 'memberList') return { type: 'members', members: listed(w) };
  const { leader, term, log } = w.facts;
  return {
    ...{ type: 'status', revision, leader, currentTerm: term },
    ...{ index: log.committed.counter, applied: log.applied.counter },
    size: fileBytes(databaseOf(w)),
    learner: w.isLearner,
    error: leader === null ? 'noLeader' : null,
    alarms: w.store.alarms,
  };
}

/** Only the leader hands over, and only to a voter; it waits as long as the client does. */
function moveLeader(
  w: MemberDraft,
  client: ClientName,
  id: number,
  request: Extract<EtcdRequest, { type: 'moveLeader' }>,
): void {
  const refuse = (error: EtcdError) => w.reply(client, id, { type: 'error', error });
  if (!w.leads) return refuse('notLeader');
  if (!w.group.voters.includes(request.to)) return refuse('badTransferee');
  w.owe(client, id, request, 'move', null);
  if (request.to !== w.sid) w.feed({ type: 'urged', to: request.to });
}

/** A read round is over, well: whoever waited for it reads now. */
export function endRound(w: MemberDraft, error: EtcdError | null): void {
  w.member.round = null;
  for (const call of w.member.calls) {
    if (call.stage !== 'round') continue;
    if (call.request.type === 'leaseKeepAlive') endConfirmation(w, call, error === null);
    else if (error !== null) w.refuse(call, error);
    else if (isRead(call.request)) w.answer(call, readOf(w.store, call.request));
  }
}

/**
 * Who keeps the leases' clock confirms no lease before a majority has confirmed that it leads:
 * one whose disk stands still hears of nothing (#15247; LeaseRenew's ensureLeadership).
 */
function confirmFirst(w: MemberDraft): void {
  const { lessor, calls } = w.member;
  if (lessor === null || w.variants.staleLessor) return;
  for (const call of calls) {
    const { stage, request } = call;
    if (stage !== 'question' || request.type !== 'leaseKeepAlive') continue;
    if (isRunning(lessor, request.id, w.now)) w.put({ ...call, stage: 'nextRound' });
  }
}

function endConfirmation(w: MemberDraft, call: EtcdCall, confirmed: boolean): void {
  const { request } = call;
  if (request.type !== 'leaseKeepAlive') return;
  const answer = confirmed ? leaseAnswer(w, request) : null;
  if (answer !== null) w.answer(call, answer);
  else w.put({ ...call, stage: 'question' });
}

/** Reads that have come meanwhile begin a round of their own; at most one is under way. */
function beginRound(w: MemberDraft): void {
  if (w.member.round !== null) return;
  const { calls } = w.member;
  if (!calls.some(({ stage }) => stage === 'nextRound')) return;
  const number = w.newNumber();
  w.member.round = { number, until: w.now + w.requestLimit };
  w.member.calls = calls.map((call) =>
    call.stage === 'nextRound' ? { ...call, stage: 'round' } : call,
  );
  w.feed({ type: 'asked', read: number });
}

/** What stands in the log for it. */
function loggedOf(request: EtcdRequest): LoggedRequest {
  if (request.type === 'lock') return entering(request);
  if (request.type === 'unlock') return { type: 'deleteRange', key: request.key };
  // A cast: only what the log takes waits for a leader.
  return request as LoggedRequest;
}

/** What waits for a leader is proposed as soon as one is known. */
function propose(w: MemberDraft): void {
  if (w.member.leader === null) return;
  for (const call of w.member.calls) {
    if (call.stage !== 'leader') continue;
    w.put({ ...call, stage: 'entry' });
    w.feed({ type: 'offered', txn: w.entryOf(call.number, loggedOf(call.request)) });
  }
}

/** Goes on with all that waits. */
export function goOn(w: MemberDraft): void {
  propose(w);
  confirmFirst(w);
  beginRound(w);
  for (const call of w.member.calls) {
    const { request } = call;
    if (call.stage !== 'question' && request.type !== 'moveLeader') continue;
    if (isQuestion(request)) askLeader(w, call, request);
    else if (request.type === 'moveLeader' && w.member.leader === request.to) {
      w.answer(call, { type: 'done', revision: 0 });
    }
  }
}

/** Until when a call waits by itself: one that waits in a round is let go with it. */
function patienceOf({ stage, until }: EtcdCall): Micros | null {
  return stage === 'round' ? null : until;
}

/** What has waited too long is given up; that does not take it back. */
export function giveUp(w: MemberDraft): void {
  const { round } = w.member;
  if (round !== null && round.until <= w.now) {
    w.feed({ type: 'asked', read: 0 });
    endRound(w, 'timeout');
  }
  for (const call of w.member.calls) {
    const until = patienceOf(call);
    if (until === null || until > w.now) continue;
    w.refuse(call, reasonOf(w, call));
    if (call.request.type === 'publish') w.want(call.request);
  }
}

function reasonOf(w: MemberDraft, { stage, since, asked }: EtcdCall): EtcdError {
  if (stage === 'leader') return 'deadline';
  // Who is cut off waits for an answer as long as the connection seems to stand (leasehttp).
  const waits = asked !== null && !asked.lost;
  if (stage === 'question') return w.member.leader === null && !waits ? 'noLeader' : 'timeout';
  const { electedAt } = w.member;
  // parseProposeCtxErr; that the connection was down is not modelled.
  const lost = electedAt - 2 * w.electionTimeout;
  return since > lost && since < electedAt ? 'timeoutLeaderFailed' : 'timeout';
}

/** When something of this is due next; null: nothing. */
export function callsDueAt(w: MemberDraft): Micros | null {
  const { calls, round } = w.member;
  let due = round?.until ?? null;
  for (const call of calls) due = sooner(sooner(due, patienceOf(call)), asksAgainAt(w, call));
  return due;
}
