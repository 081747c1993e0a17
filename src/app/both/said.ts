import { append, emptyLog } from '../../lib/index.ts';
import type { Micros } from '../../model/index.ts';
import {
  type Pair,
  type PairLine,
  raftReading,
  raftSideOf,
  type Tally,
  tallyOf,
} from '../../pair/index.ts';
import { printCommand } from '../../script/index.ts';
import { branchOf, type TimedCommand, type Timeline } from '../../timeline/index.ts';

/** A command as both have it: what a client asks for in etcd's word. */
function lineOf({ at, command }: TimedCommand): PairLine {
  const reading = command.type === 'ask' ? raftReading(command) : null;
  const asked = reading?.type === 'commands' ? reading.commands[0] : undefined;
  const text = asked?.type === 'call' ? `${asked.client}: ${asked.line}` : printCommand(command);
  const typedLine = command.type === 'ask' ? command.line : null;
  return { at, text, typed: typedLine, on: { zab: null, raft: null } };
}

/** What came of both sides of a run between two times; null: it has no second side. */
export function saidTo(zab: Timeline, now: Micros, from: Micros): readonly [Tally, Tally] | null {
  const raft = raftSideOf(zab, now)?.timeline;
  if (raft === undefined) return null;
  const lines = branchOf(zab).commands.map(lineOf);
  const said = lines.reduce<Pair['said']>(append, emptyLog());
  const setting = { servers: zab.opening.scenario.config.servers.length, lead: 0, seed: zab.seed };
  const pair: Pair = { setting, zab, raft, said };
  return [tallyOf(pair, 'zab', now, from), tallyOf(pair, 'raft', now, from)];
}
