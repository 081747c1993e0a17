import type { EtcdRequest } from '../etcd/index.ts';
import { hasKey } from '../lib/index.ts';
import type { ServerId } from '../model/index.ts';
import type { MessageClass } from '../replica/index.ts';
import {
  type Drive,
  isParseError,
  nameFault,
  type ParseError,
  parseScriptLine,
  sentence,
} from '../script/index.ts';
import { type Command, leaderOf, type World } from '../sim/index.ts';
import type { Until } from '../timeline/index.ts';
import { askOn } from './asks.ts';
import {
  chiefOf,
  classNamed,
  doing,
  elsewhere,
  type Foreign,
  foreign,
  type SideReading,
  unmodelled,
} from './side-reading.ts';
import type { PairSide } from './sides.ts';

/*
 * One line for two ensembles. Faults are the same for both. What clients ask for, and which message
 * is held, has a neutral word; a word that only one side has is answered by the other in a sentence
 * that names the neutral one.
 */

/** A line that lets time pass is the playhead's. */
export type NeutralLine =
  | { readonly type: 'read'; readonly on: Readonly<Record<PairSide, SideReading>> }
  | { readonly type: 'run'; readonly ms: number }
  | { readonly type: 'until'; readonly on: Readonly<Record<PairSide, Until | Foreign>> }
  | { readonly type: 'blank' };

const ASK = /^\s*([^\s:|/"'#]+)\s*:\s*(.*)$/;
const ABOUT = /^\s*(hold|release|drop|duplicate|run\s+until)\s+(\S+)(\s+.*)$/;

/** An operator's client asks for a session like any other. */
const CLIENT_MS = 30_000;
const LEAD = /^\s*lead\s+(\d{1,3})\s*$/;
/** Who has no vote: neither ensemble of this page has one. */
const VOTELESS = /^\s*(observer|learner)(?:\s.*)?$/;

/** Reads a line, as the worlds are: what `put` is turns on whether a node is there. */
export function readNeutral(
  line: string,
  worldOn: (side: PairSide) => World,
): NeutralLine | ParseError {
  const asked = ASK.exec(line);
  const [, client = '', text = ''] = asked ?? [];
  if (asked !== null && nameFault(client) === null) {
    const on = askOn(client, text.trim(), worldOn);
    return 'type' in on ? on : { type: 'read', on };
  }
  const lead = LEAD.exec(line);
  if (lead !== null) return { type: 'read', on: leadOn(Number(lead[1]), worldOn('raft')) };
  const voteless = VOTELESS.exec(line);
  if (voteless !== null) {
    const facts = { word: voteless[1] ?? '' };
    const on = { zab: foreign('observer.zab', facts), raft: foreign('observer.raft', facts) };
    return { type: 'read', on };
  }
  const about = ABOUT.exec(line);
  if (about !== null) {
    const [, verb = '', word = '', rest = ''] = about;
    const kind = classNamed(word);
    // ACK, SYNC and COMMIT are messages of ZAB's, too: here they are what is done in general.
    if (kind !== null) return aboutClass(kind, (message) => `${verb} ${message}${rest}`);
  }
  const read = parseScriptLine(line);
  if (isParseError(read)) return read;
  if (read.type === 'blank') return { type: 'blank' };
  if (read.type === 'drive') return driveOn(read.drive);
  return { type: 'read', on: commandOn(read.command) };
}

/** What lets time pass, until it is so on both sides: a message, where a side has it. */
function driveOn(drive: Drive): NeutralLine | ParseError {
  if (drive.type === 'run') return { type: 'run', ms: drive.ms };
  if (drive.type === 'step') {
    return { type: 'error', line: 1, where: 1, what: sentence('pair.drive'), hint: null };
  }
  const both = { zab: drive, raft: drive };
  const lacks = drive.type === 'until-message' ? elsewhere(drive.message) : null;
  return { type: 'until', on: lacks === null ? both : { ...both, [lacks[0]]: lacks[1] } };
}

/** A line about a class of messages, on each side about the message that stands for it. */
function aboutClass(
  kind: MessageClass,
  lineOf: (message: string) => string,
): NeutralLine | ParseError {
  const on = (side: PairSide) => {
    const message = chiefOf(kind, side);
    return message === null ? null : parseScriptLine(lineOf(message));
  };
  const [zab, raft] = [on('zab'), on('raft')];
  for (const read of [zab, raft]) if (read !== null && isParseError(read)) return read;
  const none = foreign('rides', { word: kind });
  if (isUntil(zab) || isUntil(raft)) {
    const untilOf = (read: typeof zab) => (isUntil(read) ? read.drive : none);
    return { type: 'until', on: { zab: untilOf(zab), raft: untilOf(raft) } };
  }
  const readingOf = (read: typeof zab): SideReading =>
    isCommand(read) ? doing(read.command) : none;
  return { type: 'read', on: { zab: readingOf(zab), raft: readingOf(raft) } };
}

type Read = ReturnType<typeof parseScriptLine> | null;

function isUntil(read: Read): read is { type: 'drive'; at: null; drive: Until } {
  return read !== null && read.type === 'drive' && read.drive.type === 'until-message';
}

function isCommand(read: Read): read is Extract<Read, { type: 'command' }> {
  return read !== null && !isParseError(read) && read.type === 'command';
}

/** A command of the script language, on each side. */
export function commandOn(command: Command): Readonly<Record<PairSide, SideReading>> {
  const here = doing(command);
  const notIn = (side: PairSide, says: SideReading) => ({ zab: here, raft: here, [side]: says });
  switch (command.type) {
    case 'hold':
    case 'release':
    case 'drop':
    case 'duplicate': {
      const { message } = command as { readonly message?: string };
      if (message === undefined) return { zab: here, raft: here };
      const lacks = elsewhere(message);
      return lacks === null ? { zab: here, raft: here } : notIn(...lacks);
    }
    case 'client-connect':
      return command.chroot === undefined
        ? { zab: here, raft: here }
        : notIn('raft', unmodelled('raft', 'chroot'));
    case 'recipe':
    case 'release-recipe':
      return notIn('raft', foreign('recipe', { word: nameOf(command) }));
    case 'busy':
    case 'load':
    case 'client-check':
    case 'wire':
      return notIn('raft', unmodelled('raft', command.type));
    default:
      return { zab: here, raft: here };
  }
}

const nameOf = (command: Command): string =>
  command.type === 'recipe' ? command.recipe : 'recipe release';

/**
 * An operator's wish that a member should lead: in etcd a client asks the leader for it
 * (MoveLeader), here one of its own each time. ZooKeeper has no such wish.
 */
function leadOn(to: ServerId, world: World): Readonly<Record<PairSide, SideReading>> {
  const zab = foreign('lead.zab', {});
  const leader = leaderOf(world);
  if (leader === null) return { zab, raft: foreign('lead.raft', {}) };
  let client = 'operator';
  for (let n = 2; hasKey(world.wires, client); n++) client = `operator${n}`;
  const request: EtcdRequest = { type: 'moveLeader', to };
  const raft = doing(
    { type: 'client-connect', client, servers: [leader.sid], timeoutMs: CLIENT_MS },
    { type: 'call', client, line: `move-leader ${to}`, request },
  );
  return { zab, raft };
}
