import { textOf } from '../lib/index.ts';
import type { EtcdProgram, ProgramPart } from './client-state.ts';
import type { ClientStep } from './client-step.ts';
import {
  type CallFailure,
  EXITS,
  errorText,
  failed,
  hex16,
  printed,
  unsupported,
  watchLines,
} from './ctl/index.ts';
import { beginDisarm, onDisarmed } from './disarm.ts';
import { noMembers, onMembers } from './endpoints.ts';
import { ETCD_ERRORS } from './errors.ts';
import { keysWith } from './key-ranges.ts';
import {
  beginQueue,
  interruptQueue,
  oldestOf,
  onQueueAnswer,
  onQueueEvents,
  onQueueFailure,
  tendQueue,
} from './queue.ts';
import type { KeyRange, KeyValue } from './requests.ts';
import { afterKeepAlive, keptFrom, tendSession } from './sessions.ts';
import type {
  DisarmTask,
  EndpointsTask,
  KeepAliveTask,
  ListenTask,
  LongTask,
  QueueTask,
  WatchTask,
} from './tasks.ts';
import type { EtcdAnswer, MemberWord, WatchAnswer } from './wire.ts';

/* Programs of a client that go on: what each does about what it is told. */

/**
 * What a lease is taken for until its keeper hears how long it has, in seconds: etcdctl's
 * --dial-timeout and one more (lessor.firstKeepAliveTimeout).
 */
const UNKNOWN_TTL = 3;
const SESSION_TTL = 60;

/** The same program, which has this kind of task. */
function withTask<T extends LongTask>(
  program: EtcdProgram,
  ...types: readonly T['type'][]
): (EtcdProgram & { readonly task: T }) | null {
  // A cast: just looked at.
  return types.includes(program.task.type) ? (program as EtcdProgram & { readonly task: T }) : null;
}
const queued = (program: EtcdProgram) => withTask<QueueTask>(program, 'lock', 'elect');

export function beginProgram(w: ClientStep, line: string, task: LongTask): void {
  const program = w.begin(line, task);
  switch (task.type) {
    case 'watch': {
      const { range, revision: next, prevKv } = task;
      const flags = { prevKv, requireLeader: true, said: false, begun: false };
      w.put({ ...program, watch: { range, next, ...flags } });
      return;
    }
    case 'keepAlive':
      w.put({ ...program, session: keptFrom(task.lease, UNKNOWN_TTL, w.now) });
      return tend(w, program.id);
    case 'listen':
      return w.askFor(program, 'grant', { type: 'leaseGrant', id: '0', ttl: SESSION_TTL });
    case 'disarm':
      return beginDisarm(w, { ...program, task });
    case 'endpoints':
      // Begun by whoever reads the line (`endpoints.ts`).
      return;
    default:
      return beginQueue(w, { ...program, task });
  }
}

/** An answer to what a program asked for. */
export function onProgramAnswer(
  w: ClientStep,
  id: number,
  part: ProgramPart,
  answer: EtcdAnswer,
): void {
  const program = w.programOf(id);
  if (program === undefined) return;
  if (part === 'keep') return onKept(w, program, answer);
  if (answer.type === 'error') return onProgramFailure(w, id, part, answer.error);
  const q = queued(program);
  if (q !== null) onQueueAnswer(w, q, part, answer);
  const asker = withTask<EndpointsTask>(program, 'endpoints');
  if (asker !== null && answer.type === 'members') onMembers(w, asker, answer.members);
  const listener = withTask<ListenTask>(program, 'listen');
  if (listener !== null) onListened(w, listener, part, answer);
  const disarmer = withTask<DisarmTask>(program, 'disarm');
  if (disarmer !== null && answer.type === 'alarms') onDisarmed(w, disarmer, answer.alarms);
}

export function onProgramFailure(
  w: ClientStep,
  id: number,
  part: ProgramPart,
  failure: CallFailure,
): void {
  const program = w.programOf(id);
  if (program === undefined) return;
  // What keeps a lease asks again, over the next connection.
  if (part === 'keep') return onKept(w, program, { type: 'error', error: 'timeout' });
  const q = queued(program);
  if (q !== null) return onQueueFailure(w, q, errorText(failure));
  const text = errorText(failure);
  w.over(program, program.task.type === 'endpoints' ? noMembers(text) : failed(text));
}

function onKept(w: ClientStep, program: EtcdProgram, answer: EtcdAnswer): void {
  const { session, id } = program;
  if (session === null || session.over) return;
  const kept = w.put({ ...program, session: afterKeepAlive(session, answer, w.now) });
  const keeper = withTask<KeepAliveTask>(kept, 'keepAlive');
  if (keeper !== null && answer.type === 'leaseKeepAlive' && answer.ttl > 0) {
    const said = [`lease ${hex16(session.lease)} keepalived with TTL(${answer.ttl})`];
    if (keeper.task.once) return w.over(keeper, printed(said));
    w.show(keeper, said);
  }
  tend(w, id);
}

/** What time brings: a lease to keep, or one that is gone; an owner's work that is done. */
function tend(w: ClientStep, id: number): void {
  const known = w.programOf(id);
  if (known === undefined) return;
  const program = tendSession(w, known);
  const keeper = withTask<KeepAliveTask>(program, 'keepAlive');
  if (keeper?.session?.over) return endKeeper(w, keeper);
  const q = queued(program);
  if (q !== null) tendQueue(w, q);
}

function endKeeper(w: ClientStep, keeper: EtcdProgram & { readonly task: KeepAliveTask }): void {
  const { once, lease } = keeper.task;
  if (!once) return w.over(keeper, printed([`lease ${hex16(lease)} expired or revoked.`]));
  w.over(keeper, failed(ETCD_ERRORS.leaseNotFound.text, EXITS.badConnection));
}

export function tendPrograms(w: ClientStep): void {
  for (const { id } of w.client.programs) tend(w, id);
}

type Watched = Extract<MemberWord, { type: 'watched' }>;

function showEvents(
  w: ClientStep,
  watcher: EtcdProgram & { readonly task: WatchTask },
  word: Watched,
): void {
  const { show } = watcher.task;
  const lines = watchLines(word, show);
  if (lines === null) w.over(watcher, unsupported(show ?? {}));
  else w.show(watcher, lines);
}

/** Something about a program's watch. */
export function onWatched(w: ClientStep, word: Watched): void {
  const program = w.programOf(word.stream);
  const watch = program?.watch ?? null;
  if (program === undefined || watch === null) return;
  // One that was ended may still have been on its way.
  if (!word.created && !watch.begun) return;
  if (word.canceled) return onCanceled(w, program, reasonOf(word));
  const last = word.events.at(-1)?.kv.modRevision ?? word.revision;
  const next = word.created && watch.next !== 0 ? watch.next : last + 1;
  const told = w.put({ ...program, watch: { ...watch, next, begun: true } });
  if (word.events.length === 0) return;
  const watcher = withTask<WatchTask>(told, 'watch');
  if (watcher !== null) return showEvents(w, watcher, word);
  const q = queued(told);
  if (q !== null) return onQueueEvents(w, q, word.events);
  const listener = withTask<ListenTask>(told, 'listen');
  if (listener !== null) onListenerEvents(w, listener, word);
}

function reasonOf({ compactRevision, reason }: WatchAnswer): string {
  return compactRevision !== 0 ? ETCD_ERRORS.compacted.text : reason;
}

/** A stream is over by the member's word, or its watch. */
export function onCanceled(w: ClientStep, program: EtcdProgram, reason: string): void {
  // There is no stream any more that would have to be ended.
  const bare = w.put({ ...program, watch: null });
  const q = queued(bare);
  if (q !== null) return onQueueFailure(w, q, reason);
  if (bare.task.type === 'listen') return w.over(bare, failed('elect: observer lost'));
  const said = [`watch was canceled (${reason})`, 'Error: watch is canceled by the server'];
  w.over(bare, { out: [], err: said, exit: EXITS.interrupted });
}

type Listener = EtcdProgram & { readonly task: ListenTask };

function follow(w: ClientStep, listener: Listener, range: KeyRange, next: number): void {
  const flags = { prevKv: false, requireLeader: false, said: false, begun: false };
  w.put({ ...listener, watch: { range, next, ...flags } });
}

/** Election.observe: the oldest key, and then what becomes of it. */
function onListened(
  w: ClientStep,
  listener: Listener,
  part: ProgramPart,
  answer: EtcdAnswer,
): void {
  const prefix = `${listener.task.name}/`;
  if (part === 'grant' && answer.type === 'leaseGrant') {
    const session = keptFrom(answer.id, answer.ttl, w.now);
    return w.askFor(w.put({ ...listener, session }), 'look', oldestOf(prefix));
  }
  if (answer.type !== 'range') return;
  const [leader] = answer.kvs;
  if (leader === undefined) return follow(w, listener, keysWith(prefix), answer.revision);
  onLeader(w, listener, leader, answer.revision);
}

function onLeader(w: ClientStep, listener: Listener, kv: KeyValue, revision: number): void {
  w.show(listener, [textOf(kv.key), textOf(kv.value)]);
  const known = w.put({ ...listener, key: kv.key }) as Listener;
  follow(w, known, { key: kv.key }, revision + 1);
}

function onListenerEvents(w: ClientStep, listener: Listener, { events }: WatchAnswer): void {
  const waits = listener.watch?.range.rangeEnd !== undefined;
  for (const { type, kv } of events) {
    if (waits && type === 'PUT') {
      w.say({ type: 'endStream', stream: listener.id }, '');
      return onLeader(w, listener, kv, kv.modRevision);
    }
    if (waits) continue;
    if (type === 'PUT') {
      w.show(listener, [textOf(kv.key), textOf(kv.value)]);
      continue;
    }
    w.say({ type: 'endStream', stream: listener.id }, '');
    const bare = w.put({ ...listener, watch: null });
    return w.askFor(bare, 'look', oldestOf(`${listener.task.name}/`));
  }
}

/** A ^C for the newest program; false: none runs. */
export function interrupt(w: ClientStep): boolean {
  const program = w.client.programs.at(-1);
  if (program === undefined) return false;
  const q = queued(program);
  if (q !== null) interruptQueue(w, q);
  else w.over(program, printed([]));
  return true;
}
