/** Where words stand on the stage: inside it, beside what they are about, and over no message. */
import { describe, expect, test } from 'vitest';
import '../../../src/i18n/all.ts';
import { keys, LANGUAGES, translate } from '../../../src/i18n/index.ts';
import { captionShows } from '../../../src/views/stage/caption-tip.ts';
import { CARD_SIZES, type CardPlaces, cardPlaces } from '../../../src/views/stage/card-places.ts';
import { clientPlaces } from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { freePlace, type Shape } from '../../../src/views/stage/free-place.ts';
import {
  type Box,
  insideOf,
  linkEnds,
  overlap,
  type Point,
} from '../../../src/views/stage/geometry.ts';
import { countBoxes } from '../../../src/views/stage/later-places.ts';
import { withShortPaths } from '../../../src/views/stage/later-words.ts';
import { lineWidth } from '../../../src/views/stage/line-width.ts';
import type { TokenShape } from '../../../src/views/stage/messages.ts';
import {
  CAPTION,
  meterShapes,
  movesShapes,
  sentenceShapes,
} from '../../../src/views/stage/shapes.ts';
import { tokenLabels } from '../../../src/views/stage/words.ts';

const SENTENCES = [
  [
    'Server 3 proposes 1·21: delete …/…lock-0000000000.',
    'The leader gives each write the next zxid and sends it to all followers before its own disk ' +
      'is done; order is decided here (Leader.propose).',
  ],
  [
    '服务器 3 提出 1·21：delete …/…lock-0000000000。',
    '领导者给每个写入下一个 zxid，在自己的磁盘完成之前就发给所有跟随者；顺序在这里确定（Leader.propose）。',
  ],
  ['1·21 is committed.', ''],
] as const;

/** A projector, windows with all panels on two screens, a tablet, a phone, a magnified page. */
const STAGES = [
  [1280, 668],
  [742, 585],
  [660, 375],
  [820, 600],
  [390, 358],
  [720, 230],
] as const;

interface Scene {
  readonly width: number;
  readonly height: number;
  readonly letter: number;
  readonly cards: readonly Box[];
  readonly things: readonly Box[];
  readonly lines: readonly (readonly [Point, Point])[];
}

function sceneOf(width: number, height: number, count: number, guests: number): Scene {
  const servers = Array.from({ length: count }, (_, i) => i + 1);
  const places: CardPlaces = cardPlaces({ width, height, servers });
  const { taken } = cornersOf(width, count, places.letter);
  const clients = Array.from({ length: guests }, (_, i) => ({
    name: `c${i}`,
    server: (i % count) + 1,
  }));
  const marks = clientPlaces({ width, height, clients, taken }, places).clients;
  const cards = [...places.cards.values()];
  const lines = cards.flatMap((a, i) => cards.slice(i + 1).map((b) => linkEnds(a, b)));
  const things = [...cards, ...marks.values(), ...taken.slice(0, 1)];
  return { width, height, letter: places.letter, cards, things, lines };
}

function place<S extends Shape>(
  scene: Scene,
  shapes: readonly S[],
  about: Box,
  ways = scene.lines,
) {
  const { width, height, things, lines, letter } = scene;
  const avoid = things;
  return freePlace({
    width,
    height,
    shapes,
    about,
    avoid,
    spare: [],
    lines,
    ways,
    wayHeight: letter,
    wayCost: 60,
  });
}

function isInside({ x, y, w, h }: Box, { width, height }: Scene): boolean {
  return x - w / 2 >= 0 && x + w / 2 <= width && y - h / 2 >= 0 && y + h / 2 <= height;
}

describe.each(STAGES)('on a stage of %i by %i', (width, height) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'of %i servers no sentence and no meter is cut',
    (count) => {
      for (const guests of [0, 12]) {
        const scene = sceneOf(width, height, count, guests);
        for (const about of scene.cards) {
          for (const [text, why] of SENTENCES) {
            const said = place(scene, sentenceShapes(text, why, scene.letter), about, []);
            expect(isInside(said, scene)).toBe(true);
          }
          const shapes = meterShapes(
            '1·21 acknowledged by',
            ['5 more for a quorum'],
            count,
            scene.letter,
          );
          expect(isInside(place(scene, shapes, about), scene)).toBe(true);
        }
      }
    },
  );
});

describe.each(STAGES.slice(0, 5))('on a stage of %i by %i with 3 servers', (width, height) => {
  const scene = sceneOf(width, height, 3, 3);
  const leader = scene.cards[2] as Box;
  const meter = place(
    scene,
    meterShapes('1·21 acknowledged by', ['2 more for a quorum', 'committed'], 3, scene.letter),
    leader,
  );

  test('the meter covers no card, and nothing on its way', () => {
    for (const thing of scene.things) expect(overlap(meter, thing)).toBeLessThan(150);
    const covered = scene.lines.reduce((sum, [a, b]) => sum + insideOf(meter, a, b), 0);
    expect(covered, JSON.stringify(meter)).toBeLessThan(0.1);
  });

  test('what is said while time passes covers hardly a corner of a card', () => {
    for (const about of scene.cards) {
      for (const [text] of SENTENCES) {
        const shapes = sentenceShapes(text, '', scene.letter);
        const said = place({ ...scene, things: [...scene.things, meter] }, shapes, about);
        const covered = scene.things.reduce((sum, thing) => sum + overlap(said, thing), 0);
        expect(covered, JSON.stringify([about, said])).toBeLessThan(width < 500 ? 4000 : 400);
      }
    }
  });

  test('what one could do covers hardly a corner where there is a window', () => {
    const why = 'PROPOSAL from 3 to 1 is held, and nothing else happens.';
    const names = ['Deliver this PROPOSAL', 'Crash 3', 'Let it wait'];
    const short = 'Something is held';
    const shapes = movesShapes({ why, short, names }, scene.letter);
    const middle = { x: width / 2, y: height / 2, w: 0, h: 0 };
    const at = place({ ...scene, things: [...scene.things, meter] }, shapes, middle, []);
    expect(isInside(at, scene)).toBe(true);
    // Less than the corner of a card.
    if (width > 500) for (const card of scene.cards) expect(overlap(at, card)).toBeLessThan(700);
  });
});

test('words stand beside their thing where there is room, and off its like', () => {
  const about = { x: 100, y: 100, w: 80, h: 40 };
  const other = { ...about, y: 190 };
  const shapes = [{ w: 280, h: 60, loses: 0 }];
  const room = {
    width: 700,
    height: 500,
    shapes,
    about,
    spare: [],
    lines: [],
    ways: [],
    wayHeight: 10,
    wayCost: 60,
  };
  const said = freePlace({ ...room, avoid: [about, other] });
  expect(overlap(said, about) + overlap(said, other)).toBe(0);
  expect(Math.hypot(said.x - about.x, said.y - about.y)).toBeLessThan(230);
});

test('Chinese letters are as wide as they are high', () => {
  expect(lineWidth('提交')).toBeCloseTo(2.04);
});

// As a browser measures them in the page's font, in the size of the letters.
test.each([
  ['‖ PROPOSAL', 6.24],
  ['‖ NEWLEADER', 6.99],
  ['‖ REVALIDATE', 6.93],
  ['COMMIT', 3.93],
  ['commit', 3.29],
  ['+1300 ms', 4.45],
  ['1·21 on disk at', 6.16],
  ['2 more for a quorum', 9.05],
  ['a → b', 2.65],
  ['已扣住 3 到 1 的 PROPOSAL', 12.34],
])('%s is reckoned as wide as it is drawn, or a little wider', (text, drawn) => {
  expect(lineWidth(text)).toBeGreaterThanOrEqual(drawn);
  expect(lineWidth(text)).toBeLessThan(1.3 * drawn);
});

test('a path is told by its end; a short one stays as it is', () => {
  const path = '/medical/resources/equipment/MRI/lock/100000000000000-14-lock-0000000000';
  expect(withShortPaths(`1·21: delete ${path}.`)).toBe('1·21: delete …/…lock-0000000000.');
  expect(withShortPaths('create /a/b "x".')).toBe('create /a/b "x".');
});

test('a sentence is rather wide than broken within a word, and no mark begins a line', () => {
  const lossOf = (text: string) =>
    sentenceShapes(text, '', 13).map(({ loses }, i) => loses - ([0, 300, 700][i] ?? 0));
  const [wide = 0, ...narrower] = lossOf('被违反：ProcessConsistencyIsBroken。');
  expect(wide).toBe(0);
  expect(Math.min(...narrower)).toBeGreaterThan(0);
  expect(lossOf('a few short words')).toEqual([0, 0, 0]);
});

test('where there is room for little more than a word, a sentence is as wide as that', () => {
  const why = '服务器 3 采纳了服务器 2 的纪元，但它的 1·2 不是领导者历史中相接的内容。';
  const shapes = sentenceShapes('被违反：ProcessConsistency。', why, 13);
  const whole = shapes.filter(({ loses, hasReason }) => hasReason && loses < 900);
  expect(Math.min(...whole.map(({ w }) => w))).toBeLessThan(13 * CAPTION.size * 13);
  expect(sentenceShapes('a few short words', why, 13)).toHaveLength(6);
});

test('a caption points at its thing beside it; to one farther off a line leads', () => {
  const about = { x: 500, y: 100, w: 160, h: 100 };
  const below = captionShows({ x: 460, y: 195, w: 200, h: 80 }, 80, about);
  expect(below).toEqual({ tip: { side: 'up', x: 140, y: 0 }, string: null });
  const beside = captionShows({ x: 300, y: 100, w: 200, h: 60 }, 60, about);
  expect(beside.tip).toEqual({ side: 'right', x: 200, y: 30 });
  // What lies between is not what it speaks of.
  const far = captionShows({ x: 500, y: 400, w: 200, h: 60 }, 60, about);
  expect(far.tip).toBeNull();
  expect(far.string?.to).toEqual({ x: 500, y: 152 });
});

test('the line to what is farther off goes around what stands between', () => {
  // As they stand on a tablet: what is said of one client, and another on the way there.
  const place = { x: 312, y: 227, w: 305, h: 68 };
  const about = { x: 378, y: 513, w: 193, h: 50 };
  const between = { x: 384, y: 428, w: 104, h: 50 };
  const card = { x: 164, y: 346, w: 294, h: 155 };
  const lineAmong = (things: readonly Box[]) => {
    const { string } = captionShows(place, 68, about, things);
    if (string === null) throw new Error('it stands beside it');
    return [string.from, string.to] as const;
  };
  const straight = lineAmong([]);
  expect(insideOf(between, ...straight)).toBeGreaterThan(0);
  expect(lineAmong([about, card])).toEqual(straight);
  const around = lineAmong([about, between, card]);
  for (const one of [between, card, place, about]) expect(insideOf(one, ...around)).toBe(0);
  // Where there is no way around it passes behind as little as it can.
  const wall = { x: 400, y: 400, w: 800, h: 60 };
  expect(insideOf(wall, ...lineAmong([wall]))).toBeGreaterThan(0);
});

test.each(LANGUAGES)('the words of the least cards have room beside the number, %s', (language) => {
  const t = translate(language);
  // ServerCard.svelte: its padding and lines, the number, the room before the words; the sign.
  const room = CARD_SIZES.small.w - 2 * 0.54 - 0.25 - 1.85 * 1.08 - 0.38;
  const said = keys().filter((key) => key.startsWith('stage.small.'));
  expect(said.length).toBeGreaterThan(4);
  for (const key of [...said, 'stage.server.down'] as const) {
    const signed = /elected|established|down/.test(key);
    const wide = lineWidth(t(key, { leader: 9 }));
    expect(wide, key).toBeLessThanOrEqual(room - (signed ? 1.38 : 0));
  }
});

test('where there is little room a request is still called by its verb', () => {
  const asks = { ping: false, form: 'box', word: 'getData …/lock', detail: '' };
  const labels = tokenLabels(asks as unknown as TokenShape, translate('en'));
  expect(labels.slice(-3)).toEqual(['getD…', 'get', 'ge']);
});

test.each(LANGUAGES)('who is counted has a box as wide as its words, %s', (language) => {
  const t = translate(language);
  for (const count of [1, 8, 12, 88]) {
    const [box] = countBoxes({ more: [{ server: 1, count, at: { x: 0, y: 0 } }] }, 1);
    // Stage.svelte: half a letter of ground.
    const wide = lineWidth(t('stage.client.more', { n: count })) + 0.5;
    expect(box?.w).toBeGreaterThanOrEqual(wide);
    expect(box?.w).toBeLessThan(wide + 1.3);
  }
});
