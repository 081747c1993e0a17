import { bin, max, scalePoint } from 'd3';
import type { Endpoint } from '../../sim/index.ts';
import type { Scale } from '../timeline/layout.ts';
import { xOfPlace } from '../timeline/layout.ts';
import { arrowMarks, bundleMarks, type LabelBox } from './arrow-marks.ts';
import { dotMarks, holdingMarks, laneMarks, reignMarks, writeMarks } from './lane-marks.ts';
import { type DrawnMark, textWidth } from './marks.ts';
import type { Arrow, Lane, SpaceTime, When } from './model.ts';

/** Room above and below the lines, in pixels. */
const ABOVE = 14;
const BELOW = 16;

/** Where things are: x of a moment, y of a process. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  readonly x: (when: When) => number;
  readonly y: (end: Endpoint) => number;
  /** Pixels from one line to the next. */
  readonly apart: number;
}

/** Lines from the top down; between servers and clients there is room of half a line more. */
export function groundOf(lanes: readonly Lane[], scale: Scale, height: number): Ground {
  const servers = lanes.filter(({ kind }) => kind === 'server').length;
  // A line that nobody has keeps servers and clients apart.
  const rows = lanes.map(({ end }) => String(end));
  const keys =
    servers < rows.length ? [...rows.slice(0, servers), '', ...rows.slice(servers)] : rows;
  const place = scalePoint(keys, [ABOVE, Math.max(ABOVE, height - BELOW)]).padding(0.4);
  return {
    width: scale.width,
    height,
    x: ({ at, place: turn }) => xOfPlace(scale, scale.axis.kind === 'time' ? at : turn),
    y: (end) => place(String(end)) ?? -100,
    apart: place.step(),
  };
}

/** A reign as a band over the servers' lines. */
export interface ReignBand {
  readonly epoch: number;
  readonly server: number;
  readonly from: When;
  readonly to: When;
}

/** The words that the diagram needs, in the reader's language. */
export interface DiagramWords {
  readonly message: (arrow: Arrow) => string;
  readonly reign: (reign: ReignBand) => string;
  readonly count: (n: number) => string;
}

/** The picture, and how much of it is drawn together. */
export interface Picture {
  readonly marks: readonly DrawnMark[];
  /** Messages and events that are shown. */
  readonly shown: number;
  /** Those of them that are drawn as one with others. */
  readonly together: number;
  /** Messages whose names are left out, since they would cover something. */
  readonly unnamed: number;
}

/** So many messages are drawn one by one, and so many groups where there are more. */
export const MOST_ARROWS = 260;
export const MOST_DOTS = 500;
/** No picture has more marks than that. */
export const MOST_MARKS = 3000;
/** Where there are fewer, each has its name. */
const NAMED_ARROWS = 90;

/** Everything that is to be seen of a stretch, with its place in pixels. */
export function picture(
  model: SpaceTime,
  reigns: readonly ReignBand[],
  scale: Scale,
  height: number,
  words: DiagramWords,
): Picture {
  const ground = groundOf(model.lanes, scale, height);
  const arrows = model.arrows.filter((arrow) =>
    isSeen(ground, arrow.sent ?? model.first, arrow.ended),
  );
  const dots = model.dots.filter(({ when }) => isSeen(ground, when, when));
  const seen = <T extends { readonly from: When; readonly to: When }>(things: readonly T[]) =>
    things.filter(({ from, to }) => isSeen(ground, from, to));
  const one = arrows.length <= MOST_ARROWS;
  const bands = reignMarks(ground, model.lanes, seen(reigns), words);
  const holdings = holdingMarks(ground, seen(model.holdings));
  const taken = [
    ...model.lanes.map(({ end }) => nameBox(ground, end)),
    ...[...bands, ...holdings].flatMap(wordBoxes),
  ];
  const drawn = one
    ? arrowMarks(ground, model, arrows, words, { named: arrows.length <= NAMED_ARROWS, taken })
    : bundleMarks(ground, model, bundled(ground, model, arrows), words, taken);
  const fine = thinned(dots, ground);
  const marks = [
    ...bands,
    ...laneMarks(ground, seen(model.stretches)),
    ...holdings,
    ...writeMarks(ground, joined(ground, seen(model.writes))),
    ...drawn.marks,
    ...dotMarks(ground, fine),
  ];
  return {
    marks: marks.slice(0, MOST_MARKS),
    shown: arrows.length + dots.length,
    together: drawn.together + (dots.length - fine.length),
    unnamed: one ? arrows.length - drawn.named : 0,
  };
}

/** Where the name of a line stands: above its beginning. */
function nameBox(ground: Ground, end: Endpoint): LabelBox {
  const size = 13;
  return { x: 0, y: ground.y(end) - 18, w: 16 + textWidth(`${end} server`, size), h: 18 };
}

/** What words of a mark, or the bar of whoever holds the lock, take of the picture. */
function wordBoxes(mark: DrawnMark): readonly LabelBox[] {
  if (mark.type === 'text') {
    return [{ x: mark.x, y: mark.y, w: textWidth(mark.text, mark.size), h: mark.size + 2 }];
  }
  return mark.type === 'rect' && mark.h < 10 ? [mark] : [];
}

function isSeen(ground: Ground, from: When, to: When): boolean {
  return ground.x(to) >= -4 && ground.x(from) <= ground.width + 4;
}

/** Messages that go the same way at about the same time. */
export interface Bundle {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly arrows: readonly Arrow[];
}

/** Messages in bundles: the finest that are not more than MOST_ARROWS. */
export function bundled(
  ground: Ground,
  model: SpaceTime,
  arrows: readonly Arrow[],
): readonly Bundle[] {
  for (let pixels = 4; ; pixels *= 2) {
    const bundles = new Map<string, { from: Endpoint; to: Endpoint; arrows: Arrow[] }>();
    for (const arrow of arrows) {
      const { from, to, fate } = arrow;
      const lane = fate === 'lost' ? 'lost' : '';
      const column = Math.floor(ground.x(arrow.sent ?? model.first) / pixels);
      const key = `${from} ${to} ${lane} ${column}`;
      const bundle = bundles.get(key);
      if (bundle) bundle.arrows.push(arrow);
      else bundles.set(key, { from, to, arrows: [arrow] });
    }
    if (bundles.size <= MOST_ARROWS || pixels > ground.width) return [...bundles.values()];
  }
}

/** Events that stand apart on their line; of those that do not, the most telling one. */
function thinned(dots: SpaceTime['dots'], ground: Ground): SpaceTime['dots'] {
  if (dots.length <= MOST_DOTS) return dots;
  const columns = new Map<string, SpaceTime['dots'][number]>();
  const pixels = Math.max(6, (max(dots, ({ when }) => ground.x(when)) ?? 0) / 90);
  const column = bin<SpaceTime['dots'][number], number>().value(({ when }) => ground.x(when));
  const edges = Math.ceil(ground.width / pixels);
  for (const group of column.domain([0, ground.width]).thresholds(edges)([...dots])) {
    for (const dot of group) {
      const key = `${group.x0} ${dot.end}`;
      const known = columns.get(key);
      if (known === undefined || (known.kind === 'plain' && dot.kind !== 'plain')) {
        columns.set(key, dot);
      }
    }
  }
  return [...columns.values()];
}

/** Fsyncs of one server that touch are one. */
function joined(ground: Ground, writes: SpaceTime['writes']): SpaceTime['writes'] {
  if (writes.length <= MOST_DOTS) return writes;
  const found: SpaceTime['writes'][number][] = [];
  const latest = new Map<Endpoint, number>();
  for (const write of writes) {
    const index = latest.get(write.end);
    const before = index === undefined ? undefined : found[index];
    if (index !== undefined && before && ground.x(write.from) - ground.x(before.to) < 8) {
      found[index] = { ...before, to: write.to, ns: [...before.ns, ...write.ns] };
    } else {
      latest.set(write.end, found.length);
      found.push(write);
    }
  }
  return found;
}
