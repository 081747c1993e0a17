import { describe, expect, test } from 'vitest';
import type { World } from '../../../src/sim/index.ts';
import {
  begin,
  extendTo,
  isMistake,
  nextTurnAfter,
  openingOf,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import { plusBox } from '../../../src/views/stage/corners.ts';
import { overlap } from '../../../src/views/stage/geometry.ts';
import { stageTokens } from '../../../src/views/stage/model.ts';
import { type LessonRun, lessonRun, threeDepartments } from './lesson-run.ts';
import { drawingOf } from './stage-drawing.ts';

interface Sightings {
  all: number;
  overCards: number;
  overMarks: number;
  outside: number;
}

/** A turn's world, and the times at which it is drawn: at the turn, and halfway to the next one. */
interface Stretch {
  readonly world: World;
  readonly times: readonly [number, number];
}

const walked = new Map<string, readonly Stretch[]>();

/** All turns of a run: it is carried out once, and drawn on every stage. */
function turnsOf(name: string, run: () => LessonRun): readonly Stretch[] {
  const known = walked.get(name);
  if (known !== undefined) return known;
  const { timeline, at: until } = run();
  const stretches: Stretch[] = [];
  for (let at = 0; ; ) {
    const next = nextTurnAfter(timeline, at);
    if (next === null || next > until) break;
    stretches.push({
      world: worldAt(timeline, at),
      times: [at, Math.floor((at + next) / 2)],
    });
    at = next;
  }
  walked.set(name, stretches);
  return stretches;
}

/** A share of the turns, from all over the run: it is a share of sightings that is asked for. */
const everyNth = (turns: readonly Stretch[], n: number) => turns.filter((_, i) => i % n === 0);

/** Every token of these turns: does it lie over words? */
function sightings(turns: readonly Stretch[], width: number, height: number): Sightings {
  const seen: Sightings = { all: 0, overCards: 0, overMarks: 0, outside: 0 };
  for (const { world, times } of turns) {
    for (const now of times) {
      const { cards, marks, tokens } = drawingOf(world, now, width, height);
      for (const { at: place, w, h } of tokens) {
        const box = { ...place, w, h };
        seen.all++;
        if (cards.some((card) => overlap(card, box) > 1)) seen.overCards++;
        if (marks.some((mark) => overlap(mark, box) > 1)) seen.overMarks++;
        if (box.x - w / 2 < 0 || box.x + w / 2 > width || box.y < 0 || box.y > height) {
          seen.outside++;
        }
      }
    }
  }
  return seen;
}

function runOf(scenario: string, until: number): Timeline {
  const opening = openingOf(scenario);
  if (isMistake(opening)) throw new Error(`${scenario} opens`);
  return extendTo(begin(opening, 1), until);
}

/** Thousands of drawings: a busy machine takes many times as long as an idle one. */
const PATIENCE_MS = 240_000;

const STAGES = [
  [1280, 668],
  [1280, 551],
  [742, 585],
  [660, 405],
  [390, 410],
] as const;

describe.each(STAGES)('on a stage of %i by %i few tokens lie over words', (...stage) => {
  test.each([
    ['in the opening', () => ({ timeline: runOf('hospital', 5_000_000), at: 5_000_000 })],
    ['with three departments', threeDepartments],
    // Seven of them and their words fill a smaller stage by themselves.
    ...(stage[0] > 1000 ? ([['with seven departments', lessonRun]] as const) : []),
  ] as const)('%s', { timeout: PATIENCE_MS }, (name, run) => {
    const turns = turnsOf(name, run);
    const seen = sightings(everyNth(turns, turns.length > 1000 ? 3 : 1), ...stage);
    expect(seen.all).toBeGreaterThan(200);
    expect(seen.overCards / seen.all).toBeLessThan(0.05);
    // A phone has room for words or for ways, and not for all of both.
    expect(seen.overMarks / seen.all).toBeLessThan(stage[0] < 400 ? 0.12 : 0.05);
    expect(seen.outside).toBe(0);
  });
});

/** Elects, and then serves four clients: the turns of it, of every `step` one. */
function manyRun(voters: number, observers: number, step: number): readonly Stretch[] {
  const sids = Array.from({ length: voters + observers }, (_, i) => i + 1);
  const clients = sids.slice(0, 4).map((sid) => `@3000 client ward${sid} connect ${sid}`);
  const writes = ['ward1: create /n x', 'ward2: create /m x', 'ward3: create /k x'];
  const setup = [`start ${sids.join(' ')}`, ...clients, ...writes.map((line) => `@4000 ${line}`)];
  const opening = openingOf({ zooCfg: zooCfgFor(voters, observers), setup });
  if (isMistake(opening)) throw new Error('many servers open');
  const at = 4_100_000;
  const name = `${voters} and ${observers}`;
  const all = turnsOf(name, () => ({ timeline: extendTo(begin(opening, 1), at), at }));
  return everyNth(all, step);
}

describe.each([...STAGES, [820, 560]] as const)(
  'on a stage of %i by %i of many servers',
  (...stage) => {
    test.each([
      [5, 1],
      [7, 0],
      [6, 2],
      [7, 2],
    ])('%i voters, %i observers: messages go round cards', { timeout: PATIENCE_MS }, (...of) => {
      const seen = sightings(manyRun(...of, 12), ...stage);
      expect(seen.all).toBeGreaterThan(100);
      expect(seen.overCards / seen.all).toBeLessThan(0.05);
      expect(seen.overMarks / seen.all).toBeLessThan(stage[0] < 400 ? 0.12 : 0.05);
      expect(seen.outside).toBe(0);
    });
  },
);

describe('an election of seven', () => {
  const opening = openingOf({ zooCfg: zooCfgFor(7, 0), setup: ['start 1 2 3 4 5 6 7'] });
  if (isMistake(opening)) throw new Error('seven servers open');
  const timeline = extendTo(begin(opening, 1), 400_000);

  test('is drawn as stacks with a count, not as a heap of envelopes', () => {
    let most = 0;
    let votes = 0;
    for (let at = 0; ; ) {
      const next = nextTurnAfter(timeline, at);
      if (next === null || next > 300_000) break;
      const world = worldAt(timeline, at);
      const { tokens } = drawingOf(world, at, 1280, 668);
      const shown = tokens.filter(({ token }) => token.form === 'envelope');
      most = Math.max(most, shown.length);
      const flying = stageTokens(world, false).filter(({ form }) => form === 'envelope').length;
      votes = Math.max(votes, flying);
      const counted = shown.reduce((sum, { stack }) => sum + Math.max(1, stack.length), 0);
      const behind = shown.reduce(
        (sum, { label }) => sum + Number(/ \+(\d+)$/.exec(label)?.[1] ?? 0),
        0,
      );
      expect(counted + behind).toBe(flying);
      at = next;
    }
    expect(votes).toBeGreaterThan(40);
    expect(most).toBeLessThan(20);
  });

  test.each(STAGES)(
    'on a stage of %i by %i no two stacks of one server cover each other',
    (...stage) => {
      let seen = 0;
      for (const { world, times } of manyRun(7, 0, 6)) {
        for (const now of times) {
          const { tokens } = drawingOf(world, now, ...stage);
          const stacks = tokens.filter(({ stack }) => stack.length > 0);
          stacks.forEach((one, i) => {
            for (const other of stacks.slice(i + 1)) {
              if (other.token.from !== one.token.from) continue;
              seen++;
              const shared = overlap(
                { ...one.at, w: one.w, h: one.h },
                { ...other.at, w: other.w, h: other.h },
              );
              expect(shared, `at ${now}: ${one.label} and ${other.label}`).toBe(0);
            }
          });
        }
      }
      // Where there is no room for two the newest says how many are with it.
      if (stage[0] > 1000) expect(seen).toBeGreaterThan(5);
    },
  );

  test('a stack that is opened is drawn vote by vote', () => {
    for (let at = 0; ; ) {
      const world = worldAt(timeline, at);
      const drawing = (opened: ReadonlySet<string>) =>
        drawingOf(world, at, 1280, 668, opened).tokens.filter(({ stack }) => stack.length > 0);
      const [stack] = drawing(new Set());
      if (stack !== undefined) {
        expect(stack.label).toMatch(/^vote \d ×[3-6]$/);
        expect(drawing(new Set([stack.key])).map(({ key }) => key)).not.toContain(stack.key);
        return;
      }
      at = nextTurnAfter(timeline, at) ?? Number.NaN;
    }
  });
});

describe.each([
  [5, 0],
  [5, 1],
  [7, 0],
  [7, 2],
])('an election of %i and %i observers', (voters, observers) => {
  test.each([
    [720, 230],
    [390, 410],
    [660, 405],
    [742, 713],
  ] as const)(
    'on a stage of %i by %i no stack lies over another server’s',
    { timeout: PATIENCE_MS },
    (width, height) => {
      let seen = 0;
      for (const { world, times } of manyRun(voters, observers, voters < 7 ? 2 : 4)) {
        const [at] = times;
        if (at > 300_000) break;
        const { tokens } = drawingOf(world, at, width, height);
        const boxes = tokens.flatMap(({ token, at: place, w, h, stack }) =>
          stack.length > 0 ? [{ ...place, w, h, of: token.from }] : [],
        );
        const plus = plusBox(width, voters + observers);
        boxes.forEach((one, i) => {
          expect(overlap(one, plus), `at ${at}: ${one.of} and the button`).toBe(0);
          for (const other of boxes.slice(i + 1)) {
            if (other.of === one.of) continue;
            seen++;
            expect(overlap(one, other), `at ${at}: ${one.of} and ${other.of}`).toBe(0);
          }
        });
      }
      expect(seen).toBeGreaterThan(20);
    },
  );
});
