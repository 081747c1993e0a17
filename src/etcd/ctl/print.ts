import { textOf } from '../../lib/index.ts';
import type { Micros } from '../../model/index.ts';
import { alarmText } from '../alarms.ts';
import type { OpAnswer } from '../answers.ts';
import { ETCD_ERRORS, type EtcdError, GRPC_CODES } from '../errors.ts';
import type { KeyValue } from '../requests.ts';
import type { AskTask, Showing } from '../tasks.ts';
import type { EtcdAnswer, MemberWord, WatchedEvent } from '../wire.ts';
import { membersLines } from './print-members.ts';
import { type CtlOutput, EXITS, hex16 } from './reading.ts';

/* What etcdctl prints (printer_simple.go). */

/** How a request failed: as its member says, or as its library found. */
export type CallFailure = EtcdError | 'lost' | 'late';

/** An error as gRPC has it, with its code; the library logs it so at each attempt. */
export function statusText(failure: CallFailure): string {
  const row = failure === 'lost' || failure === 'late' ? OWN_ERRORS[failure] : ETCD_ERRORS[failure];
  return `rpc error: code = ${row.code} desc = ${row.text}`;
}

/** Errors that the library makes by itself. */
const OWN_ERRORS = {
  lost: { code: 'Unavailable', text: 'transport is closing' },
  late: { code: 'DeadlineExceeded', text: 'context deadline exceeded' },
} as const;

/** An error as programs get it: texts that etcd's own table knows stand alone (toErr). */
export function errorText(failure: CallFailure): string {
  if (failure === 'late') return OWN_ERRORS.late.text;
  if (failure === 'lost') return statusText(failure);
  const { code, text } = ETCD_ERRORS[failure];
  return GRPC_CODES[code] === GRPC_CODES.Unknown ? statusText(failure) : text;
}

export function printed(out: readonly string[]): CtlOutput {
  return { out, err: [], exit: EXITS.done };
}

/** A failed command: its last word. */
export function failed(text: string, exit: number = EXITS.error): CtlOutput {
  return { out: [], err: [`Error: ${text}`], exit };
}

function kvLines({ key, value }: KeyValue, valueOnly = false): readonly string[] {
  return valueOnly ? [textOf(value)] : [textOf(key), textOf(value)];
}

/** An operation's answer; keys stand above their values. */
export function opLines(answer: OpAnswer, show: Showing): readonly string[] {
  const { valueOnly = false } = show;
  switch (answer.type) {
    case 'range':
      return answer.kvs.flatMap((kv) => kvLines(kv, valueOnly));
    case 'put':
      return ['OK', ...(answer.prev === null ? [] : kvLines(answer.prev))];
    case 'deleteRange':
      return [String(answer.deleted), ...answer.prevs.flatMap((kv) => kvLines(kv))];
    case 'txn': {
      const within = answer.answers.flatMap((one) => ['', ...opLines(one, {})]);
      return [answer.succeeded ? 'SUCCESS' : 'FAILURE', ...within];
    }
  }
}

export function eventLines({ type, kv, prev }: WatchedEvent): readonly string[] {
  return [type, ...(prev === null ? [] : kvLines(prev)), ...kvLines(kv)];
}

export const endpointOf = (sid: number): string => `server${sid}:2379`;

/** A size as humanize.Bytes writes it. */
function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

type Answered = Extract<MemberWord, { type: 'answer' }>;

function statusLine({ by, term }: Answered, answer: Extract<EtcdAnswer, { type: 'status' }>) {
  const { leader, learner, index, applied, error, size, alarms } = answer;
  const lost = error === null ? [] : [ETCD_ERRORS[error].text];
  const errors = [...lost, ...alarms.map(alarmText)].join(', ');
  const isLeader = leader === by;
  const numbers = [isLeader, learner, term, index, applied, errors];
  return [endpointOf(by), by.toString(16), '3.4.23', sizeText(size), ...numbers].join(', ');
}

/** A request's answer that is no error. */
function answerLines(word: Answered, { request, show }: AskTask): readonly string[] {
  const { answer } = word;
  switch (answer.type) {
    case 'leaseGrant':
      return [`lease ${hex16(answer.id)} granted with TTL(${answer.ttl}s)`];
    case 'leaseTimeToLive': {
      const lease = hex16(request.type === 'leaseTimeToLive' ? request.id : '0');
      const { granted, ttl } = answer;
      if (granted === 0 && ttl === -1) return [`lease ${lease} already expired`];
      const said = `lease ${lease} granted with TTL(${granted}s), remaining(${ttl}s)`;
      const keys = answer.keys.map(textOf).join(' ');
      return [show.keys ? `${said}, attached keys([${keys}])` : said];
    }
    case 'leases':
      return [`found ${answer.ids.length} leases`, ...answer.ids.map(hex16)];
    case 'members':
      return membersLines(request, answer.members, show.added);
    case 'status':
      return [statusLine(word, answer)];
    case 'alarms':
      return answer.alarms.map(alarmText);
    case 'done':
      return [doneLine(request, word.by)];
    case 'lock':
      return [textOf(answer.key)];
    case 'leaseKeepAlive':
    case 'error':
      return [];
    default:
      return opLines(answer, show);
  }
}

function doneLine(request: AskTask['request'], by: number): string {
  switch (request.type) {
    case 'compact':
      return `compacted revision ${request.revision}`;
    case 'defragment':
      return `Finished defragmenting etcd member[${endpointOf(by)}]`;
    case 'leaseRevoke':
      return `lease ${hex16(request.id)} revoked`;
    case 'moveLeader': {
      const to = request.to.toString(16);
      return `Leadership transferred from ${by.toString(16)} to ${to}`;
    }
    default:
      return 'OK';
  }
}

/** What closes the list of endpoints of which one is not well. */
const UNHEALTHY = 'Error: unhealthy cluster';

/**
 * What several endpoints came to, one after the other (epHealthCommandFunc, epStatusCommandFunc):
 * one that failed does not keep the others from being shown.
 */
export function joined(outputs: readonly CtlOutput[]): CtlOutput {
  const err = outputs.flatMap((one) => one.err.filter((line) => line !== UNHEALTHY));
  const isUnhealthy = outputs.some((one) => one.err.includes(UNHEALTHY));
  return {
    out: outputs.flatMap((one) => one.out),
    err: isUnhealthy ? [...err, UNHEALTHY] : err,
    exit: Math.max(...outputs.map(({ exit }) => exit)),
  };
}

/** What a request came to, as etcdctl prints it; `took`: since it was given. */
export function printAnswer(task: AskTask, word: Answered, took: Micros): CtlOutput {
  const { answer } = word;
  if (answer.type === 'error') return printFailure(task, answer.error, word.by);
  if (task.show.health) {
    const said = `successfully committed proposal: took = ${took / 1000}ms`;
    return { out: [], err: [`${endpointOf(word.by)} is healthy: ${said}`], exit: 0 };
  }
  return printed(answerLines(word, task));
}

/** `by`: the member that was asked. */
export function printFailure(
  { request, show }: AskTask,
  failure: CallFailure,
  by: number,
): CtlOutput {
  const text = errorText(failure);
  if (show.health) {
    const said = `${endpointOf(by)} is unhealthy: failed to commit proposal: ${text}`;
    return { out: [], err: [said, UNHEALTHY], exit: EXITS.error };
  }
  switch (request.type) {
    case 'status': {
      const said = `Failed to get the status of endpoint ${endpointOf(by)} (${text})`;
      return { out: [], err: [said], exit: EXITS.error };
    }
    case 'defragment': {
      const said = `Failed to defragment etcd member[${endpointOf(by)}] (${text})`;
      return { out: [], err: [said], exit: EXITS.error };
    }
    case 'leaseGrant':
      return failed(`failed to grant lease (${text})`);
    case 'leaseRevoke':
      return failed(`failed to revoke lease (${text})`);
    case 'leaseTimeToLive':
      return failed(text, EXITS.badConnection);
    case 'moveLeader':
      // It looks for the leader among its endpoints before it asks.
      if (failure !== 'notLeader' && failure !== 'notForLearner') return failed(text);
      return failed(`no leader endpoint given at [${endpointOf(by)}]`, EXITS.badArgs);
    default:
      return failed(text);
  }
}
