/** The diagram as data: arrows that go forward, ends that can be told apart, and never too much. */
import { beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { beatsOf, endOf, pastBetween, type Timeline } from '../../../src/timeline/index.ts';
import { chainBack } from '../../../src/views/causes/chain.ts';
import { isFaded, svgOf } from '../../../src/views/space-time/draw.ts';
import { markAt } from '../../../src/views/space-time/hits.ts';
import {
  groundOf,
  MOST_ARROWS,
  MOST_MARKS,
  picture,
} from '../../../src/views/space-time/layout.ts';
import { Loader, MOST_EVENTS } from '../../../src/views/space-time/loader.ts';
import { type DrawnMark, textWidth } from '../../../src/views/space-time/marks.ts';
import type { Arrow, SpaceTime } from '../../../src/views/space-time/model.ts';
import { nextEvent } from '../../../src/views/space-time/walk.ts';
import { type AxisKind, axisOf, type Span } from '../../../src/views/timeline/axis.ts';
import { scaleFor } from '../../../src/views/timeline/layout.ts';
import { drawnOf, runOf, STORY } from './space-time-run.ts';

const t = translate('en');
const words = {
  message: ({ event }: Arrow) => event.message.type,
  reign: (reign: { epoch: number; server: number }) => t('timeline.band', reign),
  count: (n: number) => `×${n}`,
};

function scaleOf(run: Timeline, kind: AxisKind, width: number, span: Span | null = null) {
  return scaleFor(axisOf(kind, beatsOf(run), endOf(run)), width, span);
}

function pictureOf(run: Timeline, model: SpaceTime, kind: AxisKind, span: Span | null = null) {
  return picture(model, [], scaleOf(run, kind, 1400, span), 360, words);
}

const paths = (marks: readonly DrawnMark[], message: number) =>
  marks.filter((mark) => mark.type === 'path' && mark.message === message);
const inks = (marks: readonly DrawnMark[]) =>
  marks.map((mark) => (mark.type === 'path' ? mark.stroke : null));

describe('messages', () => {
  const model = drawnOf(STORY);
  const byFate = (fate: Arrow['fate']) => model.arrows.filter((arrow) => arrow.fate === fate);

  test('every arrow goes forward in time, by time and by events', () => {
    expect(model.arrows.length).toBeGreaterThan(200);
    for (const { sent, ended, held } of model.arrows) {
      if (sent === null) continue;
      expect(ended.at).toBeGreaterThanOrEqual(sent.at);
      expect(ended.place).toBeGreaterThan(sent.place);
      if (held !== null) expect(held.at).toBeGreaterThanOrEqual(sent.at);
    }
    for (const { sent, ended } of byFate('delivered')) {
      expect(ended.at).toBeGreaterThan(sent?.at ?? 0);
    }
  });

  test('every message that was delivered has one arrow, from its sender to its receiver', () => {
    const delivered = pastBetween(STORY, 0, endOf(STORY), Infinity)
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.type === 'messageDelivered' ? [event] : []));
    const withPings = drawnOf(STORY, true).arrows.filter(({ fate }) => fate === 'delivered');
    expect(withPings.map(({ id, from, to }) => `${id} ${from} ${to}`).sort()).toEqual(
      delivered.map(({ id, from, to }) => `${id} ${from} ${to}`).sort(),
    );
  });

  test('one that is lost ends in a cross, before it reaches the line it was sent to', () => {
    const [lost] = byFate('lost').filter(({ held }) => held !== null);
    expect(lost?.event.message.type).toBe('PROPOSAL');
    const { marks } = pictureOf(STORY, model, 'events');
    for (const arrow of byFate('lost')) {
      const drawn = paths(marks, arrow.id);
      const last = drawn.at(-1);
      expect(last?.type === 'path' && [last.stroke, last.points.length]).toEqual(['broken', 10]);
      expect(arrow.reach).toBeLessThan(1);
    }
  });

  test('one that is held ends in a bar; one that was, goes through it', () => {
    const { marks } = pictureOf(STORY, model, 'events');
    const waiting = byFate('held');
    expect(waiting).toHaveLength(1);
    expect(inks(paths(marks, waiting[0]?.id ?? 0)).slice(-2)).toEqual(['alarm', 'alarm']);
    const released = byFate('delivered').filter(({ held }) => held !== null);
    expect(released).toHaveLength(1);
    const drawn = inks(paths(marks, released[0]?.id ?? 0));
    expect(drawn.filter((ink) => ink === 'alarm')).toHaveLength(2);
    expect(drawn.at(-1)).not.toBe('alarm');
  });
});

describe('lines', () => {
  const model = drawnOf(STORY);

  test('are covered by what the process was, without gaps or overlaps', () => {
    for (const { end } of model.lanes) {
      const own = model.stretches.filter((stretch) => stretch.end === end);
      own.forEach((stretch, i) => {
        const before = own[i - 1];
        if (before) expect(stretch.from).toEqual(before.to);
        expect(stretch.to.at).toBeGreaterThanOrEqual(stretch.from.at);
      });
      expect(own.at(-1)?.to).toEqual(model.last);
    }
  });

  test('have a gap where a process was down', () => {
    const down = model.stretches.filter(({ end, state }) => end === 3 && state === 'down');
    expect(down.map(({ from, to }) => [from.at, to.at])).toContainEqual([7_000_000, 11_000_000]);
    const { marks } = pictureOf(STORY, model, 'time');
    const ground = groundOf(model.lanes, scaleOf(STORY, 'time', 1400), 360);
    const middle = ground.x({ at: 9_000_000, place: 0 });
    const over = marks.filter(
      (mark) =>
        mark.type === 'path' &&
        mark.ns.length === 0 &&
        mark.points[1] === ground.y(3) &&
        mark.points[3] === ground.y(3) &&
        (mark.points[0] ?? 0) < middle &&
        (mark.points[2] ?? 0) > middle,
    );
    expect(over).toEqual([]);
  });

  test('show who leads in which epoch', () => {
    const leads = model.stretches.filter(({ state }) => state === 'leading');
    expect(leads.map(({ end, epoch }) => `${end} ${epoch}`)).toContain('3 1');
    expect(leads.map(({ end, epoch }) => `${end} ${epoch}`)).toContain('2 2');
  });

  test('an fsync lasts from the proposal to the disk', () => {
    expect(model.writes.length).toBeGreaterThan(30);
    for (const { from, to, epoch } of model.writes) {
      expect(to.at).toBeGreaterThan(from.at);
      expect(epoch).toBeGreaterThan(0);
    }
  });

  test('the lock is held by one after the other', () => {
    const sure = model.holdings.filter((one) => one.sure).sort((a, b) => a.from.at - b.from.at);
    expect(sure.map(({ end }) => end)).toContain('radiology');
    expect(sure.at(-1)?.end).toBe('emergency');
    expect(sure.at(-1)?.from.at).toBeGreaterThan(13_000_000);
  });
});

describe('ten thousand events', () => {
  let run: Timeline;
  let model: SpaceTime;
  beforeAll(() => {
    run = runOf(45, [[4, 'load 8 clients 8 per second']]);
    model = drawnOf(run, false, MOST_EVENTS);
  });

  test('stay below so many marks, at any magnification, and say how many are drawn as one', () => {
    expect(model.events).toBeGreaterThan(9_000);
    for (const kind of ['time', 'events'] as const) {
      const end = scaleOf(run, kind, 1400).to;
      for (const part of [1, 0.5, 0.1, 0.01]) {
        const span = part === 1 ? null : { from: end * (0.8 - part), to: end * 0.8 };
        const { marks, shown, together } = pictureOf(run, model, kind, span);
        expect(marks.length).toBeLessThan(MOST_MARKS);
        if (shown > 4 * MOST_ARROWS) expect(together).toBeGreaterThan(0);
      }
      const { shown, together } = pictureOf(run, model, kind, { from: end * 0.9, to: end * 0.902 });
      expect(shown).toBeGreaterThan(0);
      expect(together).toBe(0);
    }
  });

  test('bundles stand for all messages that are shown', () => {
    const { marks } = pictureOf(run, model, 'events');
    const stood = new Set(marks.flatMap(({ ns }) => ns));
    const scale = scaleOf(run, 'events', 1400);
    const shown = model.arrows.filter(({ ended }) => ended.place <= scale.to);
    for (const { ns } of shown) for (const n of ns) expect(stood.has(n)).toBe(true);
  });

  test('a stretch that grows has what one look at it has', () => {
    const loader = new Loader();
    loader.turns(run, 30e6, 31e6);
    const grown = loader.turns(run, 30e6, 33e6);
    const from = grown[0]?.at ?? 0;
    expect(from).toBeLessThanOrEqual(30e6);
    expect(grown).toEqual(pastBetween(run, from, 33e6, MOST_EVENTS));
    expect(loader.turns(run, 30.5e6, 32e6)).toBe(grown);
    expect(loader.turns(run, 10e6, 11e6).at(-1)?.at).toBeLessThanOrEqual(11e6);
  });
});

describe('on the picture', () => {
  const model = drawnOf(STORY);
  const span = { from: 150, to: 210 };
  const { marks } = pictureOf(STORY, model, 'events', span);

  test.each([
    ['the run', null, 1400, 360],
    ['a stretch', span, 1400, 360],
    ['on a phone', null, 354, 260],
    ['a stretch on a phone', span, 354, 260],
  ] as const)('%s: names cover no name, no line and no bar', (_, stretch, width, height) => {
    for (const kind of ['time', 'events'] as const) {
      const scale = scaleOf(STORY, kind, width, stretch);
      const drawn = picture(model, [], scale, height, words);
      const names = drawn.marks.flatMap((mark) =>
        mark.type === 'text' && mark.message !== undefined
          ? [{ x: mark.x, y: mark.y, w: textWidth(mark.text, mark.size), h: mark.size }]
          : [],
      );
      const lines = model.lanes.map(({ end }) => groundOf(model.lanes, scale, height).y(end));
      const bars = drawn.marks.flatMap((mark) => (mark.type === 'rect' && mark.h < 10 ? mark : []));
      for (const a of names) {
        for (const b of names) {
          if (a === b) continue;
          const apart = Math.abs(a.x - b.x) >= (a.w + b.w) / 2 || Math.abs(a.y - b.y) >= a.h;
          expect(apart).toBe(true);
        }
        for (const y of lines) expect(y <= a.y || y >= a.y + a.h).toBe(true);
        for (const bar of bars) {
          const across = a.x - a.w / 2 < bar.x + bar.w && bar.x < a.x + a.w / 2;
          expect(across && a.y < bar.y + bar.h && bar.y < a.y + a.h).toBe(false);
        }
      }
      if (stretch !== null && width > 1000 && kind === 'events') {
        expect(names.length).toBeGreaterThan(5);
        expect(drawn.unnamed).toBeGreaterThan(0);
      }
    }
  });

  test('what is under a pointer is found', () => {
    const ground = groundOf(model.lanes, scaleOf(STORY, 'events', 1400, span), 360);
    const arrow = model.arrows.find(
      ({ sent, fate }) => fate === 'delivered' && sent !== null && sent.place > span.from + 5,
    ) as Arrow;
    const x = (ground.x(arrow.sent as never) + ground.x(arrow.ended)) / 2;
    const y = (ground.y(arrow.from) + ground.y(arrow.to)) / 2;
    const own = marks.filter(({ message }) => message === arrow.id);
    expect(markAt(own, x, y)?.message).toBe(arrow.id);
    expect(markAt(marks, -500, -500)).toBeNull();
  });

  test('what is not in the past of the chosen event fades, the ground does not', () => {
    const lit = { cone: new Set([model.dots[5]?.n ?? 0]), n: null, message: null };
    const faded = marks.filter((mark) => isFaded(mark, lit));
    expect(faded.length).toBeGreaterThan(10);
    expect(faded.every(({ ns }) => ns.length > 0)).toBe(true);
    expect(marks.some((mark) => isFaded(mark, { ...lit, cone: null }))).toBe(false);
  });

  test('arrow keys walk through every event, and from line to line', () => {
    let at = nextEvent(model, 'ArrowLeft', null, endOf(STORY));
    let steps = 0;
    const seen = new Set<number>();
    while (at !== null && steps < 5000) {
      seen.add(at);
      const before = nextEvent(model, 'ArrowLeft', at, 0);
      if (before !== null) expect(before).toBeLessThan(at);
      at = before;
      steps += 1;
    }
    expect(seen.size).toBeGreaterThan(model.dots.length);
    const dot = model.dots.find(({ end }) => end === 1);
    const below = nextEvent(model, 'ArrowDown', dot?.n ?? 0, 0);
    expect(below).not.toBe(dot?.n);
    expect(nextEvent(model, 'x', null, 0)).toBeNull();
  });

  test('an SVG file is well-formed, whatever stands in it', () => {
    const odd: DrawnMark = {
      ...{ type: 'text', x: 1, y: 2, text: '<b> & "c"', ink: 'ink', ground: 'paper', size: 13 },
      ...{ font: 'mono', bold: true, anchor: 'end', ns: [] },
    };
    const lit = { cone: new Set([1]), n: null, message: null };
    const size = { width: 1400, height: 360 };
    const svg = svgOf(size, [...marks, odd], (ink) => `color-${ink}`, lit, 'a & b');
    expect(svg).toContain('&#60;b&#62; &#38; &#34;c&#34;');
    expect(svg).toContain(`opacity="0.13"`);
    const tags = [...svg.matchAll(/<(\/?)([a-z]+)((?:\s[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g)];
    expect(svg.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
    expect(tags).toHaveLength((svg.match(/</g) ?? []).length);
    const open: string[] = [];
    for (const [, close, name = '', , self] of tags) {
      if (close) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    }
    expect(open).toEqual([]);
  });
});

test('an event is walked back to the command that began it all', () => {
  const events = pastBetween(STORY, 0, endOf(STORY), Infinity).flatMap(({ at, n, events: all }) =>
    all.map((event, i) => ({ n: n + i, at, event })),
  );
  const applied = events.filter(({ event }) => event.type === 'applied').at(-1);
  const steps = chainBack(STORY, applied?.n ?? 0, applied?.at ?? 0);
  expect(steps[0]?.event).toBe(applied?.event);
  expect(steps.length).toBeGreaterThan(3);
  steps.forEach((step, i) => {
    const before = steps[i - 1];
    if (before) expect(step.at).toBeLessThanOrEqual(before.at);
  });
  expect(steps.at(-1)?.how).toBe('command');
  expect(steps.at(-1)?.command).not.toBeNull();
});
