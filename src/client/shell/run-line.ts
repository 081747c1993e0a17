import { assert, NONE } from '../../lib/index.ts';
import { NO_SERVER, NO_SESSION, type Op, ZERO } from '../../model/index.ts';
import { ask } from '../calls.ts';
import { killed, tryNext } from '../connection.ts';
import { type ClientDraft, note } from '../draft.ts';
import { isAlive } from '../lifecycle.ts';
import { NO_WATCHES } from '../watches.ts';
import { recentLines, redoable } from './history.ts';
import type { Destination, Program, ShellResult } from './program.ts';
import { type Advance, beginRun, continueRun } from './run.ts';
import { type Busy, draftShell, type Shell, type TypedLine } from './shell.ts';

/*
 * ZooKeeperMain.executeLine. The real shell waits for each answer before it reads on; here
 * commands of one request may be typed ahead and go out behind each other, so that several
 * proposals can be seen under way, while every other command waits its turn.
 */

/** A person typed a line. */
export function typeLine(draft: ClientDraft, typed: TypedLine): void {
  const { shell } = draft.client;
  if (shell.busy !== null || shell.waiting.length > 0 || !mayBegin(draft, typed.program)) {
    set(draft, { waiting: [...shell.waiting, typed] });
  } else begin(draft, typed);
}

/** Goes on with what the shell is busy with, as far as it goes now. */
export function goOn(draft: ClientDraft): void {
  for (;;) {
    const { busy, waiting } = draft.client.shell;
    if (busy !== null) {
      const over = busy.type === 'run' ? goOnRun(draft, busy) : endSession(draft, busy);
      if (!over) return;
    } else {
      const [next, ...others] = waiting;
      if (next === undefined || !mayBegin(draft, next.program)) return;
      set(draft, { waiting: others });
      begin(draft, next);
    }
  }
}

function set(draft: ClientDraft, change: Partial<Shell>): void {
  draft.client.shell = { ...draft.client.shell, ...change };
}

function mayBegin({ client }: ClientDraft, program: Program): boolean {
  if (program.type === 'ask') return true;
  const mine = (call: { readonly asker: string }): boolean => call.asker === 'console';
  return !client.sent.some(mine) && !client.queued.some(mine);
}

function begin(draft: ClientDraft, typed: TypedLine): void {
  const { client, now } = draft;
  const { count, last } = client.shell;
  const { line, program } = typed;
  const meant = program.type === 'again' ? last : typed;
  const shell = draftShell(client.shell);
  shell.count += 1;
  shell.last = meant;
  client.shell = shell;
  note(draft, { type: 'typed', at: now, number: count, line, program });
  if (meant === null) print(draft, line, { type: 'said' });
  else runCommand(draft, meant, count);
}

function print(draft: ClientDraft, line: string, result: ShellResult): void {
  note(draft, { type: 'printed', at: draft.now, line, result });
}

function runCommand(draft: ClientDraft, { line, program }: TypedLine, number: number): void {
  switch (program.type) {
    case 'history': {
      const lines = recentLines(draft.client.transcript, number);
      return print(draft, line, { type: 'history', lines, alive: isAlive(draft.client) });
    }
    case 'printwatches':
      return printwatches(draft, line, program.on);
    case 'redo':
      return redo(draft, line, program.number, number);
    case 'connect':
      return beginEnding(draft, line, program);
    case 'quit':
      return beginEnding(draft, line, 'exit');
    case 'close':
      if (!isAlive(draft.client)) return print(draft, line, { type: 'notConnected' });
      return beginEnding(draft, line, 'nothing');
    case 'say':
      return print(draft, line, said(draft, program.needsSession));
    case 'again':
      return assert(false, 'a line without words is never the last one with some');
    default:
  }
  if (!isAlive(draft.client)) return print(draft, line, { type: 'notConnected' });
  if (program.type === 'ask') {
    const op = watchingAsBefore(draft, program.op, program.sameMode === true);
    const asked = { op, asker: 'console', line } as const;
    ask(draft, program.local === true ? { ...asked, local: true } : asked);
  } else adopt(draft, line, beginRun(program));
}

/** What addWatch is given stays: AddWatchCommand is one object, and its mode is never set back. */
function watchingAsBefore(draft: ClientDraft, op: Op, sameMode: boolean): Op {
  if (op.type !== 'addWatch') return op;
  if (sameMode) return { ...op, mode: draft.client.shell.watchMode ?? op.mode };
  set(draft, { watchMode: op.mode });
  return op;
}

function said(draft: ClientDraft, needsSession: boolean): ShellResult {
  return { type: needsSession && !isAlive(draft.client) ? 'notConnected' : 'said' };
}

function printwatches(draft: ClientDraft, line: string, on: boolean | null): void {
  const printsWatches = on ?? draft.client.shell.printsWatches;
  set(draft, { printsWatches });
  const asked = on === null;
  print(draft, line, {
    type: 'printwatches',
    on: printsWatches,
    asked,
    alive: isAlive(draft.client),
  });
}

function redo(draft: ClientDraft, line: string, wanted: number | null, now: number): void {
  const target = redoable(draft.client.transcript, now, wanted);
  if (target === null) {
    const inRange = wanted === null || (wanted >= 0 && wanted < now);
    const fault = wanted === null ? null : inRange ? 'redo' : 'range';
    return print(draft, line, { type: 'redone', fault, alive: isAlive(draft.client) });
  }
  set(draft, { last: target });
  runCommand(draft, target, now);
  // Afterwards redo, too, looks whether there is a session.
  const { busy } = draft.client.shell;
  if (busy?.type === 'ending') set(draft, { busy: { ...busy, line, redone: true } });
  else if (!isAlive(draft.client))
    print(draft, line, { type: 'redone', fault: null, alive: false });
}

// ---- commands of several requests --------------------------------------------------------------

/** What a run wants asked is asked; its result, when there is one, is printed. */
function adopt(draft: ClientDraft, line: string, { run, asks, result }: Advance): void {
  if (result !== null) {
    set(draft, { busy: null });
    return print(draft, line, result);
  }
  set(draft, { busy: { type: 'run', line, run, heard: NONE } });
  for (const op of asks) ask(draft, { op, asker: 'shell' });
}

/** Gives a run what it has heard; false: it waits. */
function goOnRun(draft: ClientDraft, busy: Extract<Busy, { readonly type: 'run' }>): boolean {
  const [reply, ...heard] = busy.heard;
  if (reply === undefined) return false;
  const { run, asks, result } = continueRun(busy.run, reply);
  if (result !== null) {
    adopt(draft, busy.line, { run, asks, result });
    return true;
  }
  set(draft, { busy: { type: 'run', line: busy.line, run, heard } });
  for (const op of asks) ask(draft, { op, asker: 'shell' });
  return true;
}

// ---- the session's end ----------------------------------------------------------------------

function beginEnding(
  draft: ClientDraft,
  line: string,
  then: Extract<Busy, { readonly type: 'ending' }>['then'],
): void {
  set(draft, { busy: { type: 'ending', line, then, redone: false } });
  const close: Op = { type: 'closeSession' };
  if (isAlive(draft.client) && !draft.client.closing) ask(draft, { op: close, asker: 'shell' });
}

/** Once the session is over: what was to come then. False: it is not yet. */
function endSession(
  draft: ClientDraft,
  ending: Extract<Busy, { readonly type: 'ending' }>,
): boolean {
  if (isAlive(draft.client)) return false;
  set(draft, { busy: null });
  const { line, then, redone } = ending;
  if (then === 'exit') killed(draft);
  else if (then === 'nothing') {
    const nothing: ShellResult = { type: 'nothing' };
    print(draft, line, redone ? { type: 'redone', fault: null, alive: false } : nothing);
  } else beginSession(draft, then);
  return true;
}

/** Another ZooKeeper object, with a chart of its own: nothing of the old session's is left. */
function beginSession(draft: ClientDraft, { servers, chroot }: Destination): void {
  const { client, now } = draft;
  if (servers.length > 0) {
    client.servers = servers;
    client.chroot = chroot;
  }
  client.leaf = 'CONNECTING';
  client.session = NO_SESSION;
  client.timeoutMs = client.askedTimeoutMs;
  client.lastZxid = ZERO;
  client.server = NO_SERVER;
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
  draft.effects.push({ type: 'stateChanged', leaf: 'CONNECTING' });
  tryNext(draft);
}
