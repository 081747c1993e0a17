import type { GroupChange, Micros, ServerId, ServiceChange } from '../model/index.ts';
import type { Group, GroupRefusal } from '../replica/index.ts';
import type { EtcdError } from './errors.ts';
import type { MemberDraft } from './member-draft.ts';
import type { LoggedRequest, MemberRequest } from './requests.ts';
import type { EntryBody, ListedMember } from './wire.ts';

/*
 * Members that come and go: what is refused before (EtcdServer.mayAddMember, mayRemoveMember,
 * isLearnerReady), what stands in the log, what is told of it.
 */

/** etcdserver.HealthInterval: so long all have to be connected. */
const HEALTHY: Micros = 5_000_000;
/** Of the leader's log a learner needs so much to be promoted (readyPercent). */
const READY_PERCENT = 90;

const REFUSALS: Readonly<Record<GroupRefusal, EtcdError>> = {
  exists: 'memberExists',
  notFound: 'memberNotFound',
  tooManyLearners: 'tooManyLearners',
  notLearner: 'memberNotLearner',
};
export const errorOfChange = (refusal: GroupRefusal): EtcdError => REFUSALS[refusal];

export function isOfMembers(request: { readonly type: string }): request is MemberRequest {
  return /^member(Add|Remove|Promote)$/.test(request.type);
}

/** What an entry with this request does to the group; undefined: nothing. */
export function groupChangeOf(request: LoggedRequest): GroupChange | undefined {
  if (!isOfMembers(request)) return undefined;
  const { member: sid } = request;
  if (request.type === 'memberAdd') return { act: request.learner ? 'addLearner' : 'add', sid };
  return { act: request.type === 'memberRemove' ? 'remove' : 'promote', sid };
}

/** An entry of nobody's that removes a member: what --force-new-cluster writes. */
export function forcedRemoval(by: ServerId, member: ServerId): ServiceChange {
  const body: EntryBody = { member: by, number: 0, request: { type: 'memberRemove', member } };
  return { type: 'service', body, group: { act: 'remove', sid: member } };
}

export function listed(w: MemberDraft, { members } = w.group): readonly ListedMember[] {
  const { published } = w.store;
  return members.map(({ sid, voter }) => {
    return { sid, learner: !voter, started: published.includes(sid) };
  });
}

/** Why the group is not to change so now; null: it may. */
export function refusalOfMembers(w: MemberDraft, request: MemberRequest): EtcdError | null {
  if (request.type === 'memberPromote') return refusalOfPromotion(w, request.member);
  if (request.type === 'memberAdd' && !isMachine(w, request.member)) return 'noMachine';
  if (!w.member.settings.strictReconfig) return null;
  if (request.type === 'memberAdd') return refusalOfAddition(w, request.learner);
  return refusalOfRemoval(w, request.member);
}

/** Whether there is a machine for it here. */
function isMachine(w: MemberDraft, sid: ServerId): boolean {
  return w.context.peer.config.servers.some((one) => one.sid === sid);
}

/** Whether those who have started make a majority of so many and of these voters. */
function areEnough(w: MemberDraft, voters: readonly ServerId[], more: number, started: number) {
  const there = started + voters.filter((sid) => w.store.published.includes(sid)).length;
  return there >= ((voters.length + more) >> 1) + 1;
}

function isConnected(w: MemberDraft, sid: ServerId): boolean {
  if (sid === w.sid) return true;
  const since = w.facts.connectedSince?.(sid) ?? null;
  return since !== null && since < w.now - HEALTHY;
}

function refusalOfAddition(w: MemberDraft, learner: boolean): EtcdError | null {
  const { voters }: Group = w.group;
  // From one to two is always possible (IsReadyToAddVotingMember).
  const enough = learner || voters.length === 1 || areEnough(w, voters, 1, 0);
  if (!enough) return 'notEnoughStarted';
  return voters.every((sid) => isConnected(w, sid)) ? null : 'unhealthy';
}

function refusalOfRemoval(w: MemberDraft, sid: ServerId): EtcdError | null {
  const { voters, members } = w.group;
  if (members.some((one) => one.sid === sid && !one.voter)) return null;
  const others = voters.filter((one) => one !== sid);
  if (!areEnough(w, others, 0, 0)) return 'notEnoughStarted';
  // Who is away is no loss.
  if (sid !== w.sid && (w.facts.connectedSince?.(sid) ?? null) === null) return null;
  const active = voters.filter((one) => isConnected(w, one)).length;
  return active - 1 < 1 + ((voters.length - 1) >> 1) ? 'unhealthy' : null;
}

/** Only the leader knows: who does not lead asks it (`leader-questions.ts`). */
function refusalOfPromotion(w: MemberDraft, sid: ServerId): EtcdError | null {
  const { leading, log } = w.facts;
  if (leading === null) return 'notLeader';
  const match = leading.members.find((one) => one.sid === sid)?.acked.counter;
  if (match !== undefined && match * 100 < log.last.counter * READY_PERCENT) {
    return 'learnerNotReady';
  }
  if (!w.member.settings.strictReconfig) return null;
  const others = w.group.voters.filter((one) => one !== sid);
  return areEnough(w, others, 1, 1) ? null : 'notEnoughStarted';
}
