import { describe, expect, test } from 'vitest';
import { covered } from '../../../src/views/stage/said-places.ts';
import { type Drawn, type RandomDrawing, randomDrawing, randomMoments } from './random-stage.ts';
import { STAGES } from './stage-drawing.ts';

/** Runs with random faults, 1 to 9 servers, 3 to 12 clients: what lies over what on the stage. */

interface Sight extends RandomDrawing {
  readonly name: string;
  readonly servers: number;
  readonly guests: number;
}

/** Letters by letters that round off: less than a hair. */
const HAIR = 0.01;

describe.each(STAGES)('on a stage of %i by %i', (width, height) => {
  let drawn: readonly Sight[] | undefined;
  const sightsOf = (): readonly Sight[] => {
    drawn ??= moments.map((moment) => {
      const { servers, guests, now } = moment;
      const name = `${servers} servers, ${guests} clients, ${now / 1000} ms`;
      return { name, servers, guests, ...randomDrawing(moment, width, height) };
    });
    return drawn;
  };

  const isInside = ({ x, y, w, h }: Drawn) =>
    x - w / 2 >= -0.5 && x + w / 2 <= width + 0.5 && y - h / 2 >= -0.5 && y + h / 2 <= height + 0.5;

  /** What lies over what, of all moments, in words: nothing when all is well. */
  function faults(find: (sight: Sight) => readonly string[]): readonly string[] {
    return sightsOf().flatMap((sight) => find(sight).map((fault) => `${sight.name}: ${fault}`));
  }

  const over = (box: Drawn, others: readonly Drawn[], letter: number, most = HAIR) =>
    others
      .filter((other) => other !== box && covered(box, [other], letter) > most)
      .map(({ what }) => `${box.what} lies over ${what}`);

  test('cards, marks, counts and words at links are inside and apart', { timeout: 90_000 }, () => {
    const found = faults(({ cards, marks, letter }) => {
      const all = [...cards, ...marks];
      return [
        ...all.flatMap((one, i) => over(one, all.slice(i + 1), letter)),
        ...all.filter((one) => !isInside(one)).map(({ what }) => `${what} is cut`),
      ];
    });
    expect(found).toEqual([]);
  });

  test('the marks of cuts cover no client, no count, no words and no other mark', () => {
    const found = faults(({ cuts, marks, letter }) =>
      cuts.flatMap((one, i) => over(one, [...marks, ...cuts.slice(i + 1)], letter, 0.3)),
    );
    const all = sightsOf().reduce((sum, { cuts }) => sum + cuts.length, 0);
    expect(all).toBeGreaterThan(20);
    // On a phone a link may have no free place at all.
    expect(found.length / all, found.join('\n')).toBeLessThanOrEqual(width < 400 ? 0.1 : 0);
  });

  test('while time stands, no words at a link lie below a message', () => {
    const found = faults(({ troubles, tokens, letter }) =>
      troubles.flatMap((one) => over(one, tokens, letter)),
    );
    expect(found).toEqual([]);
  });

  test('the meter covers nothing', () => {
    const found = faults(({ meter, cards, marks, letter }) =>
      meter === null ? [] : [...over(meter, [...cards, ...marks], letter)],
    );
    expect(found).toEqual([]);
    // A small stage of many has no room for it.
    const shown = sightsOf().filter(({ meter }) => meter !== null).length;
    expect(shown).toBeGreaterThanOrEqual(width > 1000 ? 2 : 0);
  });

  test('messages pass beside the meter and beside words at links, where there are few', () => {
    const said = sightsOf()
      .filter(({ servers }) => servers <= 5)
      .flatMap((sight) =>
        [...(sight.meter ? [sight.meter] : []), ...sight.troubles].map((box) => ({ box, sight })),
      );
    const crossed = said.flatMap(({ box, sight: { passing, letter, name } }) =>
      covered(box, passing, letter) > 0.3 ? [`${name}: messages pass over ${box.what}`] : [],
    );
    expect(said.length).toBeGreaterThan(5);
    expect(crossed.length, crossed.join('\n')).toBeLessThanOrEqual(1);
  });

  test('no sentence is cut or covers a card, the meter, what is held, or much of a mark', () => {
    const found = faults(({ sentences, cards, marks, held, meter, letter }) =>
      sentences.flatMap((one) => [
        ...over(one, held, letter, 1),
        ...over(one, [...cards, ...(meter ? [meter] : [])], letter),
        ...over(one, marks, letter, 1),
        ...(isInside(one) ? [] : [`${one.what} is cut`]),
      ]),
    );
    expect(found).toEqual([]);
    // Where there are few clients it is said nearly always, wherever there is a window.
    const few = sightsOf().filter(({ guests, cards }) => guests === 3 && cards.length > 0);
    expect(few.reduce((sum, { sentences }) => sum + sentences.length, 0)).toBeGreaterThan(5);
  });

  test('what one could do is not cut, and with few clients covers no card', () => {
    // On a narrow screen it stands below the stage.
    if (width <= 820) return;
    const found = faults(({ moves, cards, guests, letter }) => [
      ...(isInside(moves) ? [] : [`${moves.what} is cut`]),
      ...over(moves, cards, letter, guests === 3 ? 0.5 : 3),
    ]);
    expect(found).toEqual([]);
  });

  test('tokens are inside, and clear of what they come from and go to', () => {
    const cut = faults(({ tokens }) =>
      tokens.filter((token) => !isInside(token)).map(({ what }) => `${what} is cut`),
    );
    expect(cut).toEqual([]);
    const all = sightsOf().reduce((sum, { tokens }) => sum + tokens.length, 0);
    const misplaced = faults((sight) => sight.misplaced);
    expect(all).toBeGreaterThan(20);
    expect(misplaced.length / all, misplaced.join('\n')).toBeLessThan(0.05);
  });
});

const moments = [...randomMoments()];
