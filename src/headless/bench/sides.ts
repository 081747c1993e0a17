import { type Micros, MS } from '../../model/index.ts';
import {
  actPair,
  BEGINS,
  beginPair,
  extendPair,
  type Pair,
  type PairSide,
} from '../../pair/index.ts';
import { isParseError } from '../../script/index.ts';
import { act, extendTo, isMistake, type Timeline } from '../../timeline/index.ts';
import type { Figure } from './measures.ts';

/*
 * ZooKeeper's servers on ZAB and etcd's members on Raft, five of each, a put each 100 ms, under all
 * invariants: each alone, and side by side as the page has them. By processor time, since others
 * may have the machine meanwhile; each in a process of its own, and by turns.
 */

const EVERY: Micros = 100 * MS;
/** Of virtual time; before it another stretch is thrown away. */
const SECONDS = 600;

/** Who leads when the measuring begins, and a client of a server that follows. */
const SETTING = { servers: 5, lead: 5, seed: 1 } as const;

function told(pair: Pair, at: Micros, line: string): Pair {
  const acted = actPair(pair, at, line);
  if (isParseError(acted)) throw new Error(`not a line for both: ${line}`);
  return acted.pair;
}

/** Both sides, their client connected and its key there. */
function ready(): Pair {
  const pair = told(beginPair(SETTING), BEGINS, 'client a connect 1');
  return extendPair(told(pair, BEGINS + 10 * EVERY, 'a: put k v'), BEGINS + 20 * EVERY);
}

/** The run of one side with a put each 100 ms from `from` on, and nothing of the other side. */
function alone(timeline: Timeline, from: Micros, seconds: number, pair: Pair): Timeline {
  const side: PairSide = timeline === pair.zab ? 'zab' : 'raft';
  const command = told(pair, from, 'a: put k v')[side].branches.at(-1)?.commands.at(-1)?.command;
  if (command === undefined) throw new Error('a put is no command');
  let next = timeline;
  for (let at = from; at < from + seconds * 1000 * MS; at += EVERY) {
    const acted = act(next, at, command);
    if (isMistake(acted)) throw new Error('the put was refused');
    next = acted;
  }
  return extendTo(next, from + seconds * 1000 * MS);
}

function both(pair: Pair, from: Micros, seconds: number): Pair {
  let next = pair;
  for (let at = from; at < from + seconds * 1000 * MS; at += EVERY) {
    next = told(next, at, 'a: put k v');
  }
  return extendPair(next, from + seconds * 1000 * MS);
}

/** Processor time of a simulated second, in ms. */
function costOf(run: (seconds: number) => void): number {
  run(SECONDS / 4);
  const before = process.cpuUsage();
  run(SECONDS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / SECONDS;
}

const FROM = BEGINS + 30 * EVERY;
const WHAT = 'five members, a put each 100 ms, invariants on: ';
const unit = 'cpu-ms/sim-s';

/** One of the sides, or the two at once. */
export function sideCost(which: PairSide | 'both'): readonly Figure[] {
  const pair = ready();
  const figure = costOf((seconds) => {
    if (which === 'both') both(pair, FROM, seconds);
    else alone(pair[which], FROM, seconds, pair);
  });
  const name = { zab: 'ZooKeeper on ZAB', raft: 'etcd on Raft', both: 'side by side' }[which];
  return [{ name: `${WHAT}${name}`, figure, unit, better: 'less' }];
}
