import { append, type ChunkedLog, emptyLog, searchLog, sliceLog, takeLog } from '../lib/index.ts';
import { type Micros, MS } from '../model/index.ts';
import { isParseError, type ParseError, sentence } from '../script/index.ts';
import {
  act,
  extendTo,
  isMistake,
  type Mistake,
  runUntil,
  type Timeline,
  type Until,
  worldAt,
} from '../timeline/index.ts';
import { readNeutral } from './neutral.ts';
import type { Foreign, SideReading } from './side-reading.ts';
import { BEGINS, beginSide, PAIR_NAMES, type PairSetting, type PairSide, SIDES } from './sides.ts';

/** Why a side did not do what a line says: it has no such thing, or its world refuses. */
export type Declined = Foreign | { readonly type: 'refused'; readonly mistake: Mistake };

/** A line as it was given to both. */
export interface PairLine {
  readonly at: Micros;
  readonly text: string;
  /** What ZooKeeper's client was asked in its own words, last; null: nothing. */
  readonly typed: string | null;
  /** Null: done. */
  readonly on: Readonly<Record<PairSide, Declined | null>>;
}

/** Two runs under one script. Immutable. */
export interface Pair {
  readonly setting: PairSetting;
  readonly zab: Timeline;
  readonly raft: Timeline;
  /** In order of time. */
  readonly said: ChunkedLog<PairLine>;
}

export function beginPair(setting: PairSetting): Pair {
  return {
    setting,
    zab: beginSide('zab', setting),
    raft: beginSide('raft', setting),
    said: emptyLog(),
  };
}

function saidLog({ said }: Pair, at: Micros): Pair['said'] {
  return takeLog(
    said,
    searchLog(said, (line) => line.at > at),
  );
}

/** What was said at or before a time, oldest first. */
export function saidUntil(pair: Pair, at: Micros = Infinity): readonly PairLine[] {
  return sliceLog(saidLog(pair, at), 0);
}

/** Both, with everything carried out that is due at or before `at`. */
export function extendPair(pair: Pair, at: Micros): Pair {
  const [zab, raft] = [extendTo(pair.zab, at), extendTo(pair.raft, at)];
  return zab === pair.zab && raft === pair.raft ? pair : { ...pair, zab, raft };
}

/** What became of a line: the runs after it, and how long it lets time pass. */
export interface Acted {
  readonly type: 'acted';
  readonly pair: Pair;
  readonly ms: number;
}

/**
 * Gives a line to both at a time. What is said later is forgotten, on both sides. A line that one
 * side has no word for is done on the other.
 */
export function actPair(pair: Pair, at: Micros, text: string): Acted | ParseError {
  const time = Math.max(BEGINS, Math.floor(at));
  // First all of one side, then of the other: to go to and fro costs more than what is done.
  const ready = extendTo(pair.zab, time);
  const read = readNeutral(text, (side) =>
    side === 'zab' ? worldAt(ready, time) : worldAt(extendTo(pair.raft, time), time),
  );
  if (isParseError(read)) return read;
  if (read.type === 'until') return untilOn(extendPair(pair, time), time, read.on);
  if (read.type !== 'read') {
    const ms = read.type === 'run' ? read.ms : 0;
    return { type: 'acted', pair: extendPair(pair, time), ms };
  }
  const zab = actOn(ready, time, read.on.zab);
  const raft = actOn(extendTo(pair.raft, time), time, read.on.raft);
  const on = { zab: zab.declined, raft: raft.declined };
  const line = { at: time, text: text.trim(), typed: typedIn(read.on.zab), on };
  const said = append(saidLog(pair, time), line);
  const next = { ...pair, zab: zab.timeline, raft: raft.timeline, said };
  return { type: 'acted', pair: next, ms: 0 };
}

function typedIn(reading: SideReading): string | null {
  const last = reading.type === 'foreign' ? undefined : reading.commands.at(-1);
  return last?.type === 'ask' ? last.line : null;
}

/** What does not come about in so long is not waited for. */
const PATIENCE: Micros = 60_000_000;

/** How long until it is so on each side that has such a thing; nothing if on one it never is. */
function untilOn(
  pair: Pair,
  at: Micros,
  on: Readonly<Record<PairSide, Until | Foreign>>,
): Acted | ParseError {
  const found = SIDES.flatMap((side) => {
    const condition = on[side];
    return condition.type === 'foreign'
      ? []
      : [{ side, ...runUntil(pair[side], at, condition, at + PATIENCE) }];
  });
  const never = found.filter(({ met }) => !met).map(({ side }) => PAIR_NAMES[side]);
  if (never.length > 0) {
    const what = sentence('pair.never', { sides: never.join(', ') });
    return { type: 'error', line: 1, where: 1, what, hint: null };
  }
  const last = Math.max(at, ...found.map((one) => one.at));
  return { type: 'acted', pair, ms: (last - at) / MS };
}

interface ActedSide {
  readonly timeline: Timeline;
  readonly declined: Declined | null;
}

function actOn(timeline: Timeline, at: Micros, reading: SideReading): ActedSide {
  if (reading.type === 'foreign') return { timeline, declined: reading };
  let next = timeline;
  for (const command of reading.commands) {
    const acted = act(next, at, command);
    if (isMistake(acted)) return { timeline, declined: { type: 'refused', mistake: acted } };
    next = acted;
  }
  return { timeline: next, declined: null };
}
