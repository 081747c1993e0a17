import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../../../src/headless/sweep/ensemble.ts';
import { runSeed } from '../../../../src/headless/sweep/run-seed.ts';
import {
  extendTo,
  isMistake,
  replayWith,
  SIM,
  save,
  toJson,
  UNJUDGED,
  worldAt,
} from '../../../../src/timeline/index.ts';
import {
  FAILURE_IDS,
  failureOf,
  isUnable,
  type Played,
  planOf,
  playLines,
} from '../../../../src/tutor/index.ts';
import { digestOf } from '../../../support/digest.ts';

/**
 * States that nobody has chosen: every failure of the deck acts on each of them. A run of the tests
 * takes a part of the hundred that DECK_STATES=100 tries.
 */
const STATES = Number(process.env.DECK_STATES ?? 30);

const SHAPES: readonly (readonly [servers: number, observers: number, faults: FaultKind])[] = [
  ...([
    [3, 0, 'chaos'],
    [3, 0, 'gentle'],
    [5, 0, 'chaos'],
    [4, 1, 'chaos'],
  ] as const),
  ...([
    [3, 1, 'none'],
    [1, 0, 'gentle'],
    [2, 0, 'chaos'],
    [5, 2, 'gentle'],
  ] as const),
];

/** Some moment of some disaster. */
function stateOf(n: number): Played {
  const [servers, observers, faults] = SHAPES[n % SHAPES.length] ?? [3, 0, 'chaos'];
  const untilMs = 50 + ((n * 7919) % 9000);
  const { recording } = runSeed(90_000 + n, { servers, observers, faults, untilMs, variants: {} });
  const timeline = replayWith(n % 10 === 0 ? SIM : UNJUDGED, recording);
  if (isMistake(timeline)) throw new Error(`state ${n} is replayed: ${JSON.stringify(timeline)}`);
  const at = Math.floor((recording.untilMs ?? 0) * 1000);
  return { timeline: extendTo(timeline, at), at };
}

const bytes = ({ timeline, at }: Played) =>
  `${toJson(save(timeline, at))} ${digestOf(worldAt(timeline, at))}`;

/** What became of each failure, over all states: none of them is always refused. */
const tally = new Map<string, { able: number; led: number; unable: number }>();

describe.each(Array.from({ length: STATES }, (_, n) => n))('state %i', (n) => {
  test('every failure acts, or says why not, and is undone to the same bytes', {
    timeout: 120_000,
  }, () => {
    const before = stateOf(n);
    const same = bytes(before);
    for (const { id, amount, switched } of FAILURE_IDS.map(failureOf)) {
      const many = amount === null ? 0 : Math.max(amount.least, Math.min(amount.usual, 10));
      const count = tally.get(id) ?? { able: 0, led: 0, unable: 0 };
      tally.set(id, count);
      let state = before;
      const isOn = switched !== undefined && n % 2 === 1;
      const plan = () => planOf(id, worldAt(state.timeline, state.at), many, isOn);
      let planned = plan();
      // The way there is gone, and offers the next one until the failure can be had.
      for (let ways = 0; isUnable(planned) && planned.way.type === 'lines' && ways < 5; ways++) {
        const { why } = planned;
        const next = playLines(state, planned.way.lines);
        if ('type' in next) throw new Error(`${id}, the way to ${why}: ${next.line} is refused`);
        state = next;
        planned = plan();
      }
      if (isUnable(planned)) {
        count.unable++;
      } else {
        if (state === before) count.able++;
        else count.led++;
        const after = playLines(state, planned.lines);
        // Somebody that a later line is about may be gone by then: what came before it was done.
        const refused = 'type' in after ? after.line : '';
        expect(refused, id).not.toBe(planned.lines[0]);
      }
    }
    // Whatever was done, going back is going back to this.
    expect(bytes(before) === same).toBe(true);
  });
});

test('each failure was carried out in many states, at once or by the way there', () => {
  const rows = [...tally].map(([id, { able, led, unable }]) => ({ id, able, led, unable }));
  if (process.env.DECK_TABLE) console.table(rows);
  expect(rows.filter(({ able, led }) => able + led < Math.floor(STATES / 8))).toEqual([]);
});
