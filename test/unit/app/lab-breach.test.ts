/** In the page a breach stops the clock, and what disagrees is pointed at everywhere. */
import { afterAll, expect, test } from 'vitest';
import { Lab } from '../../../src/app/lab.svelte.ts';
import * as rest from '../../../src/app/rest.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { runOf } from '../../../src/app/startup.ts';
import RUNS from '../../../src/app/zoo-runs.json';
import { endOf, type Recording } from '../../../src/timeline/index.ts';
import { disagreeing } from '../../../src/views/events/disagreeing.ts';
import { breachesAt, endsOfBreach, placesOf } from '../../../src/views/inspector/breach.ts';
import { breachMarks, wordsIn } from '../../../src/views/stage/breach-marks.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import type { StagePlaces } from '../../../src/views/stage/layout.ts';
import { covered } from '../../../src/views/stage/said-places.ts';
import type { VariantName } from '../../../src/zab/index.ts';
import { drawingOf, STAGES } from '../views/stage-drawing.ts';

/** It is being fetched since the rest is there. */
afterAll(() => rest.inspector);

const NOWHERE: StagePlaces = {
  size: 'full',
  letter: 13,
  cards: new Map(),
  clients: new Map(),
  more: [],
};
const BOX = { x: 0, y: 0, w: 100, h: 60 };

function labWith(name: VariantName): Lab {
  const place = runOf(RUNS[name] as Recording, 'en');
  if (typeof place === 'string') throw new Error(place);
  const lab = new Lab(place, { ...USUAL, inspector: false });
  lab.complete(rest);
  lab.play();
  return lab;
}

/** Time passes in leaps of half a second, which are longer than what leads to a breach. */
function toBreach(lab: Lab): void {
  for (let i = 0; i < 100 && lab.playing; i++) lab.advanceTo(lab.now + 500_000);
}

test.each([
  ['commitAlone', 'LeaderLogCompleteness', [2, 'a']],
  ['neverTrunc', 'ProcessConsistency', [3, 2]],
  ['halfQuorum', 'Leadership1', [4, 2]],
] as const)('%s: the clock stands where %s broke, and the ends are marked', (name, broke, ends) => {
  const lab = labWith(name);
  toBreach(lab);
  const [first] = lab.violations;
  expect(first?.event).toMatchObject({ type: 'violated', invariant: broke });
  expect(lab.now).toBe(first?.at);
  // Nothing beyond is computed: what one does now starts no branch.
  expect(endOf(lab.timeline)).toBe(first?.at);
  expect(lab.settings).toMatchObject({ tab: 'invariants', inspector: true });
  expect(lab.sheet).toBe('inspector');
  const [notice] = lab.notices.list.filter(({ tone }) => tone === 'broken');
  expect(notice?.text).toContain(broke);
  expect(notice?.text).toContain(lab.t(`invariants.${broke}`));

  const breaches = breachesAt(lab.moment);
  const scene = { places: NOWHERE, width: 500, height: 400, tokens: [], t: lab.t };
  const shape = breachMarks(placesOf(breaches), () => BOX, scene);
  expect(new Set(breaches.flatMap(endsOfBreach))).toEqual(new Set<unknown>(ends));
  expect(shape.marks).toHaveLength(2);
  expect(shape.between).not.toBe(null);
  expect(captionOf(lab.moment, false, false)?.timed).toEqual(breaches[0]);
  const odd = disagreeing(lab.settled);
  expect(odd.size).toBeGreaterThan(breaches.length);
  expect(breaches.every(({ n }) => odd.has(n))).toBe(true);
});

test.each(['commitAlone', 'neverTrunc', 'halfQuorum'] as const)(
  '%s: what is said of what disagrees is not cut, and covers no message',
  (name) => {
    const lab = labWith(name);
    toBreach(lab);
    const broken = placesOf(breachesAt(lab.moment));
    for (const [width, height] of STAGES) {
      const { world, now } = lab.moment;
      const { places, tokens } = drawingOf(world, now, width, height);
      const boxOf = (end: string | number) =>
        typeof end === 'number' ? places.cards.get(end) : places.clients.get(end);
      const scene = { places, width, height, tokens, t: lab.t };
      const { marks, middle } = breachMarks(broken, boxOf, scene);
      expect(marks.length).toBeGreaterThan(0);
      const messages = tokens.map(({ at, w, h }) => ({ ...at, w, h }));
      for (const { tag, text, box } of marks) {
        const where = `${text} on ${width} by ${height}`;
        const { letter } = places;
        // Among five servers on a phone a fifth of a letter's height has no other place.
        const most = places.cards.size > 3 && width < 400 ? 1.2 : 0;
        expect(covered(tag, [wordsIn(box, letter)], letter), where).toBeLessThanOrEqual(most);
        expect(covered(tag, messages, places.letter), where).toBe(0);
        expect(Math.abs(tag.x - width / 2) + tag.w / 2, where).toBeLessThanOrEqual(width / 2);
        expect(Math.abs(tag.y - height / 2) + tag.h / 2, where).toBeLessThanOrEqual(height / 2);
      }
      // Each tag sits on the outline that it is about, but on nothing else that is said.
      const said = [...marks.map(({ tag }) => tag), ...(middle === null ? [] : [middle])];
      for (const [i, one] of said.entries()) {
        expect(covered(one, said.slice(i + 1), places.letter)).toBe(0);
      }
    }
  },
);

test('who plays on looks at what comes, and the notice goes', () => {
  const lab = labWith('neverTrunc');
  toBreach(lab);
  lab.toggle();
  expect(lab.notices.list.filter(({ tone }) => tone === 'broken')).toEqual([]);
  const { at = 0 } = lab.violations.at(-1) ?? {};
  expect(breachesAt({ now: at + 250_000, violations: lab.violations })).not.toEqual([]);
  expect(breachesAt({ now: at + 250_001, violations: lab.violations })).toEqual([]);
});

test('a step of reduced motion does not leap over a breach', () => {
  const lab = labWith('commitAlone');
  lab.flow.reducedMotion = true;
  lab.goTo(2_200_000);
  expect(lab.playing).toBe(false);
  expect(lab.now).toBe(lab.violations[0]?.at);
});
