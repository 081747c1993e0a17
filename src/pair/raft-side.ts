import type { EtcdRequest } from '../etcd/index.ts';
import { bytesOf } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import type { Sentence } from '../script/index.ts';
import { type Command, leaderOf } from '../sim/index.ts';
import {
  act,
  beginWith,
  endOf,
  extendTo,
  isMistake,
  type Mistake,
  openingOf,
  SCENARIOS,
  type TimedCommand,
  type Timeline,
  worldAt,
} from '../timeline/index.ts';
import { onRaft } from './asks.ts';
import { commandOn } from './neutral.ts';
import { chiefOf, doing, type SideReading } from './side-reading.ts';
import { BEGINS, ETCD_ENGINE, MOST_SEEDS, protocolOf, RAFT_LINES } from './sides.ts';

/*
 * The Raft side of a run of ZooKeeper's: etcd's members under the same commands at the same times.
 * It is a function of that run, so whatever keeps the run (a recording, a link, undo) keeps both.
 */

/** A command that the Raft side did not do, and why: it has no such thing, or its world refuses. */
export interface LeftOut {
  readonly at: Micros;
  readonly command: Command;
  readonly why: Sentence | Mistake;
}

export interface EtcdRun {
  readonly timeline: Timeline;
  readonly leftOut: readonly LeftOut[];
}

/** What has been carried out of a run's commands. */
interface Known extends EtcdRun {
  readonly key: string;
  readonly done: readonly TimedCommand[];
}

/** A few runs that were looked at last: a student's own, one beside it, and their beginnings. */
const MOST_KNOWN = 12;
let known: readonly Known[] = [];

function remember(one: Known): Known {
  known = [one, ...known.filter((other) => other !== one)].slice(0, MOST_KNOWN);
  return one;
}

/** All commands of a run that are due at or before `at`; the scenario's own come first. */
function commandsOf({ opening, branches, current }: Timeline, at: Micros) {
  const own = branches.find(({ id }) => id === current)?.commands ?? [];
  const all = [...opening.setup, ...own];
  return all.filter((one) => one.at <= at);
}

/** What was there at time 0: who has started decides who is to lead. */
const isFirst = ({ at, command }: TimedCommand): boolean => at === 0 && command.type === 'start';

/**
 * The group at its beginning. Who leads a group of Raft is chance, and in both the same server is
 * to lead first: the first seed from the run's own on with which it does.
 */
function begun(zab: Timeline, starts: readonly TimedCommand[]): Timeline | null {
  const { spec } = zab.opening;
  const cfg = (typeof spec === 'string' ? SCENARIOS[spec]?.zooCfg : spec.zooCfg) ?? '';
  const opening = openingOf({ zooCfg: `${cfg}${RAFT_LINES}`, setup: [] });
  if (isMistake(opening)) return null;
  const first = beginWith(zab.engine, zab.opening, zab.seed, {}, [], zab.protocol);
  const wanted = leaderOf(worldAt(extendTo(withAll(first, starts), BEGINS), BEGINS))?.sid ?? null;
  const withSeed = (seed: number) =>
    beginWith(ETCD_ENGINE, opening, seed, {}, [], protocolOf('raft'));
  for (let n = 0; wanted !== null && n < MOST_SEEDS; n++) {
    const tried = withAll(withSeed(zab.seed + n), starts);
    if (leaderOf(worldAt(extendTo(tried, BEGINS), BEGINS))?.sid === wanted) {
      return withSeed(zab.seed + n);
    }
  }
  return withSeed(zab.seed);
}

function withAll(timeline: Timeline, commands: readonly TimedCommand[]): Timeline {
  return commands.reduce((now, { at, command }) => {
    const next = act(now, at, command);
    return isMistake(next) ? now : next;
  }, timeline);
}

/** The beginning of a run's Raft side, before anything was given; null: it cannot have one. */
function beginningOf(zab: Timeline, commands: readonly TimedCommand[]): Known | null {
  const starts = commands.filter(isFirst);
  const { spec } = zab.opening;
  const key = JSON.stringify([spec, zab.seed, starts]);
  const found = known.find((one) => one.key === key && one.done.length === 0);
  if (found !== undefined) return remember(found);
  const timeline = begun(zab, starts);
  return timeline && remember({ key, timeline, done: [], leftOut: [] });
}

const isSame = (a: TimedCommand | undefined, b: TimedCommand) =>
  a !== undefined && a.at === b.at && (a.command === b.command || sameText(a.command, b.command));
const sameText = (a: Command, b: Command) => JSON.stringify(a) === JSON.stringify(b);

/** How far one of the known is this run's, and was not carried out beyond what is given next. */
function goesOn({ done, timeline }: Known, commands: readonly TimedCommand[]): boolean {
  const next = commands[done.length];
  return (
    done.length <= commands.length &&
    done.every((one, i) => isSame(commands[i], one)) &&
    (next === undefined || next.at >= endOf(timeline))
  );
}

function given({ timeline, ...rest }: Known, { at, command }: TimedCommand): Known {
  const done = [...rest.done, { at, command }];
  const reading = raftReading(command);
  if (reading.type === 'foreign') {
    const leftOut = [...rest.leftOut, { at, command, why: reading.says }];
    return { ...rest, timeline, done, leftOut };
  }
  let next = timeline;
  for (const one of reading.commands) {
    const acted = act(next, at, one);
    if (isMistake(acted)) {
      return { ...rest, timeline, done, leftOut: [...rest.leftOut, { at, command, why: acted }] };
    }
    next = acted;
  }
  return { ...rest, timeline: next, done };
}

/** The Raft side of a run, with everything carried out that is due at or before `at`. */
export function raftSideOf(zab: Timeline, at: Micros): EtcdRun | null {
  const commands = commandsOf(zab, at);
  const first = beginningOf(zab, commands);
  if (first === null) return null;
  const ready = known
    .filter((one) => one.key === first.key && goesOn(one, commands))
    .sort((a, b) => b.done.length - a.done.length || endOf(b.timeline) - endOf(a.timeline));
  let now = ready[0] ?? first;
  const before = now;
  for (const one of commands.slice(now.done.length)) now = given(now, one);
  const timeline = extendTo(now.timeline, at);
  if (timeline !== now.timeline) now = { ...now, timeline };
  if (now === before) return now;
  // What it came out of is not asked for again, but for the beginning.
  if (before.done.length > 0) known = known.filter((one) => one !== before);
  return remember(now);
}

type AboutMessages = Extract<Command, { type: 'hold' | 'release' | 'drop' | 'duplicate' }>;

const isAboutMessages = (command: Command): command is AboutMessages =>
  /^(hold|release|drop|duplicate)$/.test(command.type);

/** The same about the message that stands for it in Raft, where one does. */
function aboutMessage(command: AboutMessages): SideReading {
  const row = protocolOf('zab').messages[command.message];
  const message = row?.chief === true ? chiefOf(row.class, 'raft') : null;
  if (message === null) return commandOn(command).raft;
  return doing({ ...command, message });
}

/** What a command of ZooKeeper's run comes to on the Raft side. */
export function raftReading(command: Command): SideReading {
  if (isAboutMessages(command)) return aboutMessage(command);
  if (command.type !== 'ask') return commandOn(command).raft;
  const { client, line } = command;
  const words = line.split(/\s+/).filter((word) => word !== '');
  const [verb = '', path = '', ...rest] = words;
  const name = path.slice(1);
  const key = bytesOf(name);
  const call = (said: string, request: EtcdRequest) =>
    doing({ type: 'call', client, line: said, request });
  // A path alone is a key: what else zkCli can say of a node, etcd has nothing for.
  if (!path.startsWith('/') || rest.some((word) => word.startsWith('-'))) {
    return onRaft(verb, words);
  }
  switch (verb) {
    case 'create':
    case 'set': {
      const value = rest[0] ?? '';
      return call(`put ${name} ${value}`.trim(), { type: 'put', key, value: bytesOf(value) });
    }
    case 'get':
      return call(`get ${name}`, { type: 'range', key });
    case 'delete':
      return call(`del ${name}`, { type: 'deleteRange', key });
    default:
      return onRaft(verb, words);
  }
}
