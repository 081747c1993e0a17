import { expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { BEGINS, beginPair, SIDES } from '../../../src/pair/index.ts';
import type { World } from '../../../src/sim/index.ts';
import { endOf, eventsBetween, worldAt } from '../../../src/timeline/index.ts';
import type { EntryStage, PointedPart } from '../../../src/views/props.ts';
import { saidOf, stateWords } from '../../../src/views/stage/asked-words.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { serverShape } from '../../../src/views/stage/servers.ts';
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

const part = (sid: number, one: PointedPart) => ({ ...about(sid), part: one });
const cellsOf = (world: World, sid: number) =>
  world.hosts.flatMap((host) => (host.sid === sid ? serverShape(host, world).cells : []));
const zxid = (counter: number) => ({ epoch: 1, counter });
const entry = (sid: number, counter: number, stage: EntryStage) =>
  part(sid, { type: 'entry', zxid: zxid(counter), stage });

test('what made a sign, a number on a disk, and an entry of a log what they are', () => {
  expect(typeOf(part(3, { type: 'role' }))).toBe('leaderEstablished');
  expect(typeOf(part(2, { type: 'role' }))).toBe('serverCrashed');
  expect(typeOf(part(1, { type: 'promise', name: 'acceptedEpoch' }))).toBe('epochAccepted');
  expect(typeOf(part(1, { type: 'promise', name: 'currentEpoch' }))).toBe('epochAdopted');
  const cells = cellsOf(worldAt(RUN, endOf(RUN)), 3);
  const last = cells.at(-1)?.counter ?? 0;
  expect(typeOf(entry(3, last, 'applied'))).toBe('applied');
  // A crash takes from a server what it knew of its log.
  expect(typeOf(entry(2, 1, 'logged'))).toBe('serverCrashed');
  const early = events.filter(({ at }) => at < 5.9e6);
  expect(whyOf(entry(2, 1, 'applied'), early)?.event.type).toBe('applied');
  const quorum = (committed: boolean) =>
    whyOf(part(3, { type: 'quorum', zxid: zxid(last), committed }), events)?.event;
  expect(quorum(true)).toMatchObject({ type: 'committed', txn: { zxid: zxid(last) } });
  expect(quorum(false)).toMatchObject({ type: 'messageDelivered', to: 3, class: 'ACK' });
});

test('a server that looks for a leader has in its tree what it cannot call committed', () => {
  const run = runOf(9, [
    [6, 'crash 3'],
    [6.1, 'crash 2'],
  ]);
  const world = worldAt(run, endOf(run));
  const cells = cellsOf(world, 1);
  expect(cells.at(-1)?.stage).toBe('kept');
  const all = eventsBetween(run, 0, endOf(run), 50_000);
  const why = whyOf(entry(1, cells.at(-1)?.counter ?? 0, 'kept'), all);
  expect(why?.event).toMatchObject({ type: 'stateChanged', role: 'LOOKING', server: 1 });
});

test('what happened long ago is found in the run, and a part says what it shows', () => {
  const run = runOf(40, [[5, 'load 3 clients 5 per second']]);
  const world = worldAt(run, endOf(run));
  const latest = eventsBetween(run, 0, endOf(run), 400);
  const pointed = part(3, { type: 'role' });
  expect(whyOf(pointed, latest)).toBeNull();
  const moment = { world, now: endOf(run), events: latest, timeline: run, pointed } as never;
  const shape = captionOf(moment, false, false, true);
  expect(shape?.timed.event.type).toBe('leaderEstablished');
  const told = { text: 'So it was.', why: 'Since.' };
  expect(shape && saidOf(shape, told, stageModel(world), 'en', false)).toEqual({
    text: 'A full crown: an established leader. So it was.',
    why: 'Since.',
    full: 'A full crown: an established leader. So it was. Since.',
    asked: true,
  });
  // Nothing else is told where what one could do stands on the stage.
  expect(
    captionOf({ ...(moment as object), pointed: null } as never, false, false, true),
  ).toBeNull();
});

test.each(SIDES)('each number on a disk says what it is, and what made it so: %s', (side) => {
  const run = beginPair({ servers: 3, lead: 3, seed: 1 })[side];
  const all = eventsBetween(run, 0, BEGINS, 50_000);
  for (const at of [0, BEGINS]) {
    const model = stageModel(worldAt(run, at));
    for (const { sid, promises } of model.servers) {
      expect(promises).toHaveLength(2);
      for (const { name } of promises) {
        const pointed = part(sid, { type: 'promise', name });
        for (const language of ['en', 'zh'] as const) {
          expect(stateWords(pointed, model, translate(language)), name).toMatch(/\S/);
        }
        const types = /^(epoch\w+|stateChanged|serverStarted)$/;
        expect(whyOf(pointed, all)?.event.type, name).toMatch(types);
      }
    }
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
