/** A recorded run of kazoo's tour: real clients stand on the stage beside simulated ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { MS, NO_SESSION } from '../../../src/model/index.ts';
import {
  act,
  extendTo,
  isMistake,
  load,
  type Mistake,
  replay,
  type Timeline,
  worldAt,
} from '../../../src/timeline/index.ts';
import { sessionsModel } from '../../../src/views/sessions/model.ts';
import { clientShapes } from '../../../src/views/stage/clients.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { menuOf } from '../../../src/views/stage/open-menu.ts';
import { clientName } from '../../../src/views/stage/words.ts';

function right<T extends object>(answer: T | Mistake): T {
  if (isMistake(answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

const FILE = join(import.meta.dirname, '../../clients/kazoo-run.json');
const RUN = extendTo(right(replay(right(load(readFileSync(FILE, 'utf8'))))), 17_000 * MS);
const at = (ms: number, run: Timeline = RUN) => worldAt(extendTo(run, ms * MS), ms * MS);

test('each has a mark at its server, with its session, as long as it is connected', () => {
  expect(clientShapes(at(4300))).toEqual([]);
  const [first, second, ...others] = clientShapes(at(4900));
  expect(others).toEqual([]);
  expect(first).toMatchObject({ name: 'tcp1', server: 2, state: 'CONNECTED', connected: true });
  expect(second).toMatchObject({ name: 'tcp2', server: 3, connected: true });
  expect(first?.foreign).not.toBe(NO_SESSION);
  // The leader counts its time, in steps of a tick.
  expect(first?.ring?.whole).toBe(10_000_000);
  expect(first?.ring?.endsAt).toBeGreaterThan(4900 * MS);
  expect(first && clientName(first, translate('en'))).toMatch(
    /^Client tcp1, at server 2, .*session 0x2/,
  );
  expect(clientShapes(at(17_000))).toEqual([]);
});

test('its session has its ephemerals and watches', () => {
  const rows = [5000, 6000, 7000, 8000, 9000].flatMap((ms) => {
    const world = at(ms);
    const moment = { world, now: world.now, observed: 1 } as Parameters<typeof sessionsModel>[0];
    return sessionsModel(moment).rows.filter(({ client }) => client?.startsWith('tcp'));
  });
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.flatMap(({ ephemerals }) => ephemerals)).toContain('/tour/e');
  expect(rows.flatMap(({ watches }) => watches.map(({ path }) => path))).toContain('/tour');
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['foreign']));
  expect(new Set(rows.map(({ server }) => server))).toEqual(new Set([2, 3]));
});

test('what it does is its own: its connection can be broken, or ended', () => {
  const world = at(5000);
  const model = stageModel(world);
  const client = model.clients.find(({ name }) => name === 'tcp1');
  if (client === undefined) throw new Error('tcp1');
  const asked = { thing: { type: 'client', client }, at: { x: 0, y: 0 } } as const;
  const menu = menuOf(asked, model, world, translate('en'), null);
  expect(menu.subtitle).toMatch(/session 0x2/);
  expect(menu.offers.map(({ line, why }) => [line, why ?? null])).toEqual([
    ['wire tcp1 end', null],
    ['break tcp1 2', null],
  ]);
  const command = { type: 'break', a: 'tcp1', b: 2 } as const;
  const broken = at(5200, right(act(RUN, 5000 * MS, command)));
  expect(clientShapes(broken).map(({ name }) => name)).toEqual(['tcp2']);
});
