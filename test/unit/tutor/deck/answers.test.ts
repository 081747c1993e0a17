import { expect, test } from 'vitest';
import { getKey } from '../../../../src/lib/index.ts';
import type { SimEvent } from '../../../../src/sim/index.ts';
import { factsOf, leaderOf, type World } from '../../../../src/sim/index.ts';
import {
  begin,
  eventsBetween,
  extendTo,
  isMistake,
  openingOf,
  worldAt,
  zooCfgFor,
} from '../../../../src/timeline/index.ts';
import {
  FAILURE_IDS,
  type FailureId,
  failureOf,
  isUnable,
  LOOK_HERE,
  type Played,
  planOf,
  playLines,
  znodeAt,
} from '../../../../src/tutor/index.ts';

/** What each card says is right is so, from a hospital that nobody has touched. */
function healthy(servers: number): Played {
  const sids = Array.from({ length: servers }, (_, i) => i + 1).join(' ');
  const small = { zooCfg: zooCfgFor(servers, 0), setup: [`start ${sids}`] };
  const opening = openingOf(servers === 3 ? 'hospital' : small);
  if (isMistake(opening)) throw new Error('it opens');
  return { timeline: extendTo(begin(opening, 1), 6_000_000), at: 6_000_000 };
}

interface Outcome {
  readonly before: World;
  readonly after: World;
  readonly events: readonly SimEvent[];
  readonly timed: ReturnType<typeof eventsBetween>;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly right: number;
}

/** With so many of what the card takes a number of, or as few as it takes. */
function carriedOut(id: FailureId, servers: number, isOn = false, n = 8): Outcome {
  const { amount } = failureOf(id);
  const many = amount === null ? 0 : Math.max(amount.least, n);
  let state = healthy(servers);
  for (let ways = 0; ways < 5; ways++) {
    const before = worldAt(state.timeline, state.at);
    const planned = planOf(id, before, many, isOn);
    const lines = isUnable(planned)
      ? planned.way.type === 'lines'
        ? planned.way.lines
        : []
      : planned.lines;
    if (lines.length === 0) throw new Error(`${id} cannot be had with ${servers} servers`);
    const next = playLines(state, lines);
    if ('type' in next) throw new Error(`${id}: ${next.line} is refused`);
    if (!isUnable(planned)) {
      const timed = eventsBetween(next.timeline, state.at, next.at, 100_000);
      const events = timed.map(({ event }) => event);
      const { facts, right } = planned;
      return { before, after: worldAt(next.timeline, next.at), timed, events, facts, right };
    }
    state = next;
  }
  throw new Error(`${id}: the way there does not end`);
}

const node = ({ after, facts }: Outcome) => znodeAt(after, `${facts.path}`);
const clientOf = (world: World, name: unknown) => getKey(world.clients, `${name}`);
const count = ({ events }: Outcome, type: SimEvent['type']) =>
  events.filter((event) => event.type === type).length;
const answers = ({ events, facts }: Outcome, result: string) =>
  events.filter(
    (event) => event.type === 'replied' && event.client === facts.client && event.result === result,
  ).length;
const leads = (world: World) => leaderOf(world)?.sid ?? null;
/** From the question of the client that a card is about to its answer. */
function waitedMs({ timed, facts }: Outcome): number {
  const of = timed.filter(({ event }) => 'client' in event && event.client === facts.client);
  const asked = of.find(({ event }) => event.type === 'requested');
  const answer = of.find(
    ({ event }) =>
      event.type === 'replied' &&
      asked?.event.type === 'requested' &&
      event.xid === asked.event.xid,
  );
  return ((answer?.at ?? Number.NaN) - (asked?.at ?? Number.NaN)) / 1000;
}
const noWorkLeft = ({ after }: Outcome) =>
  after.hosts.every(({ work, queue }) => work.connectMs === 0 && queue.length === 0);
const tells = ({ events, facts }: Outcome) =>
  events.filter((event) => event.type === 'watchFired' && event.client === facts.client).length;

const TRUTHS: Readonly<Record<FailureId, (outcome: Outcome) => unknown>> = {
  K01: (o) =>
    count(o, 'sessionExpired') === 0 &&
    clientOf(o.after, o.facts.client)?.client.leaf === 'CONNECTED',
  K02: (o) => count(o, 'sessionExpired') === 1,
  K03: (o) => tells(o) === 1,
  K04: (o) => leads(o.after) === null,
  K05: (o) => leads(o.after) !== null && count(o, 'leaderEstablished') === 1,
  K06: (o) => count(o, 'stateChanged') > 8 && leads(o.after) !== null,
  K07: (o) => o.events.some((e) => e.type === 'replied' && e.client === o.facts.reader),
  K08: (o) => node(o) === undefined && leads(o.after) !== null && answers(o, 'OK') === 0,
  K09: (o) => node(o) !== undefined && leads(o.after) === o.facts.heir && answers(o, 'OK') === 0,
  K10: (o) => node(o) !== undefined && answers(o, 'OK') === 1,
  K11: (o) => !`${o.facts.left}`.includes(`${leads(o.after) ?? o.facts.left}`),
  K12: (o) => count(o, 'leaderEstablished') === 1 && leads(o.after) !== o.facts.leader,
  K13: (o) => leads(o.after) === null && count(o, 'leaderEstablished') === 0,
  K14: (o) => node(o) === undefined && answers(o, 'OK') === 1 && count(o, 'violated') > 0,
  K15: (o) =>
    answers(o, 'OK') === 3 &&
    leads(o.after) === o.facts.leader &&
    count(o, 'leaderEstablished') === 0,
  K16: (o) => count(o, 'watchFired') >= Number(o.facts.n),
  K17: (o) =>
    count(o, 'sessionExpired') === 1 &&
    clientOf(o.after, o.facts.client)?.recipe?.leaf !== 'granted',
  K18: (o) =>
    o.after.clientNames.filter((name) => {
      const recipe = clientOf(o.after, name)?.recipe;
      return recipe?.recipe === 'read-lock' && recipe.leaf === 'granted';
    }).length === o.facts.n,
  K19: (o) => waitedMs(o) > 500 && noWorkLeft(o),
  K20: (o) => count(o, 'sessionExpired') > 0 && leads(o.after) !== null && noWorkLeft(o),
};

/** Ensembles in which a card can be had, of those that are played here. */
const sizesOf = (id: FailureId) =>
  [2, 3, 4, 5, 7].filter((servers) => {
    const { timeline, at } = healthy(servers);
    const planned = planOf(id, worldAt(timeline, at), 20, false);
    return !isUnable(planned) || planned.way.type === 'lines';
  });

test.each(FAILURE_IDS)('%s: the right answer is right, however many servers there are', (id) => {
  const sizes = sizesOf(id);
  expect(sizes).toContain(4);
  for (const servers of sizes) {
    const outcome = carriedOut(id, servers);
    expect(TRUTHS[id](outcome), `${servers} servers, ${JSON.stringify(outcome.facts)}`).toBe(true);
  }
});

test('K04: no other answer is right, however many servers there are', () => {
  expect(sizesOf('K04')).toEqual([3, 4, 5, 7]);
  for (const servers of sizesOf('K04')) {
    const outcome = carriedOut('K04', servers);
    // The first crash stops nothing, the last stops what a majority of those that run would do.
    expect(answers(outcome, 'OK')).toBe(1);
    expect(leads(outcome.after)).toBeNull();
  }
});

test('a slow server is one that no majority needs: else its card is asked elsewhere', () => {
  for (const id of ['K07', 'K15'] as const) expect(sizesOf(id), id).not.toContain(2);
});

test.each([20, 60])('K20: %i clients that come back one by one lose no session', (n) => {
  for (const isOn of [false, true]) {
    const outcome = carriedOut('K20', 3, isOn, n);
    expect(outcome.right).toBe(isOn ? 0 : 1);
    expect(count(outcome, 'sessionExpired') === 0, JSON.stringify(outcome.facts)).toBe(isOn);
  }
});

/** Somebody has the scanner, and the others wait. */
function served(): Played {
  const opening = openingOf('scanner');
  if (isMistake(opening)) throw new Error('it opens');
  return { timeline: extendTo(begin(opening, 1), 8_000_000), at: 8_000_000 };
}

/** The world where time stands for those who look, of a card. */
function lookedAt(id: FailureId): World {
  const state = served();
  const planned = planOf(id, worldAt(state.timeline, state.at), 0, false);
  const lines = isUnable(planned) ? [] : planned.lines;
  const played = playLines(state, lines.slice(0, lines.indexOf(LOOK_HERE)));
  if ('type' in played) throw new Error(`${id}: ${played.line} is refused`);
  return worldAt(played.timeline, played.at);
}

test('where time stands for a card, that what it says to look at is to be seen', () => {
  const asleep = lookedAt('K17');
  const believers = asleep.clientNames.filter(
    (name) => clientOf(asleep, name)?.recipe?.leaf === 'granted',
  );
  expect(believers).toHaveLength(2);
  const short = lookedAt('K04');
  const leader = leaderOf(short);
  const leading = leader && factsOf(short, leader).leading;
  const next = leading?.next ?? null;
  const { needed, reached } = (next && leading?.quorum(next)) ?? { needed: 0, reached: [] };
  expect(needed - reached.length).toBe(1);
});

test('a client that follows a recipe has a session: a card that needs another says so', () => {
  const { timeline, at } = served();
  expect(planOf('K08', worldAt(timeline, at), 0, false)).toMatchObject({ why: 'busy' });
});
