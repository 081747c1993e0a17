import type { Micros, ServerId } from '../model/index.ts';
import { refused } from './answers.ts';
import { leaseAnswer } from './lessor.ts';
import type { EtcdCall } from './member.ts';
import type { MemberDraft } from './member-draft.ts';
import { refusalOfMembers } from './membership.ts';
import { revisionOf } from './store.ts';
import type { EtcdAnswer, LeaderCall, LeaderQuestion } from './wire.ts';

/*
 * What a client asks and the leader alone can answer: another member asks it, by a call beside the
 * log, until it has an answer or has waited too long (LeaseRenew, LeaseTimeToLive, PromoteMember).
 */

/** How long a question waits before it is put to the leader again. */
const AGAIN: Micros = 500_000;

const QUESTIONS: ReadonlySet<string> = new Set<LeaderQuestion['type']>([
  'leaseKeepAlive',
  'leaseTimeToLive',
  'memberPromote',
]);

export function isQuestion(request: { readonly type: string }): request is LeaderQuestion {
  return QUESTIONS.has(request.type);
}

/** A question that waits: answered here, or by the leader, as soon as there is one. */
export function askLeader(w: MemberDraft, call: EtcdCall, question: LeaderQuestion): void {
  if (isSettledHere(w, call, question)) return;
  const { leader } = w.member;
  if (leader === null || leader === w.sid) return;
  const { asked } = call;
  if (asked?.leader === leader && w.now < (putAgainAt(call) ?? Infinity)) return;
  const lost = asked?.leader === leader && asked.lost;
  w.put({ ...call, asked: { leader, at: w.now, lost } });
  w.tell(leader, { type: 'leaderAsked', number: call.number, request: question });
}

function isSettledHere(w: MemberDraft, call: EtcdCall, question: LeaderQuestion): boolean {
  if (question.type === 'memberPromote') {
    if (!w.leads) return false;
    const why = refusalOfMembers(w, question);
    if (why === null) w.put({ ...call, stage: 'leader' });
    else w.refuse(call, why);
    return true;
  }
  const here = leaseAnswer(w, question);
  if (here !== null) w.answer(call, here);
  return here !== null;
}

/** Another member asks, or answers. */
export function onMemberCall(w: MemberDraft, from: ServerId, word: LeaderCall): void {
  if (word.type === 'leaderAsked') return onAsked(w, from, word);
  const call = w.callOf(word.number);
  // Who has come to lead since answers it by itself (LeaseRenew asks one at a time).
  if (call?.stage !== 'question') return;
  if (word.answer !== null) return w.answer(call, passedOn(w, word.answer));
  // A lease's is put again in any case.
  if (call.asked?.leader === from) w.put({ ...call, asked: { ...call.asked, lost: true } });
}

function onAsked(
  w: MemberDraft,
  from: ServerId,
  { number, request }: Extract<LeaderCall, { type: 'leaderAsked' }>,
): void {
  const tell = (answer: EtcdAnswer | null) => w.tell(from, { type: 'leaderTold', number, answer });
  if (request.type !== 'memberPromote') return tell(leaseAnswer(w, request));
  if (!w.leads) return tell(null);
  const why = refusalOfMembers(w, request);
  if (why !== null) return tell(refused(why));
  w.owe(from, number, request, 'leader', w.requestLimit);
}

/** The leader's answer, as another member gives it on: the header is that member's. */
function passedOn(w: MemberDraft, answer: EtcdAnswer): EtcdAnswer {
  return 'revision' in answer ? { ...answer, revision: revisionOf(w.store) } : answer;
}

/** A connection was reset: who was asked over it gives no answer, and that is known. */
export function loseAsked(w: MemberDraft, leader: ServerId): void {
  for (const call of w.member.calls) {
    const { asked } = call;
    if (asked?.leader === leader) w.put({ ...call, asked: { ...asked, lost: true } });
  }
}

/**
 * When the same leader is asked once more; null: never, since it may be about to answer. A lease
 * may be asked about as often as one likes; a second promotion is another one.
 */
function putAgainAt({ asked, request }: EtcdCall): Micros | null {
  if (asked === null || (request.type === 'memberPromote' && !asked.lost)) return null;
  return asked.at + AGAIN;
}

/** When a question of a call is put again; null: nobody was asked, or there is nobody to ask. */
export function asksAgainAt(w: MemberDraft, call: EtcdCall): Micros | null {
  const { leader } = w.member;
  return leader === null || leader === w.sid ? null : putAgainAt(call);
}
