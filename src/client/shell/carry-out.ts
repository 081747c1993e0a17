import { assert, NONE } from '../../lib/index.ts';
import { NO_SESSION, type Op, type ServerId, ZERO } from '../../model/index.ts';
import { ask } from '../calls.ts';
import { killed, tryNext } from '../connection.ts';
import { note, type Step } from '../draft.ts';
import { isAlive } from '../lifecycle.ts';
import { NO_WATCHES } from '../watches.ts';
import { recentLines, redoable } from './history.ts';
import type { Program, ShellResult } from './program.ts';
import { type Advance, beginRun, continueRun } from './run.ts';
import type { Busy, Shell, TypedLine } from './shell.ts';

/*
 * ZooKeeperMain.executeLine. The real shell waits for each answer before it reads on; here
 * commands of one request may be typed ahead and go out behind each other, so that several
 * proposals can be seen under way, while every other command waits its turn.
 */

/** A person typed a line. */
export function typeLine(step: Step, typed: TypedLine): void {
  const { shell } = step.client;
  if (shell.busy !== null || shell.waiting.length > 0 || !mayBegin(step, typed.program)) {
    set(step, { waiting: [...shell.waiting, typed] });
  } else begin(step, typed);
}

/** Goes on with what the shell is busy with, as far as it goes now. */
export function goOn(step: Step): void {
  for (;;) {
    const { busy, waiting } = step.client.shell;
    if (busy !== null) {
      const over = busy.type === 'run' ? goOnRun(step, busy) : endSession(step, busy);
      if (!over) return;
    } else {
      const [next, ...others] = waiting;
      if (next === undefined || !mayBegin(step, next.program)) return;
      set(step, { waiting: others });
      begin(step, next);
    }
  }
}

function set(step: Step, change: Partial<Shell>): void {
  step.client.shell = { ...step.client.shell, ...change };
}

function mayBegin({ client }: Step, program: Program): boolean {
  if (program.type === 'ask') return true;
  const mine = (call: { readonly asker: string }): boolean => call.asker === 'console';
  return !client.sent.some(mine) && !client.queued.some(mine);
}

function begin(step: Step, typed: TypedLine): void {
  const { client, now } = step;
  const { count, last } = client.shell;
  const { line, program } = typed;
  const meant = program.type === 'again' ? last : typed;
  client.shell = { ...client.shell, count: count + 1, last: meant };
  note(step, { type: 'typed', at: now, number: count, line, program });
  if (meant === null) print(step, line, { type: 'said' });
  else carryOut(step, meant, count);
}

function print(step: Step, line: string, result: ShellResult): void {
  note(step, { type: 'printed', at: step.now, line, result });
}

function carryOut(step: Step, { line, program }: TypedLine, number: number): void {
  switch (program.type) {
    case 'history': {
      const lines = recentLines(step.client.transcript, number);
      return print(step, line, { type: 'history', lines, alive: isAlive(step.client) });
    }
    case 'printwatches':
      return printwatches(step, line, program.on);
    case 'redo':
      return redo(step, line, program.number, number);
    case 'connect':
      return beginEnding(step, line, program.servers);
    case 'quit':
      return beginEnding(step, line, 'exit');
    case 'close':
      if (!isAlive(step.client)) return print(step, line, { type: 'notConnected' });
      return beginEnding(step, line, 'nothing');
    case 'say':
      return print(step, line, said(step, program.needsSession));
    case 'again':
      return assert(false, 'a line without words is never the last one with some');
    default:
  }
  if (!isAlive(step.client)) return print(step, line, { type: 'notConnected' });
  if (program.type === 'ask') {
    const op = watchingAsBefore(step, program.op, program.sameMode === true);
    const asked = { op, asker: 'console', line } as const;
    ask(step, program.local === true ? { ...asked, local: true } : asked);
  } else adopt(step, line, beginRun(program));
}

/** What addWatch is given stays: AddWatchCommand is one object, and its mode is never set back. */
function watchingAsBefore(step: Step, op: Op, sameMode: boolean): Op {
  if (op.type !== 'addWatch') return op;
  if (sameMode) return { ...op, mode: step.client.shell.watchMode ?? op.mode };
  set(step, { watchMode: op.mode });
  return op;
}

function said(step: Step, needsSession: boolean): ShellResult {
  return { type: needsSession && !isAlive(step.client) ? 'notConnected' : 'said' };
}

function printwatches(step: Step, line: string, on: boolean | null): void {
  const printsWatches = on ?? step.client.shell.printsWatches;
  set(step, { printsWatches });
  const asked = on === null;
  print(step, line, {
    type: 'printwatches',
    on: printsWatches,
    asked,
    alive: isAlive(step.client),
  });
}

function redo(step: Step, line: string, wanted: number | null, now: number): void {
  const target = redoable(step.client.transcript, now, wanted);
  if (target === null) {
    const inRange = wanted === null || (wanted >= 0 && wanted < now);
    const fault = wanted === null ? null : inRange ? 'redo' : 'range';
    return print(step, line, { type: 'redone', fault, alive: isAlive(step.client) });
  }
  set(step, { last: target });
  carryOut(step, target, now);
  // Afterwards redo, too, looks whether there is a session.
  const { busy } = step.client.shell;
  if (busy?.type === 'ending') set(step, { busy: { ...busy, line, redone: true } });
  else if (!isAlive(step.client)) print(step, line, { type: 'redone', fault: null, alive: false });
}

// ---- commands of several requests --------------------------------------------------------------

/** What a run wants asked is asked; its result, when there is one, is printed. */
function adopt(step: Step, line: string, { run, asks, result }: Advance): void {
  if (result !== null) {
    set(step, { busy: null });
    return print(step, line, result);
  }
  set(step, { busy: { type: 'run', line, run, heard: NONE } });
  for (const op of asks) ask(step, { op, asker: 'shell' });
}

/** Gives a run what it has heard; false: it waits. */
function goOnRun(step: Step, busy: Extract<Busy, { readonly type: 'run' }>): boolean {
  const [reply, ...heard] = busy.heard;
  if (reply === undefined) return false;
  const { run, asks, result } = continueRun(busy.run, reply);
  if (result !== null) {
    adopt(step, busy.line, { run, asks, result });
    return true;
  }
  set(step, { busy: { type: 'run', line: busy.line, run, heard } });
  for (const op of asks) ask(step, { op, asker: 'shell' });
  return true;
}

// ---- the session's end ----------------------------------------------------------------------

function beginEnding(
  step: Step,
  line: string,
  then: Extract<Busy, { readonly type: 'ending' }>['then'],
): void {
  set(step, { busy: { type: 'ending', line, then, redone: false } });
  const close: Op = { type: 'closeSession' };
  if (isAlive(step.client) && !step.client.closing) ask(step, { op: close, asker: 'shell' });
}

/** Once the session is over: what was to come then. False: it is not yet. */
function endSession(step: Step, ending: Extract<Busy, { readonly type: 'ending' }>): boolean {
  if (isAlive(step.client)) return false;
  set(step, { busy: null });
  const { line, then, redone } = ending;
  if (then === 'exit') killed(step);
  else if (then === 'nothing') {
    const nothing: ShellResult = { type: 'nothing' };
    print(step, line, redone ? { type: 'redone', fault: null, alive: false } : nothing);
  } else beginSession(step, then);
  return true;
}

/** Another ZooKeeper object, with a chart of its own: nothing of the old session's is left. */
function beginSession(step: Step, servers: readonly ServerId[]): void {
  const { client, now } = step;
  if (servers.length > 0) client.servers = servers;
  client.leaf = 'CONNECTING';
  client.session = NO_SESSION;
  client.timeoutMs = client.askedTimeoutMs;
  client.lastZxid = ZERO;
  client.server = 0;
  client.nextServer = 0;
  client.roundStart = -1;
  client.reachedOnce = false;
  client.nextCxid = 1;
  client.sent = NONE;
  client.queued = NONE;
  client.watches = NO_WATCHES;
  client.auth = NONE;
  client.closing = false;
  client.lastSentAt = now;
  client.lastHeardAt = now;
  step.effects.push({ type: 'stateChanged', leaf: 'CONNECTING' });
  tryNext(step);
}
