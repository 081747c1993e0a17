import { expect, test } from 'vitest';
import { endOf, eventsBetween } from '../../../src/timeline/index.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import { pointedThing, whyOf } from '../../../src/views/stage/why.ts';
import { runOf } from './space-time-run.ts';

const RUN = runOf(9, [
  [5, 'hold PROPOSAL 3 -> 1'],
  [5.1, 'radiology: create /held x'],
  [5.3, 'cut 1 2'],
  [5.4, 'client emergency freeze'],
  [6, 'crash 2'],
]);
const events = eventsBetween(RUN, 0, endOf(RUN), 50_000);
const about = (...ends: readonly (number | string)[]) => ({ n: null, message: null, ends });
const typeOf = (pointed: Parameters<typeof whyOf>[0]) => whyOf(pointed, events)?.event.type;

test('what made a server, a client and a link what they are', () => {
  expect(typeOf(about(2))).toBe('serverCrashed');
  expect(typeOf(about(3))).toBe('serving');
  expect(typeOf(about('emergency'))).toBe('clientFrozen');
  const early = events.filter(({ at }) => at < 5.9e6);
  expect(whyOf(about(2, 1), early)?.event.type).toBe('linkCut');
  // Then one of its ends died.
  expect(typeOf(about(2, 1))).toBe('connectionBroken');
  expect(typeOf(about(9))).toBeUndefined();
});

const held = events.find(({ event }) => event.type === 'messageHeld')?.event;
const message = held?.type === 'messageHeld' ? held.id : -1;

test('the sentence on the stage is that of the message that is pointed at', () => {
  const pointed = { n: null, message, ends: [] };
  expect(typeOf(pointed)).toBe('messageHeld');
  const world = { now: endOf(RUN) };
  const now = endOf(RUN);
  const moment = { world, now, events, selected: null, observed: 1, pointed } as never;
  const { timed, about } = captionOf(moment, false, false) ?? {};
  expect([timed?.event.type, about]).toEqual(['messageHeld', [3, 1]]);
  // While time passes, and while a lesson is still asking, nothing is told of it.
  for (const shown of [
    captionOf(moment, true, false),
    captionOf({ ...(moment as object), quiet: true } as never, false, false),
  ]) {
    expect(shown?.timed.event.type).not.toBe('messageHeld');
  }
});

test('every thing of the stage but the stage itself can be asked', () => {
  const ask = (thing: object) => pointedThing(thing as Parameters<typeof pointedThing>[0]);
  expect(ask({ type: 'server', server: { sid: 2 } })?.ends).toEqual([2]);
  expect(ask({ type: 'client', client: { name: 'desk' } })?.ends).toEqual(['desk']);
  expect(ask({ type: 'link', link: { a: 1, b: 3 } })?.ends).toEqual([1, 3]);
  expect(ask({ type: 'token', token: { id: 7 } })?.message).toBe(7);
  expect(ask({ type: 'stage' })).toBeNull();
});
