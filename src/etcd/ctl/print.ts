import { textOf } from '../../lib/index.ts';
import type { Micros } from '../../model/index.ts';
import { alarmText } from '../alarms.ts';
import type { OpAnswer } from '../answers.ts';
import { ETCD_ERRORS, type EtcdError, GRPC_CODES } from '../errors.ts';
import type { KeyValue } from '../requests.ts';
import type { AskTask, Showing } from '../tasks.ts';
import type { EtcdAnswer, MemberWord, WatchedEvent } from '../wire.ts';
import { durationText, hexText } from './go-text.ts';
import { fieldEvents, fieldLines } from './print-fields.ts';
import { jsonEvents, jsonLine } from './print-json.ts';
import {
  clientUrl,
  errorsOf,
  membersLines,
  membersTable,
  tableOf,
  VERSION,
} from './print-members.ts';
import { type CtlOutput, EXITS, hex16 } from './reading.ts';

/* What etcdctl prints (printer_simple.go, and where it chooses another one). */

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

function kvLines({ key, value }: KeyValue, { hex, valueOnly }: Showing): readonly string[] {
  const shown = hex ? hexText : textOf;
  return valueOnly ? [shown(value)] : [shown(key), shown(value)];
}

/** An operation's answer; keys stand above their values. */
export function opLines(answer: OpAnswer, show: Showing): readonly string[] {
  switch (answer.type) {
    case 'range':
      return answer.kvs.flatMap((kv) => kvLines(kv, show));
    case 'put':
      return ['OK', ...(answer.prev === null ? [] : kvLines(answer.prev, show))];
    case 'deleteRange':
      return [String(answer.deleted), ...answer.prevs.flatMap((kv) => kvLines(kv, show))];
    case 'txn': {
      const within = answer.answers.flatMap((one) => ['', ...opLines(one, show)]);
      return [answer.succeeded ? 'SUCCESS' : 'FAILURE', ...within];
    }
  }
}

function eventLines({ type, kv, prev }: WatchedEvent, show: Showing): readonly string[] {
  return [type, ...(prev === null ? [] : kvLines(prev, show)), ...kvLines(kv, show)];
}

/** What a watch hears; null: it has no such form, and etcdctl ends there. */
export function watchLines(
  word: Extract<MemberWord, { type: 'watched' }>,
  show: Showing = {},
): readonly string[] | null {
  switch (show.format ?? 'simple') {
    case 'json':
      return [jsonEvents(word)];
    case 'fields':
      return fieldEvents(word);
    case 'table':
      return null;
    default:
      return word.events.flatMap((event) => eventLines(event, show));
  }
}

/** An endpoint as the client was given it, or by its whole address. */
const endpointOf = (sid: number, { cluster = false }: Showing): string =>
  cluster ? clientUrl(sid) : `server${sid}:2379`;

/** A size as humanize.Bytes writes it. */
function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

type Answered = Extract<MemberWord, { type: 'answer' }>;

function statusLine(
  { by, term }: Answered,
  answer: Extract<EtcdAnswer, { type: 'status' }>,
  show: Showing,
) {
  const { leader, learner, index, applied, size } = answer;
  const errors = errorsOf(answer).join(', ');
  const isLeader = leader === by;
  const numbers = [isLeader, learner, term, index, applied, errors];
  return [endpointOf(by, show), by.toString(16), VERSION, sizeText(size), ...numbers].join(', ');
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
      return [statusLine(word, answer, show)];
    case 'alarms':
      return answer.alarms.map(alarmText);
    case 'done':
      return [doneLine(request, word.by, show)];
    case 'lock':
      return [textOf(answer.key)];
    case 'leaseKeepAlive':
    case 'error':
      return [];
    default:
      return opLines(answer, show);
  }
}

function doneLine(request: AskTask['request'], by: number, show: Showing): string {
  switch (request.type) {
    case 'compact':
      return `compacted revision ${request.revision}`;
    case 'defragment':
      return `Finished defragmenting etcd member[${endpointOf(by, show)}]`;
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

/** What etcdctl prints of whatever format: some answers it writes by itself. */
const OWN_WORDS: readonly AskTask['request']['type'][] = ['compact', 'defragment'];

/** An answer that is not in plain words; null: it has no such form. */
function formattedLines(word: Answered, task: AskTask): readonly string[] | null {
  const { answer } = word;
  if (OWN_WORDS.includes(task.request.type)) return answerLines(word, task);
  switch (task.show.format) {
    case 'json': {
      const line = jsonLine(word, task);
      if (line === null || !task.each) return line === null ? answerLines(word, task) : [line];
      return [`{"Endpoint":"${endpointOf(word.by, task.show)}","Status":${line}}`];
    }
    case 'fields':
      return fieldLines(word, task, endpointOf(word.by, task.show));
    default:
      if (answer.type === 'members' && task.request.type === 'memberList') {
        return membersTable(answer.members);
      }
      return answer.type === 'status' ? answerLines(word, task) : null;
  }
}

const isPlain = ({ format = 'simple' }: Showing): boolean => format === 'simple';

export function unsupported({ format = 'simple' }: Showing): CtlOutput {
  return failed(`${format} not supported as output format`, EXITS.badFeature);
}

/** What closes the list of endpoints of which one is not well. */
const UNHEALTHY = 'Error: unhealthy cluster';

const HEALTH_NAMES = ['ENDPOINT', 'HEALTH', 'TOOK', 'ERROR'];
const STATUS_NAMES = [
  ...['ENDPOINT', 'ID', 'VERSION', 'DB SIZE', 'IS LEADER', 'IS LEARNER', 'RAFT TERM'],
  ...['RAFT INDEX', 'RAFT APPLIED INDEX', 'ERRORS'],
];

/** A line's cells; what stands in the last one may have commas, too. */
function cellsOf(line: string, count: number): readonly string[] {
  const cells = line.split(', ');
  return [...cells.slice(0, count - 1), cells.slice(count - 1).join(', ')];
}

/**
 * What endpoints came to, one after the other (epHealthCommandFunc, epStatusCommandFunc): one that
 * failed does not keep the others from being shown.
 */
export function joined({ show, request }: AskTask, outputs: readonly CtlOutput[]): CtlOutput {
  const err = outputs.flatMap((one) => one.err.filter((line) => line !== UNHEALTHY));
  const isUnhealthy = outputs.some((one) => one.err.includes(UNHEALTHY));
  const lines = outputs.flatMap((one) => one.out);
  const names = show.health ? HEALTH_NAMES : STATUS_NAMES;
  const out = {
    simple: () => lines,
    fields: () => lines,
    json: () => [`[${lines.join(',')}]`],
    table: () =>
      tableOf(
        names,
        lines.map((line) => cellsOf(line, names.length)),
      ),
  }[OWN_WORDS.includes(request.type) ? 'simple' : (show.format ?? 'simple')]();
  return {
    out,
    err: isUnhealthy ? [...err, UNHEALTHY] : err,
    exit: Math.max(...outputs.map(({ exit }) => exit)),
  };
}

/** How an endpoint is; `fault`: why it is not well. */
function healthOutput(show: Showing, by: number, took: Micros, fault: string | null): CtlOutput {
  const [endpoint, time, isWell] = [endpointOf(by, show), durationText(took), fault === null];
  const [end, exit] = isWell ? [[], EXITS.done] : [[UNHEALTHY], EXITS.error];
  switch (show.format ?? 'simple') {
    case 'json': {
      const why = isWell ? '' : `,"error":${JSON.stringify(fault)}`;
      const said = `{"endpoint":"${endpoint}","health":${isWell},"took":"${time}"${why}}`;
      return { out: [said], err: end, exit };
    }
    case 'fields': {
      const fields = [`"Endpoint" : "${endpoint}"`, `"Health" : ${isWell}`, `"Took" : ${time}`];
      return { out: [...fields, `"Error" : ${fault ?? ''}`, ''], err: end, exit };
    }
    case 'table':
      return { out: [[endpoint, isWell, time, fault ?? ''].join(', ')], err: end, exit };
    default: {
      const said = isWell
        ? `${endpoint} is healthy: successfully committed proposal: took = ${time}`
        : `${endpoint} is unhealthy: failed to commit proposal: ${fault}`;
      return { out: [], err: [said, ...end], exit };
    }
  }
}

/** What a request came to, as etcdctl prints it; `took`: since it was given. */
export function printAnswer(task: AskTask, word: Answered, took: Micros): CtlOutput {
  const { answer } = word;
  const { show } = task;
  if (answer.type === 'error') return printFailure(task, answer.error, word.by, took);
  if (show.health) return healthOutput(show, word.by, took, null);
  if (isPlain(show)) return printed(answerLines(word, task));
  if (show.valueOnly) {
    return failed('print-value-only is only for `--write-out=simple`', EXITS.badArgs);
  }
  const lines = formattedLines(word, task);
  return lines === null ? unsupported(show) : printed(lines);
}

/** `by`: the member that was asked. */
export function printFailure(
  { request, show }: AskTask,
  failure: CallFailure,
  by: number,
  took: Micros,
): CtlOutput {
  const text = errorText(failure);
  if (show.health) return healthOutput(show, by, took, text);
  switch (request.type) {
    case 'status': {
      const said = `Failed to get the status of endpoint ${endpointOf(by, show)} (${text})`;
      return { out: [], err: [said], exit: EXITS.error };
    }
    case 'defragment': {
      const said = `Failed to defragment etcd member[${endpointOf(by, show)}] (${text})`;
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
      return failed(`no leader endpoint given at [${endpointOf(by, show)}]`, EXITS.badArgs);
    default:
      return failed(text);
  }
}
