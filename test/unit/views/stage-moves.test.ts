/** The page's first scene as it asks what one would do, in windows with all panels open. */
import { describe, expect, test } from 'vitest';
import { FIRST_SCENARIO, FIRST_STOP } from '../../../src/app/first-opening.ts';
import '../../../src/i18n/all.ts';
import { translate } from '../../../src/i18n/index.ts';
import { begin, extendTo, isMistake, openingOf, worldAt } from '../../../src/timeline/index.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { covered, groundOf, movesPlace, tiesOf } from '../../../src/views/stage/said-places.ts';
import { drawingOf } from './stage-drawing.ts';

const opening = openingOf(FIRST_SCENARIO);
if (isMistake(opening)) throw new Error('the first scenario opens');
const world = worldAt(extendTo(begin(opening, 1), FIRST_STOP), FIRST_STOP);

/** What is left of windows of 1280 by 720 to 1920 by 1080, and of the least that is not narrow. */
describe.each([
  [659, 375],
  [742, 555],
  [484, 423],
  [704, 423],
  [360, 315],
  [1100, 735],
] as const)('on a stage of %i by %i', (width, height) => {
  test.each(['en', 'zh'] as const)('the cards cover no server and no client, %s', (language) => {
    const t = translate(language);
    const { places, cards, marks, tokens } = drawingOf(world, FIRST_STOP, width, height);
    const { links, clients } = stageModel(world);
    const corners = cornersOf(width, cards.length, places.letter);
    const guests = clients.map(({ name, server }) => `${name} ${server}`).join('\n');
    const ties = tiesOf(guests, places, { width, height });
    const scene = { width, height, places, corners, noted: false, links, ties, troubles: [], t };
    const names = [
      t('shell.move.leader', { sid: 3 }),
      t('shell.move.freeze', { name: 'emergency' }),
      t('shell.move.birth'),
    ];
    const short = t('shell.move.why.first.short');
    const asked = { why: t('shell.move.why.first'), short, names };
    const standing = tokens.map(({ at, w, h }) => ({ ...at, w, h }));
    const at = movesPlace(groundOf(scene), asked, standing, null);
    expect(covered(at, [...cards, ...marks], places.letter)).toBe(0);
    expect(Math.abs(at.x - width / 2) + at.w / 2).toBeLessThanOrEqual(width / 2);
    expect(Math.abs(at.y - height / 2) + at.h / 2).toBeLessThanOrEqual(height / 2);
    // Where there is room, it is said why time stands, and what a card will do.
    if (width > 1000) expect(['each', 'once']).toContain(at.shape.says);
  });
});
