import type { Outcome } from '../lib/index.ts';
import type { EnsembleConfig, Micros, ServerId } from '../model/index.ts';
import type {
  Protocol,
  ReplicaDisk,
  ReplicaEffect,
  Service,
  ServiceContext,
  ServiceEffect,
  ServiceInput,
} from '../replica/index.ts';
import { refused } from './answers.ts';
import { callsDueAt, endRound, giveUp, goOn, onAsk } from './calls.ts';
import { ETCD_LIBRARY } from './client.ts';
import { isCapped, isSpending } from './cost.ts';
import { loseAsked, onMemberCall } from './leader-questions.ts';
import { forget, lookForExpired, promote, refresh } from './lessor.ts';
import { appliedOf, bodyOf, etcdMachineOf, isOfCluster } from './machine.ts';
import { DEFAULT_SETTINGS, type EtcdCall, type EtcdMember, type EtcdSettings } from './member.ts';
import { MemberDraft } from './member-draft.ts';
import { errorOfChange, listed } from './membership.ts';
import { hasRoomFor, ownAlarm } from './quota.ts';
import { leaveQueues, onLockApplied, serveQueues } from './server-lock.ts';
import { sooner } from './sooner.ts';
import { type EtcdStore, revisionOf } from './store.ts';
import {
  checkLeader,
  onWatchWord,
  reportProgress,
  syncWatches,
  tellWatches,
  watchesDueAt,
} from './watching.ts';
import type { ClientWord, EtcdAnswer, LeaderCall } from './wire.ts';

/** The version that members agree upon. */
const VERSION = '3.4.0';

function newMember(
  settings: EtcdSettings,
  protocol: Protocol,
  sid: ServerId,
  disk: ReplicaDisk,
  config: EnsembleConfig,
  chance: number,
  now: Micros,
): EtcdMember {
  return {
    peer: protocol.boot(sid, disk, config, etcdMachineOf(config), chance),
    settings,
    serving: false,
    lastNumber: now,
    calls: [],
    round: null,
    lessor: null,
    leader: null,
    electedAt: -1,
    streams: [],
    syncsAt: null,
    leaderCheckAt: null,
    leaderless: 0,
  };
}

function stepMember(
  member: EtcdMember,
  input: ServiceInput,
  context: ServiceContext,
): Outcome<EtcdMember, ServiceEffect> {
  const w = new MemberDraft(member, context, answerReplica);
  take(w, input);
  heedLeader(w);
  lookForExpired(w);
  giveUp(w);
  goOn(w);
  heedLeader(w);
  serveQueues(w);
  syncWatches(w);
  reportProgress(w);
  checkLeader(w);
  wakeAgain(w);
  return { next: w.finish(), effects: w.effects };
}

function take(w: MemberDraft, input: ServiceInput): void {
  switch (input.type) {
    case 'clientSaid': {
      const { client, message } = input;
      // Its port opens when it has made itself known (EtcdServer.ReadyNotify).
      if (!w.member.serving || message.type !== 'RPC')
        return w.emit({ type: 'closeClient', client, why: 'notReady' });
      // A cast: only etcd's clients speak to its members.
      const word = message.body as ClientWord;
      return word.type === 'ask' ? onAsk(w, client, word) : onWatchWord(w, client, word);
    }
    case 'clientGone': {
      const { client } = input;
      w.member.streams = w.member.streams.filter((one) => one.client !== client);
      // What no leader has taken yet goes with who asked for it; an entry takes its course.
      const isGone = (one: EtcdCall) =>
        one.client === client && (one.stage === 'leader' || one.stage === 'queue');
      const gone = w.member.calls.filter(isGone);
      w.member.calls = w.member.calls
        .filter((one) => !isGone(one))
        .map((one) => (one.client === client ? { ...one, client: null } : one));
      leaveQueues(w, gone);
      return;
    }
    case 'woken':
      return;
    case 'booted':
      w.feed(input);
      return w.want({ type: 'publish', member: w.sid });
    case 'refused':
    case 'disconnected':
      loseAsked(w, input.from);
      return w.feed(input);
    default:
      return w.feed(input);
  }
}

/** What the replica's effects ask of the member; false: they are for whoever runs it. */
function answerReplica(w: MemberDraft, effect: ReplicaEffect): boolean {
  switch (effect.type) {
    case 'deliver':
      onDelivered(w, effect);
      return false;
    case 'stopServing':
      w.member.lessor = null;
      return false;
    case 'readable':
      if (w.member.round?.number === effect.read) endRound(w, null);
      return true;
    case 'dropped': {
      const body = bodyOf({ ...effect.txn, zxid: { epoch: 0, counter: 0 } });
      const call = body === null ? undefined : w.callOf(body.number);
      if (call !== undefined) w.refuse(call, 'proposalDropped');
      return true;
    }
    case 'passUp':
      if (effect.message.type === 'MEMBER') {
        // A cast: only members of its own kind call it.
        onMemberCall(w, effect.from, effect.message.body as LeaderCall);
      }
      return true;
    default:
      return false;
  }
}

/** An entry was applied: clocks, watches, and whoever waits for it here. */
function onDelivered(
  w: MemberDraft,
  { txn, before, after, again, regrouped }: Extract<ReplicaEffect, { type: 'deliver' }>,
): void {
  w.emit({ type: 'applied', txn });
  if (txn.change.type === 'empty' && w.leads && w.member.lessor === null) promote(w);
  const body = bodyOf(txn);
  if (again === true && (body === null || !isOfCluster(body.request))) return;
  const [was, is] = [before as EtcdStore, after as EtcdStore];
  const answer = appliedOf(was, txn, w.context.peer.config)?.answer;
  if (body === null || answer === undefined) return;
  const { request, number, member } = body;
  if (answer.type === 'leaseGrant') refresh(w, answer.id);
  if (request.type === 'leaseRevoke' && answer.type === 'done') forget(w, request.id);
  if (revisionOf(is) > revisionOf(was)) tellWatches(w, is);
  // Its room was looked at before; what was too much is done all the same (quotaApplierV3).
  const isOver = isSpending(request) && answer.type !== 'error' && !hasRoomFor(w, request);
  if (isOver && !isCapped(is)) w.want(ownAlarm(w));
  if (member !== w.sid) return;
  const call = w.callOf(number);
  if (call === undefined) return;
  if (regrouped !== undefined) return w.answer(call, changedAnswer(w, regrouped));
  const said = isOver ? refused('noSpace') : answer;
  if (!onLockApplied(w, call, said)) w.answer(call, said);
  if (request.type === 'publish') serve(w);
}

/** What came of a change of the group: who is in it after, as things stand when it is answered. */
function changedAnswer(
  w: MemberDraft,
  { refusal, group }: NonNullable<Extract<ReplicaEffect, { type: 'deliver' }>['regrouped']>,
): EtcdAnswer {
  if (refusal !== null) return refused(errorOfChange(refusal));
  return { type: 'members', members: listed(w, group) };
}

function serve(w: MemberDraft): void {
  if (w.member.serving) return;
  w.member.serving = true;
  w.emit({ type: 'serving', zxid: w.member.peer.memory.lastProcessed });
}

/** Who leads has changed, or is lost: EtcdServer.updateLeadership. */
function heedLeader(w: MemberDraft): void {
  const { facts, leads } = w;
  // etcd's service hears of it with a batch, which may stand in its fsync (#15247).
  if (!leads && !w.variants.staleLessor) w.member.lessor = null;
  const { leader } = facts;
  if (leader === w.member.leader) return;
  w.member.leader = leader;
  if (leader === null) return;
  if (leads) w.member.electedAt = w.now;
  if (w.member.round === null) return;
  w.feed({ type: 'asked', read: 0 });
  endRound(w, 'leaderChanged');
}

/** Asks to be woken when something is due. */
function wakeAgain(w: MemberDraft): void {
  agreeOnVersion(w);
  const own = sooner(w.member.lessor?.looksAt ?? null, watchesDueAt(w));
  const due = sooner(callsDueAt(w), own);
  if (due !== null) w.emit({ type: 'wake', at: Math.max(w.now, due) });
}

/** Once all members are known, the leader has their version written down (monitorVersions). */
function agreeOnVersion(w: MemberDraft): void {
  const { store, member } = w;
  if (member.lessor === null || store.clusterVersion !== null) return;
  if (store.published.length < w.group.members.length) return;
  if (member.calls.some(({ request }) => request.type === 'clusterVersion')) return;
  w.want({ type: 'clusterVersion', version: VERSION });
  goOn(w);
}

/** Members that were all started so. */
export function etcdWith(given: Partial<EtcdSettings>) {
  const settings = { ...DEFAULT_SETTINGS, ...given };
  return {
    name: 'etcd',
    keepsSessions: false,
    library: ETCD_LIBRARY,
    machineOf: etcdMachineOf,
    boot: (protocol, sid, disk, config, chance, now) =>
      newMember(settings, protocol, sid, disk, config, chance, now),
    step: stepMember,
  } satisfies Service;
}

/** etcd's members as a run has them on its replicas. */
export const ETCD = etcdWith(DEFAULT_SETTINGS);
