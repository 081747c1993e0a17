/** The Raft side of a run is a function of that run, whatever was looked at before. */
import '../../../src/recipes/all.ts';
import { describe, expect, test } from 'vitest';
import { etcdTold, raftReading, raftSideOf } from '../../../src/pair/index.ts';
import { isParseError, parseScriptLine } from '../../../src/script/index.ts';
import { leaderOf } from '../../../src/sim/index.ts';
import {
  beginWith,
  eventsBetween,
  isMistake,
  openingOf,
  SIM,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import { type Played, playLines } from '../../../src/tutor/index.ts';

function play(from: Played, lines: readonly string[]): Played {
  const next = playLines(from, lines);
  if ('type' in next) throw new Error(next.line);
  return next;
}

function began(seed: number): Played {
  const opening = openingOf({ zooCfg: zooCfgFor(3, 0), setup: [] });
  if (isMistake(opening)) throw new Error('no three servers');
  return { timeline: beginWith(SIM, opening, seed), at: 0 };
}

const SETUP = ['start 1 2 3', 'run 4000', 'client a connect 1', 'run 500', 'a: create /k v0'];

/** All that happened there, word for word. */
function told(timeline: Timeline, at: number): string {
  const side = raftSideOf(timeline, at);
  return JSON.stringify(side && eventsBetween(side.timeline, 0, at, 200_000));
}

describe('the Raft side of a run', () => {
  test.each([1, 2, 3, 4])('begins with the same leader (seed %d)', (seed) => {
    const { timeline, at } = play(began(seed), SETUP);
    const side = raftSideOf(timeline, at);
    expect(side && leaderOf(worldAt(side.timeline, at))?.sid).toBe(3);
    expect(leaderOf(worldAt(timeline, at))?.sid).toBe(3);
  });

  test('is the same, looked at all along, once at the end, or after another course', () => {
    const lines = ['run 500', 'crash 3', 'run 300', 'a: set /k v1', 'run 3000', 'start 3'];
    const once = play(began(7), [...SETUP, ...lines, 'run 1000']);
    const last = told(once.timeline, once.at);
    // Another course of the same seed, and this one again, a little at a time.
    const other = play(began(7), [...SETUP, 'run 500', 'isolate 3', 'run 4000']);
    expect(told(other.timeline, other.at)).not.toBe(last);
    let now = play(began(7), SETUP);
    for (const line of [...lines, 'run 1000']) {
      now = play(now, [line]);
      told(now.timeline, now.at);
      told(now.timeline, now.at - 100_000);
    }
    expect(told(now.timeline, now.at)).toBe(last);
    expect(told(once.timeline, once.at)).toBe(last);
  });

  test('does in its own words what its clients are told', () => {
    const { timeline, at } = play(began(2), [
      ...SETUP,
      'run 300',
      'a: set /k v1',
      'run 300',
      'a: get /k',
      'run 300',
      'a: delete /k',
      'run 300',
    ]);
    const side = raftSideOf(timeline, at);
    const events = side ? eventsBetween(side.timeline, 0, at, 200_000) : [];
    expect(
      etcdTold(
        events.map(({ event }) => event),
        'a',
      ),
    ).toEqual([
      { line: 'put k v0', answer: 'OK' },
      { line: 'put k v1', answer: 'OK' },
      { line: 'get k', answer: 'v1' },
      { line: 'del k', answer: '1' },
    ]);
    expect(side?.leftOut).toEqual([]);
  });

  test('leaves out what it has no word for, and says so', () => {
    const { timeline, at } = play(began(2), [...SETUP, 'a: sync /k', 'hold COMMIT 3 -> 1']);
    const left = raftSideOf(timeline, at)?.leftOut ?? [];
    expect(left.map(({ command }) => command.type)).toEqual(['ask', 'hold']);
  });

  test.each([
    ['hold PROPOSAL 3 -> 1', 'MsgApp'],
    ['release ACK 1 -> 3', 'MsgAppResp'],
    ['hold NOTIFICATION 1 -> 2', 'MsgVote'],
  ])('%s is about %s there', (line, message) => {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') throw new Error(line);
    expect(raftReading(read.command)).toMatchObject({
      type: 'commands',
      commands: [{ ...read.command, message }],
    });
  });
});
