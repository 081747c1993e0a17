/** Messages that stand still, 1 to 9 servers: each can be read, and what stops it is seen. */
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import type { World } from '../../../src/sim/index.ts';
import { extendTo, isMistake, replay, worldAt, zooCfgFor } from '../../../src/timeline/index.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { cutPlaces } from '../../../src/views/stage/cut-places.ts';
import type { Box } from '../../../src/views/stage/geometry.ts';
import { heldIn } from '../../../src/views/stage/link-words.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { covered, groundOf, meterPlace, tiesOf } from '../../../src/views/stage/said-places.ts';
import { drawingOf, STAGES } from './stage-drawing.ts';

const TIMES = [6_400_000, 8_500_000];

/** Writes whose proposals or answers are held, or that the leader makes behind a wall. */
function linesFor(count: number): readonly (readonly string[])[] {
  const sids = Array.from({ length: count }, (_, i) => i + 1);
  const others = sids.slice(0, -1);
  const half = Math.floor(count / 2);
  const proposal = (sid: number) => `@5000 hold PROPOSAL ${count} -> ${sid}`;
  const ack = (sid: number) => `@5000 hold ACK ${sid} -> ${count}`;
  const clients = sids.slice(0, 3).map((sid) => `@3000 client ward${sid} connect ${sid}`);
  const writes = ['n', 'm', 'o'].map((name, i) => `@6${i + 1}00 ward1: create /${name} x`);
  const cut = others.map((sid) => `@6105 cut ${count} ${sid}`);
  const oneWay = others.map((sid) => `@6105 cut ${sid} -> ${count}`);
  const parted = sids
    .slice(0, half)
    .flatMap((a) => sids.slice(half).map((b) => `@6105 cut ${a} ${b}`));
  const held = [
    others.map(proposal),
    others.map(ack),
    others.map((sid) => (sid % 2 === 0 ? proposal(sid) : ack(sid))),
  ];
  return [
    ...held.map((lines) => [...clients, ...lines, ...writes]),
    ...[cut, oneWay, parted].map(([...lines]) => {
      const [first = '', ...more] = writes;
      return [...clients, first, ...lines, ...more];
    }),
  ];
}

const SCENES = Array.from({ length: 9 }, (_, i) => i + 1).flatMap((count) =>
  linesFor(count).flatMap((commands) => {
    const start = `start ${Array.from({ length: count }, (_, i) => i + 1).join(' ')}`;
    const scenario = { zooCfg: zooCfgFor(count, 0), setup: [start] };
    const run = replay({ version: 1, scenario, seed: 1, commands, untilMs: 9000 });
    if (isMistake(run)) throw new Error(JSON.stringify(run));
    const timeline = extendTo(run, 9_000_000);
    return TIMES.map((now) => ({ count, now, world: worldAt(timeline, now) }));
  }),
);

const t = translate('en');

function sightOf(world: World, now: number, width: number, height: number) {
  const { places, cards, tokens } = drawingOf(world, now, width, height);
  const { letter } = places;
  const { links, clients, quorum } = stageModel(world);
  const corners = cornersOf(width, cards.length, letter);
  const cuts = cutPlaces(links, places, corners.taken.slice(0, 1));
  const still = tokens
    .filter(({ token }) => token.waits !== null)
    .map(({ token: { from, to }, at, w, h }) => ({ from, to, ...at, w, h }));
  const guests = clients.map(({ name, server }) => `${name} ${server}`).join('\n');
  const ties = tiesOf(guests, places, { width, height });
  const troubles = [...cuts.values()];
  const noted = false;
  const ground = groundOf({ width, height, places, corners, noted, links, ties, troubles, t });
  const metered = quorum && {
    leader: quorum.leader,
    seats: quorum.voters.length,
    zxid: `${quorum.zxid.epoch}·${quorum.zxid.counter}`,
  };
  const held = JSON.parse(heldIn(tokens, letter)) as Box[];
  const meter = metered && meterPlace(ground, metered, held);
  return { letter, places, cards, still, cuts, meter };
}

type Sight = ReturnType<typeof sightOf>;

const isOver = (one: Box, other: Box, letter: number) => covered(one, [other], letter) > 0.1;
/** Messages that seem to have passed the wall that stops them. */
function beyond({ still, cuts, places: { cards } }: Sight): number {
  return still.filter(({ from, to, x, y }) => {
    const mark = cuts.get(`${from}-${to}`) ?? cuts.get(`${to}-${from}`);
    const [a, b] = [cards.get(Number(from)), cards.get(Number(to))];
    return mark && a && b && (x - mark.x) * (b.x - a.x) + (y - mark.y) * (b.y - a.y) > 0;
  }).length;
}

describe.each(STAGES)('on a stage of %i by %i', (width, height) => {
  let drawn: readonly Sight[] | undefined;
  const sights = () => {
    drawn ??= SCENES.map(({ world, now }) => sightOf(world, now, width, height));
    return drawn;
  };
  const sum = (of: (sight: Sight) => number) => sights().reduce((all, one) => all + of(one), 0);
  const isPhone = width < 400;
  const isSmall = width < 700;

  test('they lie beside each other', { timeout: 60_000 }, () => {
    const count = sum(({ still }) => still.length);
    const pairs = sum(({ still, letter }) =>
      still.reduce((all, one, i) => {
        return all + still.slice(i + 1).filter((other) => isOver(one, other, letter)).length;
      }, 0),
    );
    expect(count).toBeGreaterThan(300);
    // Eight servers and more have no room for all of theirs on a small stage.
    expect(pairs / count).toBeLessThanOrEqual(isSmall ? 0.05 : 0.005);
  });

  test('the mark of a cut is seen, and before it what it stops', () => {
    const count = sum(({ cuts }) => cuts.size);
    const hidden = sum(({ cuts, still, letter }) => {
      const marks = [...cuts.values()];
      return marks.filter((mark) => still.some((one) => isOver(mark, one, letter))).length;
    });
    expect(count).toBeGreaterThan(150);
    expect(hidden / count).toBeLessThanOrEqual(isPhone ? 0.12 : 0.08);
    expect(sum(beyond) / count).toBeLessThanOrEqual(0.06);
  });

  test('they lie beside cards', () => {
    const behind = sum(({ still, cards, letter }) => {
      return still.filter((one) => cards.some((card) => isOver(one, card, letter))).length;
    });
    expect(behind / sum(({ still }) => still.length)).toBeLessThan(isPhone ? 0.03 : 0.015);
  });

  test('the meter lies over none of them', () => {
    const over = sum(({ meter, still, letter }) =>
      meter === null ? 0 : still.filter((one) => isOver(meter, one, letter)).length,
    );
    expect(over).toBe(0);
    expect(sum(({ meter }) => (meter === null ? 0 : 1))).toBeGreaterThan(SCENES.length / 6);
  });
});
