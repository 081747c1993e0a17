import { describe, expect, test } from 'vitest';
import { sessionLifecycle } from '../../../src/client/index.ts';
import { recipeNamed } from '../../../src/recipes/index.ts';
import { eventsBetween } from '../../../src/timeline/index.ts';
import { chartLayout, LETTER, wrapWords } from '../../../src/views/state/layout.ts';
import { type Chart, chartOf, type StateBox } from '../../../src/views/state/model.ts';
import { stateModel } from '../../../src/views/state/subject.ts';
import {
  isAccepted,
  type Leaf,
  lifecycle,
  MESSAGES,
  type MessageType,
} from '../../../src/zab/index.ts';
import { REACTIONS } from '../../../src/zab/reactions.ts';
import { Run } from './hospital-run.ts';
import { changed, client, diskOf, down, moment, up, world } from './inspector-world.ts';

function flat(boxes: readonly StateBox[]): StateBox[] {
  return boxes.flatMap((box) => [box, ...flat(box.children)]);
}

describe('a chart is read from the machine', () => {
  const chart = chartOf(lifecycle, 'FOLLOWING.SYNCHRONIZATION', 'FOLLOWING.DISCOVERY');

  test('its leaves are the leaves that run, with the messages they accept', () => {
    const leaves = flat(chart.boxes).filter((box) => box.children.length === 0);
    expect(leaves.map((box) => box.id).sort()).toEqual(Object.keys(REACTIONS).sort());
    for (const box of leaves) {
      const types = Object.keys(MESSAGES) as MessageType[];
      const accepted = types.filter((type) => isAccepted(box.id as Leaf, type));
      expect([...(box.accepts ?? [])].sort()).toEqual(accepted.sort());
    }
  });

  test('the current leaf is lit, what is around it is active', () => {
    const boxes = flat(chart.boxes);
    expect(boxes.filter((box) => box.lit).map((box) => box.id)).toEqual([
      'FOLLOWING.SYNCHRONIZATION',
    ]);
    expect(boxes.filter((box) => box.active).map((box) => box.id)).toEqual([
      'FOLLOWING',
      'FOLLOWING.SYNCHRONIZATION',
    ]);
  });

  test('the last transition is named, and marked where it starts', () => {
    expect(chart.last).toEqual({
      from: 'FOLLOWING.DISCOVERY',
      to: 'FOLLOWING.SYNCHRONIZATION',
      event: 'EPOCH_ACKED',
    });
    const marked = flat(chart.boxes).filter((box) => box.exits.some((exit) => exit.last));
    expect(marked.map((box) => box.id)).toEqual(['FOLLOWING.DISCOVERY']);
  });

  test.each([
    ['FOLLOWING.BROADCAST', 'LOOKING.SETTLING', 'LOST'],
    ['LOOKING.ELECTION', 'LEADING.DISCOVERY', 'ELECTED_LEADING'],
    ['LOOKING.SETTLING', 'LEADING.BROADCAST', null],
  ])('from %s to %s by %s', (from, to, event) => {
    expect(chartOf(lifecycle, to, from).last).toEqual({ from, to, event });
  });

  test('any machine will do: the session of a client', () => {
    const session = chartOf(sessionLifecycle, 'CONNECTED', 'ASSOCIATING');
    expect(session.last?.event).toBe('ACCEPTED');
    expect(session.boxes.find((box) => box.name === 'DEAD')).toMatchObject({ final: true });
    expect(session.boxes[0]).toMatchObject({ name: 'CONNECTING', initial: true, accepts: null });
  });
});

describe('layout', () => {
  const charts: [string, Chart, number][] = [
    ['peer, narrow', chartOf(lifecycle, 'LOOKING.ELECTION', null), 310],
    ['peer, wide', chartOf(lifecycle, 'LOOKING.ELECTION', null), 700],
    ['session', chartOf(sessionLifecycle, 'CONNECTED', null), 310],
  ];

  test.each(charts)('boxes do not overlap, and hold their text: %s', (_, chart, width) => {
    const { boxes, height, ...layout } = chartLayout(chart, width);
    expect(boxes).toHaveLength(flat(chart.boxes).length);
    for (const a of boxes) {
      expect(a.x + a.width).toBeLessThanOrEqual(layout.width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const line of [a.title, ...a.accepts, ...a.exits]) {
        expect(line.y).toBeGreaterThan(a.y);
        expect(line.y).toBeLessThan(a.y + a.height);
        expect(line.x + line.text.length * LETTER).toBeLessThanOrEqual(a.x + a.width);
      }
      for (const b of boxes) {
        if (a === b || b.box.id.startsWith(`${a.box.id}.`) || a.box.id.startsWith(`${b.box.id}.`)) {
          continue;
        }
        expect(a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
      }
    }
  });

  test('every transition to another state is drawn once', () => {
    const chart = chartOf(lifecycle, 'LOOKING.ELECTION', null);
    const { edges } = chartLayout(chart, 310);
    const exits = flat(chart.boxes).flatMap((box) => box.exits);
    expect(edges).toHaveLength(exits.length);
    expect(new Set(edges.map((edge) => edge.key)).size).toBe(edges.length);
  });

  test('a way round leaves and arrives at the right edges of its boxes, within the picture', () => {
    const { edges, boxes, width } = chartLayout(chartOf(lifecycle, 'LOOKING.ELECTION', null), 310);
    const rightOf = (id: string): number => {
      const found = boxes.find(({ box }) => box.id === id);
      return (found?.x ?? 0) + (found?.width ?? 0);
    };
    const round = edges.filter(({ label }) => label === null);
    expect(round.length).toBeGreaterThan(3);
    for (const { key, line } of round) {
      const [from = '', , to = ''] = key.split(' ');
      const points = [...line.matchAll(/(-?[\d.]+),(-?[\d.]+)(?=[A-Z]|$)/g)].map(([, x]) =>
        Number(x),
      );
      expect(points[0]).toBeCloseTo(rightOf(from), 1);
      expect(points.at(-1)).toBeCloseTo(rightOf(to) + 6, 1);
      expect(Math.max(...points)).toBeLessThan(width);
    }
  });

  test('words are put into lines', () => {
    expect(wrapWords(['ACK', 'PING', 'COMMIT'], 9 * LETTER)).toEqual(['ACK PING', 'COMMIT']);
    expect(wrapWords([], 100)).toEqual([]);
    expect(wrapWords(['NOTIFICATION'], 10)).toEqual(['NOTIFICATION']);
  });
});

describe('whose chart', () => {
  const of = world(
    [up(1, { leaf: 'FOLLOWING.DISCOVERY' }), down(2, diskOf([]))],
    [client('radiology', { leaf: 'CONNECTED' })],
  );
  const at = moment(of, [changed('LOOKING.ELECTION'), changed('FOLLOWING.DISCOVERY')]);

  test('a server, with its last move and why', () => {
    const model = stateModel(at, 1, 'peer', () => null);
    expect(model.chart?.last?.event).toBe('ELECTED_FOLLOWING');
    expect(model.event).toBe(at.events[1]?.event);
  });

  test('events that do not end in the present leaf say nothing of it', () => {
    const stale = moment(of, [changed('LOOKING.ELECTION'), changed('LEADING.DISCOVERY')]);
    const model = stateModel(stale, 1, 'peer', () => null);
    expect([model.chart?.last, model.event]).toEqual([null, null]);
  });

  test('a server that is down has no state', () => {
    expect(stateModel(at, 2, 'peer', () => null).chart).toBeNull();
  });

  test('a client, and the recipe it runs', () => {
    expect(stateModel(at, 'radiology', 'session', () => null)).toMatchObject({
      machine: 'session',
      recipe: null,
      chart: { current: 'CONNECTED' },
    });
    const host = client('surgery');
    const own = '/l/g-lock-0000000003';
    const recipe = { recipe: 'lock', path: '/l', leaf: 'CONNECTED', own, watching: null };
    const more = { guid: 'g', token: { epoch: 2, counter: 7 }, items: [], size: 0 };
    const busy = world([], [{ ...host, recipe: { ...recipe, ...more } } as never]);
    const model = stateModel(moment(busy), 'surgery', 'recipe', () => sessionLifecycle);
    expect(model).toMatchObject({ machine: 'recipe', recipe: 'lock' });
    expect(model.known).toEqual([
      { what: 'path', text: '/l' },
      { what: 'own', text: '…/g-lock-0000000003' },
      { what: 'token', text: '2·7' },
    ]);
    expect(model.chart?.current).toBe('CONNECTED');
  });
});

describe('the chart of a recipe', () => {
  const source = (recipe: string) => recipeNamed(recipe)?.chart ?? null;
  const recipe = (run: Run, name: string) => {
    const events = eventsBetween(run.timeline, 0, run.at, 400);
    return stateModel({ world: run.world, events }, name, 'recipe', source);
  };
  const run = new Run().to(5_000_000).say('radiology: create /t emergency,neurology');
  run.say('radiology recipe two-phase-commit /t/1').to(6_000_000);
  run.say('emergency recipe vote-commit /t/1/emergency').to(7_000_000);

  test('names no last move: there were states of which it did not tell', () => {
    const { chart, event } = recipe(run, 'radiology');
    expect(chart).toMatchObject({ current: 'collecting', last: null });
    expect(event).toMatchObject({ because: { facts: { here: 1, size: 2 } } });
  });

  test('its votes have a word of their own, and nodes in its place need only their names', () => {
    expect(recipe(run, 'radiology').known).toEqual([
      { what: 'path', text: '/t/1' },
      { what: 'own', text: '/t/1' },
      { what: 'watching', text: '…/neurology' },
      { what: 'missing', text: 'neurology' },
      { what: 'sites', text: '2' },
    ]);
    expect(recipe(run, 'emergency').known).toContainEqual({ what: 'vote', text: 'commit' });
  });
});
