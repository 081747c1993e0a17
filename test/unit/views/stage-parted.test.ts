/** Elections across a partition, 4 to 9 servers: what it stops is read, and seen to be stopped. */
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { extendTo, isMistake, replay, worldAt, zooCfgFor } from '../../../src/timeline/index.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { cutPlaces } from '../../../src/views/stage/cut-places.ts';
import type { Box } from '../../../src/views/stage/geometry.ts';
import { countBoxes } from '../../../src/views/stage/later-places.ts';
import { courseName } from '../../../src/views/stage/later-words.ts';
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
