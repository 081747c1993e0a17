import { NONE } from '../lib/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import type { ClientLibrary, LibraryInput } from '../replica/index.ts';
import { type Call, type EtcdClient, newClient } from './client-state.ts';
import { ClientStep } from './client-step.ts';
import { type CtlOutput, failed, joined, printAnswer, printFailure, readCtl } from './ctl/index.ts';
import { beginEndpoints, onEndpointAnswer, onEndpointFailure } from './endpoints.ts';
import { ETCD_ERRORS } from './errors.ts';
import {
  beginProgram,
  interrupt,
  onCanceled,
  onProgramAnswer,
  onProgramFailure,
  onWatched,
  tendPrograms,
} from './programs.ts';
import { MOST_MESSAGE_BYTES, messageBytes } from './size.ts';
import type { AskTask } from './tasks.ts';
import type { EtcdAnswer, EtcdRequest, MemberWord } from './wire.ts';
import { answerText } from './words.ts';

/*
 * A client's library, as much of clientv3 as decides what its program is told: one connection, the
 * next endpoint when it is lost, reads that are repeated, writes that never are, and the time limit
 * of who asks. Its balancer has one connection where the real one keeps one to every endpoint. A
 * line of etcdctl's is a request or a program (`programs.ts`).
 */

/** etcdctl's --command-timeout; of a bare request for reads only, so that a write's end is seen. */
const READ_LIMIT: Micros = 5_000_000;
/** gRPC dials the same address again after so long (backoff.DefaultConfig.BaseDelay). */
const DIAL_AGAIN: Micros = 1_000_000;
/** A read that failed is asked again so much later (clientv3's backoffWaitBetween). */
const READ_AGAIN: Micros = 25_000;
/** So often at most it is asked (defaultUnaryMaxRetries). */
const MOST_TRIES = 100;
/** What a write is told whose connection ends before its answer. */
const LOST = 'transport is closing';

const READS: readonly EtcdRequest['type'][] = ['range', 'status', 'leases', 'memberList'];
/** What the library says once more besides (clientv3/retry.go, `repeatable`). */
const LEASES: readonly EtcdRequest['type'][] = ['leaseGrant', 'leaseRevoke', 'leaseTimeToLive'];
/** Whether it may be said once more without harm. */
const isRepeated = ({ request: { type }, program }: Call): boolean =>
  READS.includes(type) || LEASES.includes(type) || program?.part === 'keep';

/** Its program asks: by a line of etcdctl's, or by a request. */
function ask(w: ClientStep, line: string, request: EtcdRequest | null): void {
  if (request === null) return typed(w, line);
  askFitting(w, line, request, null, READS.includes(request.type) ? READ_LIMIT : null);
}

/**
 * The library says nothing that is longer than members take (clientv3's
 * defaultMaxCallSendMsgSize): gRPC refuses it here already.
 */
function askFitting(
  w: ClientStep,
  line: string,
  request: EtcdRequest,
  task: AskTask | null,
  limit: Micros | null,
): void {
  const bytes = messageBytes(request);
  if (bytes <= MOST_MESSAGE_BYTES) return w.ask(line, request, task, limit);
  const text = `trying to send message larger than max (${bytes} vs. ${MOST_MESSAGE_BYTES})`;
  const id = w.called(line);
  if (task === null) w.effects.push({ type: 'answered', id, line, answer: text, done: false });
  else w.print({ id, line }, failed(`rpc error: code = ResourceExhausted desc = ${text}`));
}

function typed(w: ClientStep, line: string): void {
  const read = readCtl(line);
  switch (read.type) {
    case 'blank':
      return;
    case 'interrupt':
      interrupt(w);
      return;
    case 'printed':
    case 'unmodelled': {
      const err = read.type === 'printed' ? [] : [`etcdctl: not modelled here: ${read.what}`];
      const output = read.type === 'printed' ? read.output : { out: [], err, exit: 1 };
      return w.print({ id: w.called(line), line }, output);
    }
    case 'task': {
      const { task } = read;
      if (task.type !== 'ask') return beginProgram(w, line, task);
      // The only endpoint is asked over the connection that stands.
      if (task.each && (task.show.cluster || w.client.servers.length > 1))
        return beginEndpoints(w, line, task);
      return askFitting(w, line, task.request, task, task.limit);
    }
  }
}

/** The connection is over: reads wait for the next one, writes may have been done or not. */
function lose(w: ClientStep): void {
  const { client, now } = w;
  client.connected = false;
  const { servers, server } = client;
  const next = servers[(servers.indexOf(server) + 1) % servers.length] ?? server;
  client.server = next;
  client.dialsAt = next === server || next === servers[0] ? now + DIAL_AGAIN : now;
  for (const program of client.programs) {
    const { watch } = program;
    if (watch !== null) w.put({ ...program, watch: { ...watch, said: false, begun: false } });
  }
  for (const call of client.calls) {
    if (!call.said || call.beside !== null) continue;
    if (isRepeated(call)) w.edit(call.id, false);
    else fail(w, call, 'lost');
  }
}

/** A connection beside its own is over: its endpoint is asked again, over another one. */
function loseBeside(w: ClientStep, server: ServerId): void {
  for (const call of w.client.calls) {
    if (call.beside === server && call.said) w.tryAgain(call.id, w.now + DIAL_AGAIN);
  }
}

/** The only endpoint's outcome. */
function alone(task: AskTask, output: CtlOutput): CtlOutput {
  return task.each ? joined(task, [output]) : output;
}

/** A call fails without an answer. */
function fail(w: ClientStep, call: Call, why: 'lost' | 'late'): void {
  const { task, program } = call;
  if (call.beside !== null) return onEndpointFailure(w, call, call.beside, why);
  if (program !== null) {
    w.drop(call);
    return onProgramFailure(w, program.id, program.part, why);
  }
  if (task === null) return w.end(call, why === 'lost' ? LOST : ETCD_ERRORS.deadline.text, false);
  w.drop(call);
  w.print(call, alone(task, printFailure(task, why, w.client.server, w.now - call.since)));
}

function hear(w: ClientStep, word: MemberWord): void {
  if (word.type === 'watched') return onWatched(w, word);
  if (word.type === 'streamEnded') {
    // The library asks for it again by itself, and says nothing of that.
    if (word.error === 'notForLearner') return nextEndpoint(w);
    const program = w.programOf(word.stream);
    if (program) onCanceled(w, program, ETCD_ERRORS[word.error].text);
    return;
  }
  const call = w.client.calls.find(({ id }) => id === word.id);
  if (call === undefined) return;
  const { answer } = word;
  const again = isRepeated(call) && call.program?.part !== 'keep' && isUnavailable(answer);
  if (again && call.tries + 1 < MOST_TRIES) {
    w.tryAgain(call.id, w.now + READ_AGAIN);
    return isForVoters(answer) && call.beside === null ? nextEndpoint(w) : undefined;
  }
  if (call.beside !== null) return onEndpointAnswer(w, call, word);
  const { task, program } = call;
  if (program === null && task === null) w.end(call, answerText(answer), answer.type !== 'error');
  else w.drop(call);
  if (program !== null) onProgramAnswer(w, program.id, program.part, answer);
  else if (task !== null) w.print(call, alone(task, printAnswer(task, word, w.now - call.since)));
  if (isForVoters(answer)) nextEndpoint(w);
}

function isUnavailable(answer: EtcdAnswer): boolean {
  return answer.type === 'error' && ETCD_ERRORS[answer.error].code === 'Unavailable';
}

/** A learner does not do it, however often it is asked. */
const isForVoters = (answer: EtcdAnswer): boolean =>
  answer.type === 'error' && answer.error === 'notForLearner';

/** The balancer goes round the endpoints with each attempt: where there are others, to the next. */
function nextEndpoint(w: ClientStep): void {
  const { servers, calls } = w.client;
  const ownCalls = calls.filter(({ beside }) => beside === null);
  if (servers.length > 1 && ownCalls.every((one) => !one.said || isRepeated(one))) lose(w);
}

function wake(w: ClientStep): void {
  const { client, now } = w;
  for (const call of client.calls) {
    if (call.until !== null && call.until <= now) fail(w, call, 'late');
  }
  tendPrograms(w);
  if (client.dialsAt === null || client.dialsAt > now) return;
  client.dialsAt = null;
  w.effects.push({ type: 'dial', server: client.server });
}

function take(w: ClientStep, input: LibraryInput): void {
  switch (input.type) {
    case 'asked':
      // A cast: a command for etcd's clients carries a request of etcd's, or null with a line.
      return ask(w, input.line, input.request as EtcdRequest | null);
    case 'connected':
      w.client.connected = true;
      return;
    case 'lost':
      return lose(w);
    case 'heard':
      // A cast: only members of its kind are dialled.
      return hear(w, input.body as MemberWord);
    case 'heardBeside':
      if (input.body === null) return loseBeside(w, input.server);
      // A cast, as above.
      return hear(w, input.body as MemberWord);
    case 'woken':
      return wake(w);
  }
}

/** etcd's client, as a run with its members has it. */
export const ETCD_LIBRARY = {
  begin(servers) {
    return { next: newClient(servers), effects: NONE };
  },
  step(state, input, now, variants) {
    // A cast: it is only given what came from it.
    const w = new ClientStep(state as EtcdClient, now, variants);
    take(w, input);
    tendPrograms(w);
    w.goOn();
    w.wakeAgain();
    return { next: w.finish(), effects: w.effects };
  },
} satisfies ClientLibrary;
