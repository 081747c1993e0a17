/** What is said of a breach covers nothing that points at it. */
import { expect, test } from 'vitest';
import '../../../src/i18n/all.ts';
import { translate } from '../../../src/i18n/index.ts';
import { breachMarks } from '../../../src/views/stage/breach-marks.ts';
import { cardPlaces } from '../../../src/views/stage/card-places.ts';
import { clientPlaces } from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { type Box, overlap } from '../../../src/views/stage/geometry.ts';
import { groundOf, sentencePlace } from '../../../src/views/stage/said-places.ts';

/** Windows with all panels on three screens, a tablet, a phone; the last have little room. */
const STAGES = [
  [742, 720],
  [742, 705],
  [660, 540],
  [1280, 668],
  [820, 560],
] as const;

const LINKS = [
  { a: 1, b: 2 },
  { a: 1, b: 3 },
  { a: 2, b: 3 },
];

test.each(['en', 'zh'] as const)(
  'no sentence covers the outline of what disagrees: %s',
  (language) => {
    const t = translate(language);
    const faults: string[] = [];
    for (const [width, height] of STAGES) {
      for (const [first, second] of [
        [3, 2],
        [1, 3],
        [2, 1],
      ] as const) {
        const cards = cardPlaces({ width, height, servers: [1, 2, 3] });
        const corners = cornersOf(width, 3, cards.letter, false);
        const { taken } = corners;
        const clients = [{ name: 'a', server: 3 }];
        const places = { ...cards, ...clientPlaces({ width, height, clients, taken }, cards) };
        const boxOf = (end: number | string) => cards.cards.get(Number(end));
        const zxid = { epoch: 1, counter: 2 };
        const broken = [
          { type: 'entry', server: first, zxid },
          { type: 'server', server: second },
        ] as const;
        const scene = { places, width, height, tokens: [], t };
        const { boxes, middle, marks } = breachMarks(broken, boxOf, scene);
        const said = {
          width,
          height,
          places,
          corners,
          noted: false,
          links: LINKS,
          troubles: [],
          t,
        };
        const place = sentencePlace(
          groundOf(said),
          { ...SAID[language], about: middle as Box },
          [],
          null,
          boxes,
        );
        for (const { box } of marks) {
          const outline = { ...box, w: box.w + 13, h: box.h + 13 };
          if (place === null || overlap(place, outline) > 0)
            faults.push(`${width}x${height}: ${first}`);
        }
      }
    }
    expect(faults).toEqual([]);
  },
);

const SAID = {
  en: {
    text: 'Broken: ProcessConsistency.',
    why:
      'Server 3 has adopted the epoch of server 2, but its own 1·2 is not what follows in the ' +
      'leader’s history.',
  },
  zh: {
    text: '被违反：ProcessConsistency。',
    why: '服务器 3 采纳了服务器 2 的纪元，但它的 1·2 不是领导者历史中相接的内容。',
  },
} as const;
