/** Messages that are held, on a phone: what is held can be read beside them. */
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import type { Endpoint } from '../../../src/sim/index.ts';
import {
  extendTo,
  isMistake,
  replay,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import { cardPlaces, middleOf } from '../../../src/views/stage/card-places.ts';
import { clientPlaces, wayOf } from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { type Box, overlap } from '../../../src/views/stage/geometry.ts';
import { heldIn, linkWords } from '../../../src/views/stage/link-words.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import { tokenLabels } from '../../../src/views/stage/words.ts';
import { placedTokens } from './stage-drawing.ts';

const AT = 6_400_000;

/** Two writes whose proposals, and then whose answers, are held. */
function heldRun(servers: number, held: readonly string[]): Timeline {
  const sids = Array.from({ length: servers }, (_, i) => i + 1);
  const clients = sids.slice(0, 3).map((sid) => `@3000 client ward${sid} connect ${sid}`);
  const commands = [
    ...clients,
    ...held.map((one) => `@5000 hold ${one}`),
    '@6100 ward1: create /n x',
    '@6200 ward2: create /m x',
  ];
  const scenario = { zooCfg: zooCfgFor(servers, 0), setup: [`start ${sids.join(' ')}`] };
  const replayed = replay({ version: 1, scenario, seed: 1, commands, untilMs: AT / 1000 });
  if (isMistake(replayed)) throw new Error(JSON.stringify(replayed));
  return extendTo(replayed, AT);
}

describe.each([
  [3, ['PROPOSAL 3 -> 1']],
  [3, ['PROPOSAL 3 -> 2']],
  [3, ['PROPOSAL 3 -> 1', 'ACK 2 -> 3']],
  [5, ['PROPOSAL 5 -> 1']],
  [5, ['PROPOSAL 5 -> 3', 'PROPOSAL 5 -> 4']],
] as const)('with %i servers, holding %s', (servers, held) => {
  const world = worldAt(heldRun(servers, held), AT);
  const model = stageModel(world);

  test.each([
    [390, 395, 'en'],
    [390, 410, 'en'],
    [390, 395, 'zh'],
  ] as const)('on a stage of %i by %i no held message covers the words, %s', (...stage) => {
    const [width, height, language] = stage;
    const t = translate(language);
    const laid = cardPlaces({ width, height, servers: model.servers.map(({ sid }) => sid) });
    const { letter } = laid;
    const { taken } = cornersOf(width, servers, letter);
    const places = {
      ...laid,
      ...clientPlaces({ width, height, clients: model.clients, taken }, laid),
    };
    const tokens = placedTokens(stageTokens(world, false), {
      ...{ now: AT, letter, width, height, middle: middleOf(laid.cards), servers },
      labelsOf: (token) => tokenLabels(token, t),
      things: new Map<Endpoint, Box>([...places.cards, ...places.clients]),
      boxesOf: (from, to) =>
        wayOf(from, to, (end: Endpoint) =>
          typeof end === 'number' ? places.cards.get(end) : places.clients.get(end),
        ),
    });
    const standing = tokens.filter(({ token }) => token.waits !== null);
    const room = { width, height, corners: taken.slice(0, 1) };
    const words = linkWords(model.links, places, room, false, t, heldIn(tokens, letter));
    expect(standing.length).toBeGreaterThanOrEqual(held.length);
    expect(words).toHaveLength(held.length);
    for (const word of words) {
      for (const { at, w, h, label } of standing) {
        expect(overlap(word, { ...at, w, h }), `${label} over ${word.text}`).toBe(0);
      }
    }
  });
});
