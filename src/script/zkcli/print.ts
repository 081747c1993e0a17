import type { Op, Reply, WatchEvent } from '../../model/index.ts';
import type { SessionEvent, TranscriptEntry } from '../../sim/index.ts';
import { errorLines, syncFailure } from './errors.ts';
import { commandOf, parseZkCli } from './parse.ts';
import { NOTHING, out, type Printed } from './shape.ts';

/** What the shell prints to every command that needs a server once the session is over. */
export const NOT_CONNECTED = 'Not connected';

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

/** The notice of a watch event (ZooKeeperMain.MyWatcher). */
export function printWatchEvent({ type, path }: WatchEvent): readonly string[] {
  return notice('SyncConnected', type, path);
}

/** The notice of a change of the session's state. */
export function printSessionEvent(state: SessionEvent): readonly string[] {
  return notice(state, 'None', null);
}

/** A line of a console, and where it came from. */
export interface ConsoleLine {
  readonly stream: 'in' | 'out' | 'err';
  readonly text: string;
}

const as = (stream: 'out' | 'err', texts: readonly string[]): readonly ConsoleLine[] =>
  texts.map((text) => ({ stream, text }));

/** A client's transcript as its console shows it: what was typed, answers, notices, in order. */
export function printTranscript(entries: readonly TranscriptEntry[]): readonly ConsoleLine[] {
  const typed = new Map<number, string>();
  return entries.flatMap((entry): readonly ConsoleLine[] => {
    if (entry.type === 'event') return as('out', printWatchEvent(entry.event));
    if (entry.type === 'session') return as('out', printSessionEvent(entry.state));
    if (entry.type === 'typed') {
      typed.set(entry.cxid, entry.line);
      const parsed = parseZkCli(entry.line);
      const before = parsed.type === 'op' ? parsed.err : [];
      return [{ stream: 'in', text: entry.line }, ...as('err', before)];
    }
    const printed = printAnswer(entry.op, typed.get(entry.cxid) ?? '', entry.reply);
    return [...as('out', printed.out), ...as('err', printed.err)];
  });
}
