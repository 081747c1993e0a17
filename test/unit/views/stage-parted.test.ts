/** Elections across a partition, 4 to 9 servers: what it stops is read, and seen to be stopped. */
import { polygonContains } from 'd3';
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { extendTo, isMistake, replay, worldAt, zooCfgFor } from '../../../src/timeline/index.ts';
import { cardPlaces } from '../../../src/views/stage/card-places.ts';
import { clientPlaces } from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { cutPlaces } from '../../../src/views/stage/cut-places.ts';
import { type Box, isCrossed, type Point } from '../../../src/views/stage/geometry.ts';
import { countBoxes } from '../../../src/views/stage/later-places.ts';
import { courseName } from '../../../src/views/stage/later-words.ts';
import { walledOff, wallPath } from '../../../src/views/stage/layout.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import { covered } from '../../../src/views/stage/said-places.ts';
import { drawingOf, STAGES } from './stage-drawing.ts';

const AT = 13_000_000;

const SCENES = [4, 5, 6, 7, 8, 9].flatMap((count) =>
  [1, Math.floor(count / 2)].flatMap((few) =>
    [0, 8].map((guests) => {
      const sids = Array.from({ length: count }, (_, i) => i + 1);
      const clients = Array.from({ length: guests }, (_, i) => {
        return `@3000 client guest${i + 1} connect ${(i % count) + 1} timeout 8000`;
      });
      const parted = `${sids.slice(0, few).join(' ')} | ${sids.slice(few).join(' ')}`;
      const setup = [`start ${sids.join(' ')}`, ...clients, `@5000 partition ${parted}`];
      const scenario = { zooCfg: zooCfgFor(count, 0), setup };
      const run = replay({ version: 1, scenario, seed: 1, commands: [], untilMs: 13_000 });
      if (isMistake(run)) throw new Error(JSON.stringify(run));
      return worldAt(extendTo(run, AT), AT);
    }),
  ),
);

describe.each(STAGES)('on a stage of %i by %i', (width, height) => {
  const sights = SCENES.map((world) => {
    const { places, cards, marks, tokens } = drawingOf(world, AT, width, height);
    const { letter } = places;
    const corners = cornersOf(width, cards.length, letter).taken.slice(0, 1);
    const cuts = [...cutPlaces(stageModel(world).links, places, corners).values()];
    const boxes = tokens.map(({ at, w, h }) => ({ ...at, w, h }));
    return { world, letter, cards, marks, tokens, boxes, cuts, counts: countBoxes(places, letter) };
  });
  type Sight = (typeof sights)[number];
  const shareOver = (of: (sight: Sight) => readonly Box[], over: (sight: Sight) => Box[]) => {
    let all = 0;
    let hidden = 0;
    for (const sight of sights) {
      const others = over(sight);
      for (const one of of(sight)) {
        const rest = others.filter((other) => other !== one);
        all++;
        if (rest.some((other) => covered(one, [other], sight.letter) > 0.15)) hidden++;
      }
    }
    expect(all).toBeGreaterThan(50);
    return hidden / all;
  };
  const isPhone = width < 400;
  const isSmall = width < 700;

  test('votes that stand still are few, and every other one is counted', () => {
    for (const { world, tokens, cards } of sights) {
      const all = stageTokens(world, false).length;
      const counted = tokens.reduce(
        (sum, { stack, behind }) => sum + Math.max(1, stack.length) + behind,
        0,
      );
      expect(counted).toBe(all);
      expect(tokens.length).toBeLessThanOrEqual(2 * cards.length);
    }
    const names = sights.flatMap(({ tokens }) =>
      tokens.filter(({ stack }) => stack.length > 0).map((one) => courseName(one, translate('en'))),
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names)
      expect(name).toMatch(/^\d votes for \d from \d, held(, and \d+ more|$)/);
  });

  test('they lie beside each other, and over no card, mark or count', () => {
    const share = shareOver(
      ({ boxes }) => boxes,
      ({ boxes, cards, marks, counts }) => [...boxes, ...cards, ...marks, ...counts],
    );
    expect(share).toBeLessThanOrEqual(isPhone ? 0.15 : isSmall ? 0.05 : 0);
  });

  test('the marks of cuts lie over no card, mark or count, and beside each other', () => {
    const share = shareOver(
      ({ cuts }) => cuts,
      ({ cuts, cards, marks, counts }) => [...cuts, ...cards, ...marks, ...counts],
    );
    expect(share).toBeLessThanOrEqual(isSmall ? 0.04 : 0);
  });
});

/** The corners of a wall. */
function cornersIn(path: string): readonly [number, number][] {
  const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? [];
  return numbers.flatMap((px, i): [number, number][] =>
    i % 2 === 0 ? [[px, numbers[i + 1] as number]] : [],
  );
}

/** Some point of a box lies behind a wall. */
function isBehind({ x, y, w, h }: Box, path: string): boolean {
  const wall = [...cornersIn(path)];
  const parts = [-0.49, -0.25, 0, 0.25, 0.49];
  return parts.some((i) => parts.some((j) => polygonContains(wall, [x + i * w, y + j * h])));
}

const sidsTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const PARTED = [3, 4, 5, 6, 7, 9].flatMap((count) =>
  [1, 2, Math.ceil(count / 2)].map((few) => [
    sidsTo(count).slice(0, few),
    sidsTo(count).slice(few),
  ]),
);

test.each(STAGES)(
  'on %i by %i a wall goes around the cards that are not behind it',
  (width, height) => {
    for (const groups of [...PARTED, [[1, 2], [3, 4, 5], [6]]]) {
      const laid = cardPlaces({ width, height, servers: groups.flat() });
      for (const group of groups) {
        const path = wallPath(group, laid);
        const wall = cornersIn(path).map(([x, y]) => ({ x, y }));
        for (const [sid, card] of laid.cards) {
          const said = `${sid} of ${groups.join(' | ')}`;
          expect(isBehind(card, path), said).toBe(group.includes(sid));
          const isCut = wall.some((from, i) =>
            isCrossed(card, from, wall[(i + 1) % wall.length] as Point),
          );
          expect(isCut, said).toBe(false);
        }
      }
    }
  },
);

test.each(STAGES)(
  'on %i by %i no client stands behind a wall without its server',
  (width, height) => {
    let seen = 0;
    for (const groups of PARTED) {
      const sids = groups.flat();
      const homes = Array.from({ length: 12 }, (_, i) => (i % sids.length) + 1);
      const guests = homes.map((server, i) => ({ name: `c${i}`, server }));
      const laid = cardPlaces({ width, height, servers: sids });
      const { taken } = cornersOf(width, sids.length, laid.letter);
      const walled = walledOff(groups, laid);
      const { clients, more } = clientPlaces(
        { width, height, clients: guests, taken, walled },
        laid,
      );
      const counted = more.reduce((sum, { count }) => sum + count, 0);
      expect(clients.size + counted).toBe(homes.length);
      seen += clients.size;
      for (const group of groups) {
        const path = wallPath(group, laid);
        for (const [i, home] of homes.entries()) {
          const [mark, card] = [clients.get(`c${i}`), laid.cards.get(home)];
          if (!mark || !card || isBehind(card, path)) continue;
          expect(isBehind(mark, path), `c${i} of ${home}: ${groups.join(' | ')}`).toBe(false);
        }
      }
    }
    expect(seen / PARTED.length).toBeGreaterThan(width > 1000 ? 8 : 1.5);
  },
);

test('from the last row a client at either side of a cut keeps its place through it', () => {
  // The audience's window of C3: the step asks what the client at the leader has been told.
  const [width, height] = [600, 475];
  const laid = cardPlaces({ width, height, far: true, servers: [1, 2, 3, 4, 5] });
  const clients = [{ name: 'a', server: 5 }];
  const { taken } = cornersOf(width, 5, laid.letter, true);
  const parted = [
    [1, 2, 3],
    [4, 5],
  ];
  const [whole, cut] = [undefined, walledOff(parted, laid)].map((walled) => {
    const also = [...clients, { name: 'b', server: 1 }];
    const wanted = new Set(['a']);
    return clientPlaces({ width, height, far: true, clients: also, taken, walled, wanted }, laid);
  });
  expect(whole?.more).toEqual([]);
  expect(cut?.clients.get('a')).toEqual(whole?.clients.get('a'));
});
