/** What the marks of clients say: which session runs down, by whose clock, and who has left. */
import { describe, expect, test } from 'vitest';
import { recipes } from '../../../src/i18n/en/recipes.ts';
import { translate } from '../../../src/i18n/index.ts';
import { getKey } from '../../../src/lib/index.ts';
import type { World } from '../../../src/sim/index.ts';
import { MARK } from '../../../src/views/stage/card-places.ts';
import { type ClientShape, leftOf } from '../../../src/views/stage/clients.ts';
import { lineWidth } from '../../../src/views/stage/line-width.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { clientLine } from '../../../src/views/stage/words.ts';
import { Run } from './hospital-run.ts';

const TIMEOUT = 8_000_000;
const TICK = 2_000_000;

function mark(world: World, name = 'radiology'): ClientShape {
  const found = stageModel(world).clients.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no client ${name}`);
  return found;
}

/** The hospital when everybody is connected. */
const serving = () => new Run().to(5_000_000);

describe('the ring of a session', () => {
  test('is not there before there is a session, nor after one was closed', () => {
    const run = new Run().to(3_000_000);
    expect(mark(run.world)).toMatchObject({ ring: null, connected: false, server: 1 });
    run.to(5_000_000).say('client radiology close').to(5_200_000);
    expect(mark(run.world)).toMatchObject({ state: 'CLOSED', ring: null });
  });

  test('of a connected client counts from what it said or heard last', () => {
    const { world } = serving();
    const { client } = getKey(world.clients, 'radiology') ?? {};
    const last = Math.max(client?.lastHeardAt ?? 0, client?.lastSentAt ?? 0);
    expect(last).toBeGreaterThan(0);
    expect(mark(world).ring).toEqual({ whole: TIMEOUT, endsAt: last + TIMEOUT });
  });

  test('of a frozen client is the leader’s: a whole tick, and no heartbeat puts it off', () => {
    const run = serving().say('client radiology freeze');
    const ring = mark(run.world).ring;
    expect(ring?.whole).toBe(TIMEOUT);
    expect((ring?.endsAt ?? 1) % TICK).toBe(0);
    expect(mark(run.to(9_000_000).world).ring).toEqual(ring);
  });

  test('of a killed client is the leader’s, and has run out when the leader counts no more', () => {
    const run = serving().say('client radiology kill');
    const ring = mark(run.world).ring;
    expect((ring?.endsAt ?? 1) % TICK).toBe(0);
    run.to(5_000_000 + TIMEOUT + 2 * TICK);
    expect(mark(run.world).ring).toEqual({ whole: TIMEOUT, endsAt: 0 });
  });

  test('holds still while nobody leads', () => {
    const run = serving().say('client radiology freeze').say('crash 1 2 3').to(9_000_000);
    expect(mark(run.world).ring).toEqual({ whole: TIMEOUT, endsAt: null });
  });

  test('is full at its beginning, empty at its end, and never beyond', () => {
    const ring = { whole: 4000, endsAt: 10_000 };
    expect([5000, 6000, 7000, 10_000, 12_000].map((now) => leftOf(ring, now))).toEqual([
      1, 1, 0.75, 0, 0,
    ]);
    expect(leftOf({ whole: 4000, endsAt: null }, 99_999)).toBe(1);
  });
});

describe('who has left', () => {
  test('a closed session leaves ten seconds after its end was heard of', () => {
    const run = serving().say('client radiology close').to(5_200_000);
    const { client } = getKey(run.world.clients, 'radiology') ?? {};
    const last = Math.max(client?.lastHeardAt ?? 0, client?.lastSentAt ?? 0);
    const departed = (at: number) => mark({ ...run.world, now: at }).departed;
    expect([run.at, last + 10_000_000, last + 10_000_001].map(departed)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('a killed client stays until its session is gone, and ten seconds more', () => {
    const run = serving().say('client radiology kill').to(9_000_000);
    expect(mark(run.world)).toMatchObject({ state: 'DEAD', departed: false });
    const late = 200_000_000;
    expect(mark({ ...run.world, now: late }).departed).toBe(false); // its session is counted still
    run.to(5_000_000 + TIMEOUT + 2 * TICK);
    expect(mark(run.world).departed).toBe(false);
    expect(mark({ ...run.world, now: late }).departed).toBe(true);
  });

  test('nobody who is connected has left, however long it has been quiet', () => {
    const run = serving();
    expect(mark({ ...run.world, now: 900_000_000 }).departed).toBe(false);
  });
});

test('a mark stands beside the server it is connected to, or would try next', () => {
  const run = serving();
  const homes = (world: World) =>
    stageModel(world).clients.map(({ name, server }) => [name, server]);
  expect(homes(run.world)).toEqual([
    ['radiology', 1],
    ['emergency', 2],
    ['neurology', 3],
  ]);
  run.say('crash 2').to(5_500_000);
  const emergency = mark(run.world, 'emergency');
  expect(emergency.server).not.toBe(2);
});

test('what a recipe has made and watches is told by the last part of its name', () => {
  const run = serving().say('radiology recipe lock /medical/resources/equipment/MRI/lock');
  run.to(6_000_000).say('neurology recipe lock /medical/resources/equipment/MRI/lock').to(7e6);
  const [first, second] = [mark(run.world), mark(run.world, 'neurology')];
  expect(first.own).toMatch(/^[^/]*lock-\d{10}$/);
  expect(first.watching).toBeNull();
  expect(second.watching).toBe(first.own);
  expect(second.recipe).toMatchObject({ name: 'lock', over: false });
  expect(mark(run.world, 'emergency')).toMatchObject({ own: null, watching: null, recipe: null });
});

test('requests without an answer are counted, sent or not', () => {
  const run = serving().say('hold PROPOSAL 3 -> 1').say('hold PROPOSAL 3 -> 2');
  run.say('radiology: create /a ""').say('radiology: create /b ""').to(5_050_000);
  expect(mark(run.world).pending).toBe(2);
  run.say('crash 1 2 3').to(6_000_000).say('radiology: create /c ""');
  expect(mark(run.world)).toMatchObject({ connected: false, pending: 1 });
});

describe('a narrow mark', () => {
  const STATES = ['CONNECTING', 'ASSOCIATING', 'EXPIRED', 'CLOSED', 'AUTH_FAILED', 'DEAD'] as const;
  const LEAVES = Object.keys(recipes).flatMap((key) => /^leaf\.(.*)/.exec(key)?.[1] ?? []);
  const usual = mark(serving().world);
  const idle: ClientShape = { ...usual, recipe: null, own: null, watching: null, pending: 0 };
  const lock = { name: 'lock', leaf: 'holding', over: false };
  const shapes: readonly ClientShape[] = [
    ...[idle, { ...idle, frozen: true }, { ...idle, pending: 12 }],
    { ...idle, recipe: lock, own: 'lock-0000000001' },
    { ...idle, recipe: lock, own: 'lock-0000000001', watching: 'lock-0000000000' },
    ...STATES.map((state) => ({ ...idle, state })),
    ...LEAVES.map((leaf) => ({ ...idle, recipe: { name: 'herd-lock', leaf, over: true } })),
  ];

  test.each(['en', 'zh'] as const)('has room for what it says, %s', (language) => {
    const t = translate(language);
    // Without its ring and the room around both; letters are counted rather too wide.
    const room = MARK.least - 2.6;
    const cut = shapes
      .map((shape) => clientLine(shape, t, true))
      .filter((line) => lineWidth(line) > room);
    expect(cut).toEqual([]);
  });
});
