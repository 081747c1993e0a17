import { unreachable } from '../../lib/index.ts';
import type { Op, Reply, WatchEvent } from '../../model/index.ts';
import type { SessionEvent, SessionLeaf, ShellResult, TranscriptEntry } from '../../sim/index.ts';
import { errorLines, syncFailure } from './errors.ts';
import { NOT_CONNECTED } from './own.ts';
import { commandOf, parseZkCli } from './parse.ts';
import { NOTHING, out, type Printed } from './shape.ts';

/**
 * What zkCli 3.8 prints when the server has answered. `line` is what was typed: its options decide
 * whether a Stat is shown. Lines have no newline at the end.
 */
export function printAnswer(op: Op, line: string, reply: Reply): Printed {
  if (reply.code !== 'OK') {
    if (op.type === 'sync') return out(syncFailure(reply.code));
    // The session's state says so: the shell prints a notice instead (AuthFailed, Closed).
    if (op.type === 'auth' || op.type === 'closeSession') return NOTHING;
    return { out: [], err: errorLines(reply.code, op) };
  }
  const understood = commandOf(line);
  return understood === null ? NOTHING : understood.command.success(understood.line, reply, op);
}

const notice = (state: string, type: string, path: string | null): readonly string[] => [
  '',
  'WATCHER::',
  '',
  `WatchedEvent state:${state} type:${type} path:${path}`,
];

/** What a shell says as it starts; `jline`: it can complete lines, and remembers them. */
export function greeting(address: string, jline: boolean): readonly string[] {
  const support = `JLine support is ${jline ? 'enabled' : 'disabled'}`;
  return [`Connecting to ${address}`, 'Welcome to ZooKeeper!', support];
}

/** ZooKeeper.States, as the prompt shows them: an expired session is closed. */
const STATES: Readonly<Record<SessionLeaf, string>> = {
  CONNECTING: 'CONNECTING',
  ASSOCIATING: 'CONNECTING',
  CONNECTED: 'CONNECTED',
  EXPIRED: 'CLOSED',
  CLOSED: 'CLOSED',
  AUTH_FAILED: 'AUTH_FAILED',
  DEAD: 'CLOSED',
};

/** `[zk: server1:2181(CONNECTED) 0]` (ZooKeeperMain.getPrompt). */
export function zkCliPrompt(
  addresses: readonly string[],
  leaf: SessionLeaf,
  number: number,
): string {
  return `[zk: ${addresses.join(',')}(${STATES[leaf]}) ${number}]`;
}

/** The notice of a watch event (ZooKeeperMain.MyWatcher). */
function printWatchEvent({ type, path }: WatchEvent, state: SessionEvent): readonly string[] {
  return notice(state, type, path);
}

/** The notice of a change of the session's state. */
function printSessionEvent(state: SessionEvent): readonly string[] {
  return notice(state, 'None', null);
}

/** A line of a console, and where it came from. */
export interface ConsoleLine {
  readonly stream: 'in' | 'out' | 'err';
  readonly text: string;
}

const as = (stream: 'out' | 'err', texts: readonly string[]): readonly ConsoleLine[] =>
  texts.map((text) => ({ stream, text }));

/** What zkCli prints of what came of a line that was not one request. */
function printResult(line: string, result: ShellResult): Printed {
  if (result.type === 'notConnected') return out(NOT_CONNECTED);
  if (result.type === 'said') return parseZkCli(line);
  const understood = commandOf(line);
  return understood?.command.result?.(understood.line, result) ?? NOTHING;
}

/** Everything that one entry of a transcript prints. */
export function printEntry(entry: TranscriptEntry): readonly ConsoleLine[] {
  switch (entry.type) {
    case 'typed':
      return [{ stream: 'in', text: entry.line }];
    case 'event':
      return as('out', printWatchEvent(entry.event, entry.state));
    case 'session':
      return as('out', printSessionEvent(entry.state));
    case 'answered':
      return withBefore(entry.line, printAnswer(entry.op, entry.line, entry.reply));
    case 'printed': {
      const printed = printResult(entry.line, entry.result);
      const { type } = entry.result;
      if (type !== 'said' && type !== 'notConnected') return withBefore(entry.line, printed);
      return [...as('out', printed.out), ...as('err', printed.err)];
    }
    default:
      return unreachable(entry);
  }
}

/** A command's complaints stand before what it did. */
function withBefore(line: string, printed: Printed): readonly ConsoleLine[] {
  const before = parseZkCli(line);
  return [
    ...as('out', before.out),
    ...as('err', before.err),
    ...as('out', printed.out),
    ...as('err', printed.err),
  ];
}

/** A client's transcript as its console shows it: what was typed, answers, notices, in order. */
export function printTranscript(entries: readonly TranscriptEntry[]): readonly ConsoleLine[] {
  return entries.flatMap(printEntry);
}

/** The exit status of a shell that was given only this line (ZooKeeperMain.processCmd). */
export function exitStatus(entry: TranscriptEntry): number {
  if (entry.type === 'answered') {
    return entry.reply.code === 'OK' || entry.op.type === 'sync' ? 0 : 1;
  }
  if (entry.type !== 'printed') return 0;
  const { result, line } = entry;
  if (result.type === 'said') return parseZkCli(line).status;
  if (result.type === 'redone') return result.fault === null ? 0 : 1;
  if (result.type === 'quota-set' && result.conflict !== null) return 1;
  if (!('failure' in result) || result.failure === null) return 0;
  const quotaIsMissing = result.failure.reply.code === 'NONODE';
  if (result.type === 'quota' || result.type === 'quota-deleted') return quotaIsMissing ? 0 : 1;
  return 1;
}
