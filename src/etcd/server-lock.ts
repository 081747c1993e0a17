import type { AppliedAnswer, RangeAnswer } from './answers.ts';
import { keysWith } from './key-ranges.ts';
import type { EtcdCall } from './member.ts';
import type { MemberDraft } from './member-draft.ts';
import { oldestOf } from './queue.ts';
import type { TxnRequest } from './requests.ts';
import { keysIn, keysOf, revisionOf } from './store.ts';
import type { LockRequest } from './wire.ts';

/*
 * The lock as members offer it (v3lock): a member runs concurrency.Mutex for its client, by a
 * client of its own within. As in 3.4.23, it does not look in the end whether its own key is there
 * yet. Left out: without a lease it would make one.
 */

const prefixOf = ({ name }: LockRequest): string => `${name}/`;
const keyOf = (request: LockRequest): string => prefixOf(request) + request.lease;

/** Its own key, unless it is there already (Mutex.tryAcquire). */
export function entering(request: LockRequest): TxnRequest {
  const key = keyOf(request);
  const oldest = oldestOf(prefixOf(request));
  return {
    type: 'txn',
    compare: [{ key, target: 'CREATE', sign: '=', number: 0 }],
    success: [{ type: 'put', key, lease: request.lease }, oldest],
    failure: [{ type: 'range', key }, oldest],
  };
}

/** The entry of such a call was applied: it is answered, or waits for its turn. */
export function onLockApplied(w: MemberDraft, call: EtcdCall, answer: AppliedAnswer): boolean {
  const { type } = call.request;
  if (type !== 'lock' && type !== 'unlock') return false;
  if (answer.type === 'error') {
    w.answer(call, { ...answer, saidOn: true });
  } else if (type === 'unlock' && answer.type !== 'alarms') {
    w.answer(call, { type: 'done', revision: answer.revision });
  } else if (answer.type === 'txn') {
    const known = rangeIn(answer.answers[0])?.kvs[0];
    w.put({
      ...call,
      stage: 'queue',
      until: null,
      ticket: known?.createRevision ?? answer.revision,
    });
  }
  return true;
}

function rangeIn(answer: AppliedAnswer | undefined): RangeAnswer | null {
  return answer?.type === 'range' ? answer : null;
}

/** Whoever has no older key before its own has the lock (waitDeletes). */
export function serveQueues(w: MemberDraft): void {
  for (const call of w.member.calls) {
    const { request, stage, ticket } = call;
    if (stage !== 'queue' || request.type !== 'lock') continue;
    const queue = keysIn(keysOf(w.store), keysWith(prefixOf(request)));
    if (queue.some(({ createRevision }) => createRevision < ticket)) continue;
    w.answer(call, { type: 'lock', revision: revisionOf(w.store), key: keyOf(request) });
  }
}

/** Who waited for a lock is gone: so is its key (Mutex.Lock, where the wait failed). */
export function leaveQueues(w: MemberDraft, gone: readonly EtcdCall[]): void {
  for (const { request, stage } of gone) {
    if (stage !== 'queue' || request.type !== 'lock') continue;
    w.want({ type: 'deleteRange', key: keyOf(request) });
  }
}
