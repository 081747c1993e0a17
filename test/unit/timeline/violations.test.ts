/** What the checker finds becomes events and marks; a branch that leaves before has none of it. */
import { describe, expect, test } from 'vitest';
import { perform, type World } from '../../../src/sim/index.ts';
import {
  act,
  beginWith,
  carriedOutBy,
  type Engine,
  eventsBetween,
  extendTo,
  follow,
  isMistake,
  marksOf,
  openingOf,
  SIM,
  type TimedCommand,
  type Timeline,
  worldAt,
} from '../../../src/timeline/index.ts';

const MS = 1000;

/** The world with its first server's disk damaged: it has promised less than it has adopted. */
function damaged(world: World): World {
  const [host, ...others] = world.hosts;
  if (!host?.server) throw new Error('server 1 does not run');
  const disk = { ...host.server.peer.disk, acceptedEpoch: 0 };
  const peer = { ...host.server.peer, disk };
  return { ...world, hosts: [{ ...host, server: { ...host.server, peer } }, ...others] };
}

/** The simulator, except that slowing a disk ruins it. */
const RUINOUS: Engine = {
  ...SIM,
  perform: (world, command, record) => {
    const turn = perform(world, command, record);
    return command.type === 'disk' ? { ...turn, world: damaged(turn.world) } : turn;
  },
};

const SLOW: TimedCommand = {
  at: 5000 * MS,
  command: { type: 'disk', server: 1, fsyncMs: 9 },
};

function run(): Timeline {
  const opening = openingOf('default');
  if (isMistake(opening)) throw new Error(opening.what.key);
  return extendTo(beginWith(RUINOUS, opening, 1, {}, [SLOW]), 9000 * MS);
}

describe('a broken invariant', () => {
  const timeline = run();
  const events = eventsBetween(timeline, 0, 9000 * MS, 1e9);
  const violated = events.filter(({ event }) => event.type === 'violated');
  const marks = marksOf(timeline).filter((mark) => mark.type === 'violated');

  test('is an event, numbered as all others, and a mark that points at it', () => {
    expect(violated.length).toBeGreaterThan(0);
    expect(events.map(({ n }) => n)).toEqual(events.map((_, i) => i));
    expect(violated[0]?.at).toBe(5000 * MS);
    expect(marks.map((mark) => mark.n)).toEqual(violated.map(({ n }) => n));
    expect(marks.map((mark) => mark.type === 'violated' && mark.breach.because)).toEqual(
      violated.map(({ event }) => event.type === 'violated' && event.because),
    );
  });

  test('is found without records, too', () => {
    const found: string[] = [];
    follow(
      timeline,
      9000 * MS,
      ({ breaches, turn }) => {
        expect(turn.events).toEqual([]);
        found.push(...breaches.map((breach) => breach.invariant));
        return true;
      },
      false,
    );
    expect(found).toEqual(marks.map((mark) => mark.type === 'violated' && mark.invariant));
  });

  test('is found when the judge comes late, as if it had been there from the beginning', () => {
    const unjudged = carriedOutBy({ ...RUINOUS, judge: null }, timeline);
    const seen = eventsBetween(unjudged, 0, 9000 * MS, 1e9);
    expect(seen.filter(({ event }) => event.type === 'violated')).toEqual([]);
    expect(marksOf(unjudged).some((mark) => mark.type === 'violated')).toBe(false);

    const late = carriedOutBy(RUINOUS, unjudged);
    expect(eventsBetween(late, 0, 9000 * MS, 1e9)).toEqual(events);
    expect(marksOf(late)).toEqual(marksOf(timeline));
    expect(worldAt(unjudged, 9000 * MS)).toEqual(worldAt(late, 9000 * MS));
  });

  test('is not on a branch that left before', () => {
    const forked = act(timeline, 4000 * MS, { type: 'crash', servers: [2] });
    if (isMistake(forked)) throw new Error('refused');
    const later = marksOf(extendTo(forked, 9000 * MS));
    expect(later.filter((mark) => mark.type === 'violated')).toEqual([]);
  });
});
