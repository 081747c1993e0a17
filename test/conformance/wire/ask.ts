import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { greeting, request } from './bytes.ts';
import type { Probe } from './probe.ts';

/** What one connection heard, frame by frame, in words that depend on no hour and no run. */
export type Heard = readonly string[];

/** As many as the shortest greeting has, with its length. */
const GREETING_DIGITS = 96;
/** How long the answer to a greeting may take, and how long two writes are apart. */
const PATIENCE_MS = 8000;
const PAUSE_MS = 100;
/** The longest body that is written out. */
const SHOWN_BYTES = 40;

interface Line {
  readonly socket: Socket;
  heard(): Buffer;
  ended(): boolean;
}

async function dial(port: number): Promise<Line> {
  const parts: Buffer[] = [];
  let over = false;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  socket.on('data', (part) => parts.push(part as Buffer));
  for (const end of ['end', 'close', 'error'] as const) {
    socket.on(end, () => {
      over = true;
    });
  }
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', resolve);
  });
  return { socket, heard: () => Buffer.concat(parts), ended: () => over };
}

/** Until the line has ended, or nothing has come for so long. */
async function quiet(line: Line, quietMs: number): Promise<void> {
  let bytes = -1;
  while (!line.ended() && line.heard().length !== bytes) {
    bytes = line.heard().length;
    for (let ms = 0; ms < quietMs && !line.ended() && line.heard().length === bytes; ms += 20) {
      await pause(20);
    }
  }
}

/** A session, as digits. */
export interface Known {
  readonly session: string;
  readonly password: string;
}

export const NOBODY: Known = { session: '0'.repeat(16), password: '00'.repeat(16) };

/** Whether what follows is said to somebody who has greeted, and so has a session. */
function isFirst({ say }: Pick<Probe, 'say'>, hex: string): boolean {
  return hex === say[0] && hex.length >= GREETING_DIGITS;
}

/** Until something new has come, where something is to come; else for a moment. */
async function answerOrPause(line: Line, isAnswered: boolean): Promise<void> {
  const bytes = line.heard().length;
  const most = isAnswered ? PATIENCE_MS : PAUSE_MS;
  for (let ms = 0; ms < most && !line.ended() && line.heard().length === bytes; ms += 10) {
    await pause(10);
  }
}

/** A session that there was before: its client is gone, or has closed it. */
export async function sessionBefore(
  port: number,
  before: Exclude<Probe['before'], 'quorum' | undefined>,
  quietMs: number,
): Promise<{ readonly known: Known; readonly line: Line | null }> {
  const line = await dial(port);
  line.socket.write(Buffer.from(greeting({ readOnly: 1 }), 'hex'));
  await answerOrPause(line, true);
  await quiet(line, quietMs);
  const answer = line.heard();
  if (answer.length < 40) throw new Error(`no session: ${answer.toString('hex')}`);
  const known = {
    session: answer.toString('hex', 12, 20),
    password: answer.toString('hex', 24, 40),
  };
  if (before === 'closed') {
    line.socket.write(Buffer.from(request(-11), 'hex'));
    await quiet(line, quietMs);
  }
  if (before !== 'held') line.socket.destroy();
  return { known, line: before === 'held' ? line : null };
}

/** Until all that is awaited has come, on however busy a machine; or it has not, for long. */
async function arrived(line: Line, known: Known, awaited: Heard): Promise<void> {
  const ends = awaited.at(-1) === 'closed';
  const isThere = () =>
    line.ended() || (!ends && told(line.heard(), known).length >= awaited.length - 1);
  for (let ms = 0; ms < PATIENCE_MS && !isThere(); ms += 10) await pause(10);
}

/**
 * Says what the probe says to the server at a port, and hears what comes of it. `earlier`: a
 * session of the time when there was a quorum. `awaited`: what is thought to come; it is
 * waited for.
 */
async function ask(
  port: number,
  { before, ...probe }: Probe,
  quietMs: number,
  earlier = NOBODY,
  awaited: Heard = [],
): Promise<Heard> {
  const isEarlier = before === undefined || before === 'quorum';
  const { known, line: other } = isEarlier
    ? { known: earlier, line: null }
    : await sessionBefore(port, before, quietMs);
  const line = await dial(port);
  for (const hex of probe.say) {
    const filled = hex
      .replaceAll('<session>', known.session)
      .replaceAll('<password>', known.password);
    if (!line.ended()) line.socket.write(Buffer.from(filled, 'hex'));
    if (probe.say.length > 1) await answerOrPause(line, isFirst(probe, hex));
  }
  if (probe.hangsUp) line.socket.end();
  await arrived(line, known, awaited);
  await quiet(line, quietMs);
  const heard = told(line.heard(), known);
  heard.push(line.ended() ? 'closed' : 'open');
  line.socket.destroy();
  other?.socket.destroy();
  return heard;
}

/**
 * Asks all probes, many at once; those about one session by turns, since a server ends the
 * connection that a session had before.
 */
export async function askAll(
  port: number,
  probes: readonly Probe[],
  quietMs: number,
  earlier: Known,
  atOnce: number,
  awaited: Readonly<Record<string, Heard>> = {},
): Promise<ReadonlyMap<Probe, Heard>> {
  const heard = new Map<Probe, Heard>();
  const asked = async (probe: Probe) => {
    heard.set(probe, await ask(port, probe, quietMs, earlier, awaited[probe.name]));
  };
  const byTurns = probes.filter(({ before }) => before === 'quorum');
  const others = probes.filter((probe) => !byTurns.includes(probe));
  for (let at = 0; at < others.length; at += atOnce) {
    await Promise.all(others.slice(at, at + atOnce).map(asked));
  }
  for (const probe of byTurns) await asked(probe);
  return heard;
}

function told(heard: Buffer, known: Known): string[] {
  const lines: string[] = [];
  for (let at = 0; at < heard.length; ) {
    const length = heard.length - at >= 4 ? heard.readInt32BE(at) : -1;
    if (length < 0 || at + 4 + length > heard.length) {
      return [...lines, `bytes ${JSON.stringify(heard.toString('latin1', at))}`];
    }
    const frame = heard.subarray(at + 4, at + 4 + length);
    lines.push(at === 0 && length >= 36 ? connected(frame, known) : answered(frame, known));
    at += 4 + length;
  }
  return lines;
}

function connected(frame: Buffer, known: Known): string {
  const session = frame.toString('hex', 8, 16);
  const password = frame.toString('hex', 20, 36);
  const whose = session === NOBODY.session ? 'none' : session === known.session ? 'same' : 'new';
  const word =
    password === NOBODY.password ? 'zeros' : password === known.password ? 'same' : 'new';
  const ends = frame.length > 36 ? ` readOnly ${frame.toString('hex', 36)}` : '';
  return `connected ${frame.readInt32BE(4)} ms, session ${whose}, password ${word}${ends}`;
}

function answered(frame: Buffer, known: Known): string {
  if (frame.length < 16) return `frame ${frame.toString('hex')}`;
  // An answer to a greeting that comes late: it has no header.
  if (frame.length === 37 && frame.readInt32BE(0) === 0 && frame.readInt32BE(16) === 16) {
    return connected(frame, known);
  }
  const zxid = frame.readBigInt64BE(4);
  const shown = zxid > 0n ? 'z' : String(zxid);
  const body = frame.subarray(16);
  const said = body.length <= SHOWN_BYTES ? body.toString('hex') : `${body.length} bytes`;
  const head = `xid ${frame.readInt32BE(0)}, zxid ${shown}, error ${frame.readInt32BE(12)}`;
  return body.length === 0 ? head : `${head}: ${said}`;
}
