import type { OpAnswer, RangeAnswer } from './answers.ts';
import type { EtcdProgram, ProgramPart } from './client-state.ts';
import type { ClientStep } from './client-step.ts';
import { EXITS, failed, opLines, printed } from './ctl/index.ts';
import { keysWith } from './key-ranges.ts';
import type { RangeRequest, TxnOp, TxnRequest } from './requests.ts';
import { keptFrom } from './sessions.ts';
import type { QueueTask } from './tasks.ts';
import type { EtcdAnswer, WatchedEvent } from './wire.ts';

/*
 * concurrency.Mutex and concurrency.Election: a queue of keys, one a lease, in the order of their
 * creation. Who is first owns it; everybody else waits until the key before its own is deleted. The
 * revision that created the own key is the fence.
 */

type Queued = EtcdProgram & { readonly task: QueueTask };

/** Of a lock's name its keys begin so; and an election's (NewMutex, NewElection). */
const prefixOf = ({ task }: Queued): string => `${task.name}/`;

export function beginQueue(w: ClientStep, program: EtcdProgram & { task: QueueTask }): void {
  w.askFor(program, 'grant', { type: 'leaseGrant', id: '0', ttl: program.task.ttl });
}

const get = (key: string): RangeRequest => ({ type: 'range', key });

/** The oldest key of the queue (clientv3.WithFirstCreate). */
export function oldestOf(prefix: string): RangeRequest {
  const order = { sortTarget: 'CREATE', sortOrder: 'ASCEND', limit: 1 } as const;
  return { type: 'range', ...keysWith(prefix), ...order };
}

/** The newest key before one's own (WithLastCreate, WithMaxCreateRev). */
function newestBefore(prefix: string, revision: number): RangeRequest {
  const order = { sortTarget: 'CREATE', sortOrder: 'DESCEND', limit: 1 } as const;
  return { type: 'range', ...keysWith(prefix), ...order, maxCreateRevision: revision - 1 };
}

/** Its own key, unless it is there already (tryAcquire, Campaign). */
function entering({ task, key, session }: Queued): TxnRequest {
  const value = task.type === 'elect' ? task.value : '';
  const put: TxnOp = { type: 'put', key, value, lease: session?.lease ?? '0' };
  const also = task.type === 'lock' ? [oldestOf(`${task.name}/`)] : [];
  return {
    type: 'txn',
    compare: [{ key, target: 'CREATE', sign: '=', number: 0 }],
    success: [put, ...also],
    failure: [get(key), ...also],
  };
}

function rangeAt(answers: readonly OpAnswer[], at: number): RangeAnswer | null {
  const answer = answers[at];
  return answer?.type === 'range' ? answer : null;
}

/** An answer that is no error to what a program of the queue asked for. */
export function onQueueAnswer(
  w: ClientStep,
  q: Queued,
  part: ProgramPart,
  answer: EtcdAnswer,
): void {
  switch (part) {
    case 'grant':
      if (answer.type !== 'leaseGrant') return;
      return enter(w, q, answer.id, answer.ttl);
    case 'enter': {
      if (answer.type !== 'txn') return;
      const known = rangeAt(answer.answers, 0)?.kvs[0];
      const revision = known?.createRevision ?? answer.revision;
      const entered = w.put({ ...q, revision }) as Queued;
      const oldest = rangeAt(answer.answers, 1)?.kvs[0];
      if (q.task.type === 'lock' && (oldest?.createRevision ?? revision) === revision) {
        return acquire(w, entered, answer.revision);
      }
      return look(w, entered);
    }
    case 'look':
      if (answer.type === 'range') onLooked(w, q, answer);
      return;
    case 'own':
      if (answer.type !== 'range') return;
      if (answer.kvs.length > 0) return acquire(w, q, answer.revision);
      return leave(w, q, failed(expiredText(q), EXITS.error));
    case 'show':
      if (answer.type === 'range') onShown(w, q, answer);
      return;
    case 'leave':
      return w.over(q, q.ends ?? printed([]));
    default:
      return;
  }
}

function enter(w: ClientStep, q: Queued, lease: string, ttl: number): void {
  const session = keptFrom(lease, ttl, w.now);
  const ready = w.put({ ...q, session, key: `${prefixOf(q)}${lease}` }) as Queued;
  w.askFor(ready, 'enter', entering(ready));
}

function look(w: ClientStep, q: Queued): void {
  w.askFor(q, 'look', newestBefore(prefixOf(q), q.revision));
}

/** waitDeletes: the one before goes first. */
function onLooked(w: ClientStep, q: Queued, { kvs, revision }: RangeAnswer): void {
  const [before] = kvs;
  if (before !== undefined) {
    const flags = { prevKv: false, requireLeader: false, said: false, begun: false };
    w.put({ ...q, watch: { range: { key: before.key }, next: revision, ...flags } });
    return;
  }
  // 3.4 takes it for its own now; since 3.5 Mutex looks whether it still has a key.
  if (w.variants.lockWithoutLease) acquire(w, q, revision);
  else w.askFor(q, 'own', get(q.key));
}

/** Events of the key that it waits for. */
export function onQueueEvents(w: ClientStep, q: Queued, events: readonly WatchedEvent[]): void {
  if (!events.some(({ type }) => type === 'DELETE')) return;
  w.say({ type: 'endStream', stream: q.id }, '');
  look(w, w.put({ ...q, watch: null }) as Queued);
}

/** It is the owner as of a revision, as it believes: runs its command, or shows its key. */
function acquire(w: ClientStep, q: Queued, revision: number): void {
  const owner = w.put({ ...q, owns: true }) as Queued;
  const command = owner.task.type === 'lock' ? owner.task.command : null;
  if (command === null) return w.askFor(owner, 'show', get(owner.key));
  if (command.type === 'sleep') {
    w.put({ ...owner, until: w.now + command.forTime });
    return;
  }
  const named = command.text.replace('$ETCD_LOCK_KEY', owner.key);
  const text = named.replace('$ETCD_LOCK_REV', String(revision));
  leave(w, owner, printed([text]));
}

/** What etcdctl prints of an owner's key; a lock's that is gone is "lost on init". */
function onShown(w: ClientStep, q: Queued, answer: RangeAnswer): void {
  if (answer.kvs.length === 0 && q.task.type === 'lock') {
    return w.over(q, failed('lock lost on init'));
  }
  w.show(q, opLines(answer, {}));
  // The lease may have gone meanwhile.
  tendQueue(w, q);
}

const expiredText = ({ task }: Queued): string =>
  task.type === 'lock' ? 'mutex: session is expired' : 'elect: session expired';

/** Unlock and Resign: its key goes, and with it its turn. */
function leave(w: ClientStep, q: Queued, ends: EtcdProgram['ends']): void {
  const { key, revision, task } = q;
  const leaving = w.put({ ...q, owns: false, until: null, watch: null, ends });
  if (q.watch?.said && w.client.connected) w.say({ type: 'endStream', stream: q.id }, '');
  const request = { type: 'deleteRange', key } as const;
  if (task.type === 'lock') return w.askFor(leaving, 'leave', request);
  const compare = [{ key, target: 'CREATE', sign: '=', number: revision }] as const;
  w.askFor(leaving, 'leave', { type: 'txn', compare, success: [request], failure: [] });
}

/** What it asked for failed: it says so, and is over. */
export function onQueueFailure(w: ClientStep, q: Queued, text: string): void {
  if (q.ends !== null || q.key === '') return w.over(q, failed(text));
  leave(w, q, failed(text));
}

/** Its time as the owner is over, or the lease without which it is none. */
export function tendQueue(w: ClientStep, q: Queued): void {
  if (!q.owns || q.ends !== null) return;
  if (q.until !== null) {
    if (q.until <= w.now) leave(w, q, printed([]));
    return;
  }
  if (!q.session?.over || w.client.calls.some((one) => one.program?.id === q.id)) return;
  const text = q.task.type === 'lock' ? 'session expired' : 'elect: session expired';
  w.over(q, failed(text));
}

/** A ^C: an owner leaves, who waits goes away. */
export function interruptQueue(w: ClientStep, q: Queued): void {
  if (q.ends !== null) return;
  if (q.key === '') return w.over(q, failed('context canceled'));
  w.client.calls = w.client.calls.filter(
    (one) => one.program?.id !== q.id || one.program.part === 'keep',
  );
  leave(w, q, q.owns ? printed([]) : failed('context canceled'));
}
