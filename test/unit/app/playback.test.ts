import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { type PlaybackEvent, playbackChart } from '../../../src/app/playback.ts';

function after(...events: readonly PlaybackEvent[]) {
  const actor = createActor(playbackChart).start();
  for (const event of events) actor.send(event);
  const { value, context } = actor.getSnapshot();
  return [value, context.target];
}

const GO = { type: 'GO', target: 5 } as const;

test.each([
  [[], ['paused', null]],
  [[{ type: 'TOGGLE' }], ['playing', null]],
  [
    [{ type: 'TOGGLE' }, { type: 'TOGGLE' }],
    ['paused', null],
  ],
  [[GO], ['stepping', 5]],
  [
    [GO, { type: 'ARRIVED' }],
    ['paused', null],
  ],
  [
    [GO, { ...GO, target: 9 }],
    ['stepping', 9],
  ],
  [
    [GO, { type: 'PLAY' }],
    ['playing', null],
  ],
  [
    [{ type: 'PLAY' }, { type: 'ARRIVED' }],
    ['playing', null],
  ],
  [
    [{ type: 'PLAY' }, { type: 'STOPPED' }],
    ['paused', null],
  ],
] as const)('%j leads to %j', (events, expected) => {
  expect(after(...events)).toEqual(expected);
});
