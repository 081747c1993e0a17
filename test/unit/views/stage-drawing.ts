import { translate } from '../../../src/i18n/index.ts';
import type { Endpoint, World } from '../../../src/sim/index.ts';
import { cardPlaces, middleOf } from '../../../src/views/stage/card-places.ts';
import { clientPlaces, wayOf } from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { cutPlaces } from '../../../src/views/stage/cut-places.ts';
import type { Box } from '../../../src/views/stage/geometry.ts';
import { type StagePlaces, walledOff } from '../../../src/views/stage/layout.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import { stackVotes } from '../../../src/views/stage/stack-lanes.ts';
import { standApart } from '../../../src/views/stage/standing-lanes.ts';
import {
  type LaneScene,
  lanesOf,
  type PlacedToken,
  placedIn,
} from '../../../src/views/stage/token-places.ts';
import { tokenLabels } from '../../../src/views/stage/words.ts';

/**
 * The stage on a projector with nothing else and with the timeline, in a window with all panels on
 * two screens, on a tablet and on a phone.
 */
export const STAGES = [
  [1280, 668],
  [1280, 551],
  [742, 585],
  [660, 405],
  [820, 560],
  [390, 410],
] as const;

const t = translate('en');

/** Where the messages are at `now`: laid without regard to what was before. */
export function placedTokens(
  tokens: ReturnType<typeof stageTokens>,
  { now, ...scene }: LaneScene & { readonly now: number },
): readonly PlacedToken[] {
  const lanes = [...lanesOf(tokens, { stackVotes, ...scene }, now).values()];
  return placedIn(standApart(lanes, scene, now), now);
}

export interface Drawing {
  readonly places: StagePlaces;
  readonly cards: readonly Box[];
  readonly marks: readonly Box[];
  readonly tokens: readonly PlacedToken[];
}

/** What the stage draws of a moment. */
export function drawingOf(
  world: World,
  now: number,
  width: number,
  height: number,
  opened: ReadonlySet<string> = new Set(),
): Drawing {
  const model = stageModel(world);
  const places = cardPlaces({ width, height, servers: model.servers.map(({ sid }) => sid) });
  const { letter, cards } = places;
  const { taken } = cornersOf(width, cards.size, letter);
  const present = model.clients.filter((one) => !one.departed);
  const walled = walledOff(model.groups, places);
  const guests = clientPlaces({ width, height, clients: present, taken, walled }, places);
  const { clients } = guests;
  const boxOf = (end: Endpoint) => (typeof end === 'number' ? cards.get(end) : clients.get(end));
  const cuts = cutPlaces(model.links, { ...places, ...guests }, taken.slice(0, 1));
  const tokens = placedTokens(stageTokens(world, false), {
    ...{ cuts, now, letter, width, height, opened, middle: middleOf(cards), servers: cards.size },
    labelsOf: (token) => tokenLabels(token, t),
    boxesOf: (from, to) => wayOf(from, to, boxOf),
    things: new Map<Endpoint, Box>([...cards, ...clients]),
    more: guests.more,
  });
  return {
    places: { ...places, ...guests },
    cards: [...cards.values()],
    marks: [...clients.values()],
    tokens,
  };
}
