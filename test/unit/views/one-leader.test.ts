/** A protocol that only tests know, in pictures and sentences: they read it by the contract. */
import { beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, translate } from '../../../src/i18n/index.ts';
import { describe as say } from '../../../src/script/index.ts';
import {
  beginWith,
  causesIn,
  eventsBetween,
  extendTo,
  isMistake,
  openingOf,
  pastBetween,
  SIM,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import { eventsModel } from '../../../src/views/events/model.ts';
import { logModel } from '../../../src/views/log/model.ts';
import { sceneOf } from '../../../src/views/space-time/scene.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import { quorumName } from '../../../src/views/stage/later-words.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import { linkName, serverName, tokenLabel } from '../../../src/views/stage/words.ts';
import { stateModel } from '../../../src/views/state/subject.ts';
import { votesModel } from '../../../src/views/votes/model.ts';
import { ONE_LEADER } from '../../support/one-leader.ts';
import { drawingOf } from './stage-drawing.ts';

const MS = 1000;
/** Server 3, where the client is, has a slow disk at the end; server 2 is cut off before. */
const LINES = [
  ...['start 1 2 3', '@2000 client a connect 3 timeout 8000', '@2500 cut 1 2'],
  ...['@2600 a: create /x 1', '@2650 disk 3 900', '@2700 a: create /y 2', '@9000 crash 1'],
];
let run: Timeline;
beforeAll(() => {
  const opening = openingOf({ zooCfg: zooCfgFor(3, 0), setup: LINES });
  if (isMistake(opening)) throw new Error('the lines are right');
  run = extendTo(beginWith(SIM, opening, 7, {}, [], ONE_LEADER), 12_000 * MS);
});
const momentAt = (ms: number) => {
  const events = eventsBetween(run, 0, ms * MS, 10_000);
  return { world: worldAt(run, ms * MS), events, now: ms * MS, selected: null, observed: 1 };
};
const pastAt = (ms: number) => pastBetween(run, 0, ms * MS, Infinity);

describe('on the stage', () => {
  test('cards say who leads, in its own words, and what each has', () => {
    const { servers } = stageModel(worldAt(run, 3000 * MS));
    expect(servers.map((one) => [one.state, one.phase, one.crown, one.leader])).toEqual([
      ['LEADS', 'WORKING', 'full', null],
      ['FOLLOWS', 'WORKING', null, 1],
      ['FOLLOWS', 'WORKING', null, 1],
    ]);
    expect(servers.map(({ cells }) => cells.map(({ stage }) => stage))).toEqual([
      ['applied', 'applied', 'logged'],
      ['applied'],
      ['applied', 'applied', 'received'],
    ]);
  });

  test('the meter counts as its leader does', () => {
    expect(stageModel(worldAt(run, 3000 * MS)).quorum).toMatchObject({
      ...{ leader: 1, zxid: { epoch: 1, counter: 3 }, have: [1], need: 2, committed: false },
    });
    expect(stageModel(worldAt(run, 5000 * MS)).quorum).toMatchObject({
      ...{ have: [1, 3], committed: true },
    });
    expect(stageModel(worldAt(run, 11_000 * MS)).quorum).toBeNull();
  });

  test('messages have the form of what they do, and say what they are about', () => {
    const seen = new Map<string, string>();
    for (const { at } of pastAt(6000)) {
      for (const token of stageTokens(worldAt(run, at), true)) {
        if (token.form === 'dot') expect(['PING', 'CALL', 'REPLY']).toContain(token.type);
        else seen.set(token.type, `${token.form} ${tokenLabel(token, translate('en'))}`.trim());
      }
    }
    expect(Object.fromEntries(seen)).toMatchObject({
      ...{ HELLO: 'plain HELLO', ENTRY: 'pill ENTRY 1·3', HAVE: 'square HAVE' },
      ...{ DONE: 'hexagon DONE', REQUEST: 'plain create …/y', REPLY: 'note OK' },
    });
  });

  test('everything has its place', () => {
    for (const { at } of pastAt(3000)) {
      const { cards, tokens } = drawingOf(worldAt(run, at), at, 1280, 620);
      expect(cards.length).toBe(3);
      for (const { at: place, label, token } of tokens) {
        expect(Number.isFinite(place.x) && Number.isFinite(place.y)).toBe(true);
        if (token.form !== 'dot') expect(label).not.toBe('');
      }
    }
  });

  test('names for the ear, and the caption', () => {
    for (const language of LANGUAGES) {
      const t = translate(language);
      const { servers, links, quorum } = stageModel(worldAt(run, 3000 * MS));
      const names = [...servers.map((one) => serverName(one, t)), quorum && quorumName(quorum, t)];
      for (const name of [...names, ...links.map((one) => linkName(one, t))]) {
        expect(name).toMatch(/^[^{}]+$/);
      }
    }
    const written = eventsBetween(run, 2600 * MS, 2650 * MS, 100);
    const at = written.find(({ event }) => event.type === 'committed')?.at ?? 0;
    expect(captionOf(momentAt(at / MS), true, false)?.timed.event.type).toBe('committed');
  });
});

test('the log has an entry a column, and what each server has of it', () => {
  const { columns, rows } = logModel(momentAt(3000));
  expect(columns.map((one) => `${one.short} ${one.change}`)).toEqual([
    ...['1·1 createSession', '1·2 create', '1·3 create'],
  ]);
  expect(rows.map(({ cells }) => cells.map(({ held }) => held))).toEqual([
    ['logged', 'logged', 'logged'],
    ['logged', 'none', 'none'],
    ['logged', 'logged', 'received'],
  ]);
});

test('nobody votes', () => {
  const { servers, quorum } = votesModel(momentAt(3000));
  expect(quorum).toBe(2);
  expect(servers.map(({ state, vote, lines }) => [state, vote, lines])).toEqual([
    ['LEADS', null, []],
    ['FOLLOWS', null, []],
    ['FOLLOWS', null, []],
  ]);
});

test('its chart is drawn, with the leaf it is in and the move that led there', () => {
  const { chart } = stateModel(momentAt(11_000), 3, 'peer', () => null);
  expect(chart?.boxes.map(({ id }) => id)).toEqual(['LEADS', 'ALONE', 'FOLLOWS']);
  expect(chart?.current).toBe('ALONE');
  expect(chart?.last).toEqual({ from: 'FOLLOWS', to: 'ALONE', event: 'LOST' });
});

test('the diagram has its messages, its writes and its leader', () => {
  const turns = pastAt(5000);
  const { model } = sceneOf(run, turns, false);
  const slow = model.writes.find(({ end, from, to }) => end === 3 && to.at - from.at > 800 * MS);
  expect(slow).toBeDefined();
  expect(model.arrows.some(({ event }) => event.message.type === 'PING')).toBe(false);
  expect(model.arrows.some(({ event }) => event.message.type === 'ENTRY')).toBe(true);
  expect(model.stretches.find(({ end, state }) => end === 1 && state === 'leading')).toBeDefined();
});

test('what a server writes follows from the entry that was sent to it', () => {
  const turns = pastAt(5000);
  const events = turns.flatMap((turn) => turn.events);
  const written = events.map((one) => one.type === 'logged' && one.server === 3).lastIndexOf(true);
  const [from = -1] = causesIn(turns).get(written)?.from ?? [];
  expect(events[from]).toMatchObject({ type: 'messageDelivered', message: { type: 'ENTRY' } });
});

test('every event is said, and listed', () => {
  const events = eventsBetween(run, 0, 12_000 * MS, 10_000);
  const told = events.map(({ event }) => say(event, 'en').text);
  expect(told).toContain('Server 1 sends ENTRY 1·2 to server 3.');
  expect(told).toContain('Server 3 is ALONE (JOINING).');
  for (const language of LANGUAGES) {
    for (const { event } of events) {
      const { text, why } = say(event, language);
      expect(`${text} ${why}`).not.toMatch(/[{}]|undefined/);
    }
  }
  const all = { end: null, subject: null, pings: false };
  const listed = eventsModel({ events }, all).rows.map(({ event }) => event);
  expect(listed.length).toBeGreaterThan(40);
  expect(listed.some((one) => 'message' in one && one.message.type === 'PING')).toBe(false);
});
