import { describe, expect, test } from 'vitest';
import {
  FIRST_AT,
  FIRST_OPENING,
  FIRST_SCENARIO,
  FIRST_SEED,
  FIRST_STOP,
} from '../../../src/app/first-opening.ts';
import { yourMove } from '../../../src/app/moves.ts';
import { entries } from '../../../src/sim/index.ts';
import { beginWith, extendTo, openingOf, SIM, worldAt } from '../../../src/timeline/index.ts';
import { wardModel } from '../../../src/views/ward/model.ts';

test('the value that the build puts in is the scenario that it stands for', () => {
  expect(FIRST_OPENING).toStrictEqual(openingOf(FIRST_SCENARIO));
  expect(FIRST_OPENING.setup.length).toBeGreaterThan(4);
});

describe('the first minute', () => {
  const timeline = extendTo(beginWith(SIM, FIRST_OPENING, FIRST_SEED), FIRST_STOP);
  const inside = (at: number) => wardModel(worldAt(timeline, at), null).inside?.who;

  test('begins where an ensemble serves and three departments are at the door', () => {
    const world = worldAt(timeline, FIRST_AT);
    expect(world.hosts.every((host) => host.server?.serving)).toBe(true);
    expect(inside(FIRST_AT)).toBe('radiology');
    expect(wardModel(world, null).queue.map(({ who }) => who)).toEqual(['emergency', 'neurology']);
  });

  test('begins as a message sets out, so that nobody waits for one', () => {
    const sent = [...entries(worldAt(timeline, FIRST_AT).agenda)].flatMap(({ item }) =>
      item.type === 'flight' && item.message.type !== 'PING' ? [item.sentAt] : [],
    );
    expect(sent).toEqual([FIRST_AT]);
  });

  test('ends when the lock has changed hands, with things to do', () => {
    const world = worldAt(timeline, FIRST_STOP);
    expect(inside(FIRST_STOP)).toBe('emergency');
    expect(wardModel(world, null).queue).toHaveLength(2);
    const move = yourMove(timeline, world, FIRST_STOP, null);
    expect(move?.moves.map(({ lines }) => lines)).toEqual([
      ['crash 3'],
      ['client emergency freeze'],
      [],
    ]);
    expect(yourMove(timeline, world, FIRST_STOP + 1, null)).toBeNull();
  });
});
