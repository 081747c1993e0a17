import { deleteSorted, emptySorted, getSorted, rangeSorted, setSorted } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import type { Lessor } from './member.ts';
import type { MemberDraft } from './member-draft.ts';
import type { LeaseId } from './requests.ts';
import { keysOfLease, revisionOf } from './store.ts';
import type { EtcdAnswer, LeaderQuestion } from './wire.ts';

/*
 * The leases' clock (lease/lessor.go). It is the leader's alone, begins when that applies its own
 * empty entry, and with each leader anew: every lease has its whole time once more, and an election
 * timeout. What runs out is revoked through the log.
 */

const SECOND = 1_000_000;
const LOOK: Micros = 500_000;
/** lessor.expiredLeaseRetryInterval. */
const RETRY: Micros = 3_000_000;

/** lessor.Promote: this member keeps the clock from now on. */
export function promote(w: MemberDraft): void {
  let deadlines = emptySorted<Micros>();
  for (const { id, ttl } of rangeSorted(w.store.leases, '', null)) {
    deadlines = setSorted(deadlines, id, w.now + w.electionTimeout + ttl * SECOND);
  }
  w.member.lessor = { deadlines, looksAt: w.now + LOOK, retries: emptySorted() };
}

/** A lease has its whole time from now on. */
export function refresh(w: MemberDraft, id: LeaseId): void {
  const { lessor } = w.member;
  const lease = getSorted(w.store.leases, id);
  if (lessor === null || lease === undefined) return;
  const deadlines = setSorted(lessor.deadlines, id, w.now + lease.ttl * SECOND);
  w.member.lessor = { ...lessor, deadlines, retries: deleteSorted(lessor.retries, id) };
}

/** A lease is gone. */
export function forget(w: MemberDraft, id: LeaseId): void {
  const { lessor } = w.member;
  if (lessor === null) return;
  const deadlines = deleteSorted(lessor.deadlines, id);
  w.member.lessor = { ...lessor, deadlines, retries: deleteSorted(lessor.retries, id) };
}

/** Twice a second: what has run out is to be revoked, and again where that did not work. */
export function lookForExpired(w: MemberDraft): void {
  const { lessor } = w.member;
  if (lessor === null || w.now < lessor.looksAt) return;
  let { retries } = lessor;
  for (const { id } of rangeSorted(w.store.leases, '', null)) {
    if ((getSorted(lessor.deadlines, id) ?? w.now + 1) > w.now) continue;
    if ((getSorted(retries, id) ?? 0) > w.now) continue;
    retries = setSorted(retries, id, w.now + RETRY);
    w.want({ type: 'leaseRevoke', id });
  }
  w.member.lessor = { deadlines: lessor.deadlines, looksAt: w.now + LOOK, retries };
}

/**
 * All leases, as they are listed: those first that run out first, where that is known
 * (leasesByExpiry); elsewhere etcd gives them in any order.
 */
export function leasesOf(w: MemberDraft): readonly LeaseId[] {
  const ids = rangeSorted(w.store.leases, '', null).map((one) => one.id);
  const { lessor } = w.member;
  if (lessor === null) return ids;
  const deadlineOf = (id: LeaseId) => getSorted(lessor.deadlines, id) ?? 0;
  return [...ids].sort((a, b) => deadlineOf(a) - deadlineOf(b));
}

/** Whether a lease's time has not run out. */
export function isRunning({ deadlines }: Lessor, id: LeaseId, now: Micros): boolean {
  return (getSorted(deadlines, id) ?? 0) > now;
}

type LeaseQuestion = Exclude<LeaderQuestion, { type: 'memberPromote' }>;

/**
 * What the leases' clock says; null: it is not kept here, or the lease has just run out and is
 * about to be revoked, which a keep-alive waits for (lessor.Renew, LeaseTimeToLive).
 */
export function leaseAnswer(w: MemberDraft, request: LeaseQuestion): EtcdAnswer | null {
  const { lessor } = w.member;
  if (lessor === null) return null;
  const revision = revisionOf(w.store);
  const lease = getSorted(w.store.leases, request.id);
  const deadline = getSorted(lessor.deadlines, request.id) ?? 0;
  if (request.type === 'leaseKeepAlive') {
    if (lease === undefined) return { type: 'leaseKeepAlive', revision, ttl: 0 };
    if (deadline <= w.now) return null;
    refresh(w, request.id);
    return { type: 'leaseKeepAlive', revision, ttl: lease.ttl };
  }
  if (lease === undefined) {
    return { type: 'leaseTimeToLive', revision, ttl: -1, granted: 0, keys: [] };
  }
  const ttl = Math.trunc((deadline - w.now) / SECOND);
  const keys = request.keys ? keysOfLease(lease) : [];
  return { type: 'leaseTimeToLive', revision, ttl, granted: lease.ttl, keys };
}
