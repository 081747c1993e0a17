import { getSorted } from '../lib/index.ts';
import { DEFAULT_CONFIG } from '../model/index.ts';
import { applyAlarm } from './alarms.ts';
import { type AppliedAnswer, refused } from './answers.ts';
import { costOf, isCapped, isSpending } from './cost.ts';
import { leastTtlOf } from './pace.ts';
import { rangeOf } from './range.ts';
import type { LeaseGrantRequest, LoggedRequest, RangeRequest, TxnRequest } from './requests.ts';
import { NO_LEASE } from './requests.ts';
import { compactedAt, draftStore, type EtcdStore, keysOfLease, revisionOf } from './store.ts';
import { StoreDraft } from './store-draft.ts';
import { deleteIn, putIn, refusalOfPutAt, txnIn } from './txn.ts';

/** What an entry comes to: the store after it, and what the member that owes it an answer says. */
export interface Applied {
  readonly store: EtcdStore;
  readonly answer: AppliedAnswer;
}

/** lease.MaxLeaseTTL, in seconds: 285 years. */
const MOST_TTL = 9_000_000_000;
/**
 * Applies a request of the log. What is refused here has its place in the log and no revision; the
 * same on every member (applierV3backend). `leastTtl`: no lease is granted for less.
 */
export function applyRequest(
  store: EtcdStore,
  request: LoggedRequest,
  leastTtl = leastTtlOf(DEFAULT_CONFIG),
): Applied {
  // applierV3Capped.
  if (isSpending(request) && costOf(request) > 0 && isCapped(store)) {
    return { store, answer: refused('noSpace') };
  }
  switch (request.type) {
    case 'put': {
      const refusal = refusalOfPutAt(store, request);
      if (refusal !== null) return { store, answer: refused(refusal) };
      return drafted(store, (draft) => putIn(draft, request));
    }
    case 'deleteRange':
      return drafted(store, (draft) => deleteIn(draft, request));
    case 'txn':
      return drafted(store, (draft) => answerOf(txnIn(draft, store, request)));
    case 'compact': {
      const { revision } = request;
      if (revision <= store.compacted) return { store, answer: refused('compacted') };
      if (revision > revisionOf(store)) return { store, answer: refused('futureRevision') };
      return done(compactedAt(store, revision));
    }
    case 'leaseGrant':
      return grant(store, request, leastTtl);
    case 'leaseRevoke': {
      const lease = getSorted(store.leases, request.id);
      if (lease === undefined) return { store, answer: refused('leaseNotFound') };
      const draft = new StoreDraft(store);
      draft.revoke(lease.id, keysOfLease(lease));
      return done(draft.finish());
    }
    case 'alarm':
      return applyAlarm(store, request);
    case 'publish': {
      const { published } = store;
      const { member } = request;
      if (published.includes(member)) return done(store);
      const next = draftStore(store);
      next.published = [...published, member];
      return done(next);
    }
    case 'memberAdd':
    case 'memberPromote':
      return done(store);
    case 'memberRemove': {
      const next = draftStore(store);
      next.published = store.published.filter((one) => one !== request.member);
      return done(next);
    }
    case 'clusterVersion': {
      const next = draftStore(store);
      next.clusterVersion = request.version;
      return done(next);
    }
  }
}

function answerOf(result: AppliedAnswer | Parameters<typeof refused>[0]): AppliedAnswer {
  return typeof result === 'string' ? refused(result) : result;
}

function drafted(store: EtcdStore, act: (draft: StoreDraft) => AppliedAnswer): Applied {
  const draft = new StoreDraft(store);
  const answer = act(draft);
  return { store: draft.finish(), answer };
}

function done(store: EtcdStore): Applied {
  return { store, answer: { type: 'done', revision: revisionOf(store) } };
}

/** lessor.Grant; a short time is made longer. */
function grant(store: EtcdStore, { id, ttl: asked }: LeaseGrantRequest, leastTtl: number): Applied {
  if (id === NO_LEASE) return { store, answer: refused('leaseNotFound') };
  if (asked > MOST_TTL) return { store, answer: refused('leaseTtlTooLarge') };
  if (getSorted(store.leases, id)) return { store, answer: refused('leaseExists') };
  const ttl = Math.max(asked, leastTtl);
  const draft = new StoreDraft(store);
  draft.grant(id, ttl);
  const revision = revisionOf(store);
  return { store: draft.finish(), answer: { type: 'leaseGrant', revision, id, ttl } };
}

/** A read of what a member has: a range, or a transaction that writes nothing. */
export function readOf(store: EtcdStore, request: RangeRequest | TxnRequest): AppliedAnswer {
  if (request.type === 'range') return answerOf(rangeOf(store, request));
  return answerOf(txnIn(new StoreDraft(store), store, request));
}
