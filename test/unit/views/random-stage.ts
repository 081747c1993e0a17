/** Moments of runs with random faults, and what the stage draws of them. */
import { faultsFor } from '../../../src/headless/sweep/run-seed.ts';
import { translate } from '../../../src/i18n/index.ts';
import { Dice } from '../../../src/lib/index.ts';
import { describe } from '../../../src/script/index.ts';
import type { Endpoint, World } from '../../../src/sim/index.ts';
import {
  eventsBetween,
  extendTo,
  isMistake,
  replay,
  type TimedEvent,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import { captionOf } from '../../../src/views/stage/caption.ts';
import { cardPlaces, middleOf } from '../../../src/views/stage/card-places.ts';
import { clientPlaces, wayOf } from '../../../src/views/stage/client-places.ts';
import { cornersOf } from '../../../src/views/stage/corners.ts';
import { cutPlaces } from '../../../src/views/stage/cut-places.ts';
import { along, type Box } from '../../../src/views/stage/geometry.ts';
import { withShortPaths } from '../../../src/views/stage/later-words.ts';
import { walledOff } from '../../../src/views/stage/layout.ts';
import { heldIn, linkWords, standingIn } from '../../../src/views/stage/link-words.ts';
import { stageModel, stageTokens } from '../../../src/views/stage/model.ts';
import {
  covered,
  groundOf,
  meterPlace,
  movesPlace,
  sentencePlace,
  tiesOf,
  waysOf,
} from '../../../src/views/stage/said-places.ts';
import { bentWay, onWay, TOKEN } from '../../../src/views/stage/token-path.ts';
import { tokenLabels } from '../../../src/views/stage/words.ts';
import { placedTokens } from './stage-drawing.ts';

const SHAPES = [
  [1, 0],
  [2, 0],
  [3, 0],
  [4, 0],
  [5, 0],
  [5, 1],
  [7, 0],
  [6, 2],
  [7, 2],
] as const;
const MOMENTS = 3;
const UNTIL = 25_000_000;

export const GUESTS = [3, 6, 12] as const;

export interface RandomMoment {
  readonly servers: number;
  readonly guests: number;
  readonly world: World;
  readonly now: number;
  readonly events: readonly TimedEvent[];
}

/** What there is something to say of, and to count. */
const TELLING = ['proposed', 'logged', 'committed', 'stateChanged', 'serverCrashed', 'messageHeld'];

/** When something happened that is told, and soon after. */
function pickTime(timeline: Timeline, dice: Dice): number {
  const from = dice.between(0, UNTIL - 1);
  const next = eventsBetween(timeline, from, UNTIL, 5000).find(({ event }) =>
    TELLING.includes(event.type),
  );
  return Math.min(UNTIL, (next?.at ?? from) + (dice.percent(50) ? 0 : dice.between(0, 800)));
}

export function* randomMoments(): Generator<RandomMoment> {
  for (const [voters, observers] of SHAPES) {
    const servers = voters + observers;
    for (const [seed, guests] of GUESTS.entries()) {
      const dice = new Dice(seed * 100 + servers);
      const sids = Array.from({ length: servers }, (_, i) => i + 1);
      const zooCfg = zooCfgFor(voters, observers);
      const clients = Array.from(
        { length: guests },
        (_, i) => `client guest${i + 1} connect ${(i % servers) + 1} timeout 8000`,
      );
      const start = `start ${sids.join(' ')}`;
      const commands = faultsFor({ zooCfg, setup: [start] }, seed, [start, ...clients], {
        untilMs: 25_000,
        faults: servers === 1 ? 'none' : 'chaos',
        variants: {},
      });
      const recording = {
        version: 1,
        scenario: { zooCfg, setup: [] },
        seed,
        commands,
        untilMs: 25_000,
      } as const;
      const replayed = replay(recording);
      if (isMistake(replayed)) throw new Error(JSON.stringify(replayed));
      const timeline = extendTo(replayed, UNTIL);
      for (let i = 0; i < MOMENTS; i++) {
        const at = i === 0 ? 3000 : pickTime(timeline, dice);
        const world = worldAt(timeline, at);
        const events = eventsBetween(timeline, Math.max(0, world.now - 1_000_000), world.now, 60);
        yield { servers, guests, world, now: at, events };
      }
    }
  }
}

/** A box that is drawn, and what it is, for whoever reads why a test failed. */
export interface Drawn extends Box {
  readonly what: string;
}

export interface RandomDrawing {
  readonly letter: number;
  /** Cards, and what the corners say. */
  readonly cards: readonly Drawn[];
  /** Marks, counts, and words at links. */
  readonly marks: readonly Drawn[];
  readonly tokens: readonly Drawn[];
  /** Those that stand still. */
  readonly held: readonly Drawn[];
  /** Those that lie over what they come from or go to. */
  readonly misplaced: readonly string[];
  readonly meter: Drawn | null;
  /** Words at links. */
  readonly troubles: readonly Drawn[];
  /** The marks of cut links. */
  readonly cuts: readonly Drawn[];
  /** Where messages pass that travel between servers that hear each other. */
  readonly passing: readonly Box[];
  /** While time passes, and while it stands; null: there is no room, or nothing to say. */
  readonly sentences: readonly Drawn[];
  readonly moves: Drawn;
}

const named = (boxes: readonly Box[], what: string): readonly Drawn[] =>
  boxes.map((box, i) => ({ ...box, what: `${what} ${i}` }));

/** Everything that the stage of a moment draws, as the page puts it together. */
export function randomDrawing(
  { world, now, events }: RandomMoment,
  width: number,
  height: number,
): RandomDrawing {
  const t = translate('en');
  const model = stageModel(world);
  const laid = cardPlaces({ width, height, servers: model.servers.map(({ sid }) => sid) });
  const { letter } = laid;
  const corners = cornersOf(width, laid.cards.size, letter);
  const present = model.clients.filter((one) => !one.departed);
  const { taken } = corners;
  const walled = walledOff(model.groups, laid);
  const around = clientPlaces({ width, height, clients: present, taken, walled }, laid);
  const places = { ...laid, ...around };
  const noted = present.length < model.clients.length;
  const { links, quorum } = model;
  const corner = noted ? taken : taken.slice(0, 1);
  const marks = cutPlaces(links, places, corner);
  const boxOf = (end: Endpoint) =>
    typeof end === 'number' ? places.cards.get(end) : places.clients.get(end);
  const boxesOf = (from: Endpoint, to: Endpoint) => wayOf(from, to, boxOf);
  const placed = placedTokens(stageTokens(world, false), {
    ...{ now, letter, width, height, middle: middleOf(laid.cards), servers: laid.cards.size },
    cuts: marks,
    labelsOf: (token) => tokenLabels(token, t),
    boxesOf,
    things: new Map<Endpoint, Box>([...places.cards, ...places.clients]),
    more: places.more,
  });
  const room = { width, height, corners: corner, cuts: marks };
  const troubles = linkWords(
    links,
    places,
    room,
    model.groups.length > 0,
    t,
    standingIn(placed, letter, false),
  );
  const guests = present.map(({ name, server }) => `${name} ${server}`).join('\n');
  const ties = tiesOf(guests, places, { width, height });
  const cuts = [...marks.values()];
  const ground = groundOf({ width, height, places, corners, noted, links, ties, troubles, t });
  const clear = { ...ground, things: [...ground.things, ...cuts] };
  const meter =
    quorum &&
    meterPlace(
      clear,
      {
        leader: quorum.leader,
        seats: quorum.voters.length,
        zxid: `${quorum.zxid.epoch}·${quorum.zxid.counter}`,
      },
      JSON.parse(heldIn(placed, letter)),
    );
  const pairs = [...new Set(placed.map(({ token }) => `${token.from} ${token.to}`))].join('\n');
  const moment = { world, now, events, violations: [], selected: null, observed: 1 };
  const sentences = [false, true].flatMap((playing) => {
    const caption = captionOf(moment, playing, false);
    const [a, b] = (caption?.about ?? []).map(boxOf);
    if (caption === null || a === undefined) return [];
    const about = b === undefined ? a : { ...along(a, b, 0.5), w: 7 * letter, h: 2.4 * letter };
    const told = describe(caption.timed.event, 'en');
    const [text, why] = [withShortPaths(told.text), playing ? '' : (told.why ?? '')];
    const ways = waysOf(pairs, places, { width, height });
    const held = JSON.parse(heldIn(placed, letter)) as Box[];
    const still = playing ? [] : placed.map(({ at, w, h }) => ({ ...at, w, h }));
    const at = sentencePlace(clear, { text, why, about }, ways, meter, held, still);
    return at === null ? [] : [{ ...at, what: `sentence "${text}"` }];
  });
  const tokens = placed.map(({ at, w, h, label }) => ({ ...at, w, h, what: `token ${label}` }));
  const misplaced = placed.flatMap(({ token: { from, to }, at, w, h, label }) => {
    const ends = boxesOf(from, to) ?? [];
    const isOver = ends.some((end) => covered({ ...at, w, h }, [end], letter) > 0.05);
    return isOver ? [`token ${label} from ${from} to ${to}`] : [];
  });
  /** A proposal at every fifth of its way. */
  const passingOf = (from: Endpoint, to: Endpoint): readonly Box[] => {
    const size = { w: 5 * letter, h: TOKEN.h * letter };
    const boxes = boxesOf(from, to);
    if (boxes === null) return [];
    const things = new Map<Endpoint, Box>([...places.cards, ...places.clients]);
    const way = bentWay(...boxes, size, things, { letter, width, height });
    return [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => ({ ...onWay(way, part), ...size }));
  };
  const names = ['Deliver this PROPOSAL', 'Crash 3', 'Let it wait'];
  const why = 'PROPOSAL from 3 to 1 is held, and nothing else happens.';
  const asked = { why, short: 'Something is held', names };
  return {
    letter,
    cards: named(ground.spare, 'card'),
    marks: named(ground.things, 'mark'),
    tokens,
    held: tokens.filter((_, i) => placed[i]?.token.waits !== null),
    misplaced,
    cuts: named(cuts, 'cut'),
    troubles: troubles.map((word) => ({ ...word, what: `words "${word.text}"` })),
    passing: links
      .filter(({ kind }) => kind === 'quorum')
      .flatMap(({ a, b }) => [...passingOf(a, b), ...passingOf(b, a)]),
    meter: meter && { ...meter, what: 'the meter' },
    sentences,
    moves: { ...movesPlace(clear, asked, tokens, meter), what: 'what one could do' },
  };
}
