import { describe, expect, test } from 'vitest';
import type { Breach } from '../../../src/checker/index.ts';
import { translate } from '../../../src/i18n/index.ts';
import { beginWith, type Engine, extendTo } from '../../../src/timeline/index.ts';
import { lineWidth } from '../../../src/views/stage/line-width.ts';
import { clockShift, labelPlace } from '../../../src/views/timeline/layout.ts';
import {
  bandsOf,
  branchName,
  isFault,
  reignAt,
  timelineModel,
} from '../../../src/views/timeline/model.ts';
import { TOY, TOY_OPENING } from '../timeline/toy.ts';

const reign = (epoch: number, server: number, from: number, to: number | null) => ({
  epoch,
  server,
  from,
  to,
});

test.each([0, 20, 180, 340, 350])('the clock’s label is cut at neither end, %i of 350', (x) => {
  // The line of the playhead is 2.6 pixels wide, and its middle is where it is.
  const left = x + 1.3 + clockShift(x, 350);
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left + 100).toBeLessThanOrEqual(350);
});

describe('bands', () => {
  test('fill the time, with elections between reigns', () => {
    const bands = bandsOf([reign(1, 3, 10, 50), reign(2, 2, 70, null)], 100);
    expect(bands.map(({ from, to, reign: one }) => [from, to, one?.epoch ?? null])).toEqual([
      [0, 10, null],
      [10, 50, 1],
      [50, 70, null],
      [70, 100, 2],
    ]);
  });

  test('of two leaders at once stand on two rungs', () => {
    const bands = bandsOf([reign(1, 3, 10, 60), reign(2, 2, 40, 80)], 80);
    expect(bands.filter((band) => band.reign).map((band) => band.rung)).toEqual([0, 1]);
  });

  test('say who leads, also when the clock is ahead of them', () => {
    const bands = bandsOf([reign(1, 3, 10, 50), reign(2, 2, 70, null)], 100);
    const who = (now: number, end = 100) => reignAt({ bands, end }, now)?.server ?? null;
    expect([5, 10, 49.5, 60, 99, 100.2, 130].map((now) => who(now))).toEqual([
      ...[null, 3, 3, null, 2, 2, 2],
    ]);
    const over = bandsOf([reign(1, 3, 10, 50)], 80);
    expect(reignAt({ bands: over, end: 80 }, 90)).toBeNull();
  });

  test('without a leader are one election', () => {
    expect(bandsOf([], 30)).toEqual([{ from: 0, to: 30, reign: null, rung: 0 }]);
  });
});

test('what breaks something is told from what uses or mends it', () => {
  expect(isFault({ type: 'crash', servers: [1] })).toBe(true);
  expect(isFault({ type: 'start', servers: [1] })).toBe(false);
  expect(isFault({ type: 'disk', server: 1, fsyncMs: 0 })).toBe(false);
  expect(isFault({ type: 'disk', server: 1, fsyncMs: 900 })).toBe(true);
});

test('what was done and what went wrong stand in order of time, as far as it is computed', () => {
  const place = { type: 'server', server: 1 } as const;
  const because = { rule: 'toy', facts: {} };
  const breach: Breach = { invariant: 'agreement', because, places: [place, place] };
  const judged: Engine = {
    ...TOY,
    judge: {
      newLedger: () => ({}) as never,
      observe: (ledger, _, { world }) => ({
        ledger,
        breaches: world.now === 20_000 ? [breach] : [],
      }),
    },
  };
  const commands = [10, 30, 90].map((ms) => {
    return { at: ms * 1000, command: { type: ms === 30 ? 'heal' : 'crash', servers: [1] } };
  });
  const run = extendTo(beginWith(judged, TOY_OPENING, 1, {}, commands as never), 50_000);
  expect(timelineModel(run).flags).toEqual([
    { at: 10_000, kind: 'fault', text: 'crash 1' },
    { at: 20_000, kind: 'violation', text: 'agreement' },
    { at: 30_000, kind: 'act', text: 'heal' },
  ]);
});

test('a branch is called by its person, or by its place among the others', () => {
  const branch = (id: number, name: string) => ({ id, name, from: 0, to: 0, current: false });
  const t = translate('en');
  expect(branchName(branch(1, ''), t)).toBe('the first run');
  expect(branchName(branch(3, ''), t)).toBe('what if 2');
  expect(branchName(branch(3, 'with server 2 alone'), t)).toBe('with server 2 alone');
});

test('one reign after the other stands on the first rung', () => {
  const bands = bandsOf([reign(1, 3, 0, 50), reign(2, 2, 70, 90), reign(3, 1, 90, null)], 100);
  expect(bands.filter((band) => band.reign).map((band) => band.rung)).toEqual([0, 0, 0]);
});

describe('the words of a band', () => {
  const texts = ['epoch 1 · server 3 leads', 'epoch 1'];

  test('stand at its beginning, as long as there is room', () => {
    expect(labelPlace(texts, 100, 400, [])).toEqual({ text: texts[0], inset: 8 });
    expect(labelPlace(texts, 100, 90, [])).toEqual({ text: texts[1], inset: 8 });
    expect(labelPlace(texts, 100, 30, [])).toBeNull();
  });

  test('stand beside flags, never below them', () => {
    let chance = 7;
    for (let round = 0; round < 300; round++) {
      const flags = Array.from({ length: round % 9 }, () => {
        chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648;
        return (chance / 2_147_483_648) * 700;
      });
      const label = labelPlace(texts, 50, 500, flags);
      if (label === null) continue;
      const from = 50 + label.inset;
      const to = from + lineWidth(label.text) * 13;
      expect(to).toBeLessThan(550);
      for (const x of flags) expect(x + 8 <= from || x - 8 >= to).toBe(true);
    }
  });
});
