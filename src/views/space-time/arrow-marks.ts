import { entryOf } from '../../sim/index.ts';
import { path } from './lane-marks.ts';
import type { Bundle, DiagramWords, Ground } from './layout.ts';
import { type DrawnMark, epochInk, type Ink, textWidth } from './marks.ts';
import type { Arrow, SpaceTime } from './model.ts';

const HEAD = 7;
const SIZE = 13;

interface Drawn {
  readonly marks: readonly DrawnMark[];
  readonly together: number;
  readonly named: number;
}

/** A message's two ends in pixels: from its sending to where it came. */
export interface Leg {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export function legOf(ground: Ground, model: SpaceTime, arrow: Arrow): Leg {
  const [x1, y1] = [ground.x(arrow.sent ?? model.first), ground.y(arrow.from)];
  const y = ground.y(arrow.to);
  const stopped = arrow.held ?? arrow.ended;
  if (arrow.fate === 'delivered') return { x1, y1, x2: ground.x(arrow.ended), y2: y };
  const x2 = Math.max(x1, ground.x(stopped));
  return { x1, y1, x2, y2: y1 + (y - y1) * arrow.reach };
}

/** The epoch that a message is about, for its colour. */
function inkOf({ event }: Arrow): Ink {
  const zxid = entryOf(event.message);
  return zxid === null || zxid.epoch === 0 || event.class === 'VOTE'
    ? 'soft'
    : epochInk(zxid.epoch);
}

function head({ x1, y1, x2, y2 }: Leg): readonly number[] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - ux * HEAD, y2 - uy * HEAD];
  const half = HEAD * 0.45;
  return [x2, y2, bx - uy * half, by + ux * half, bx + uy * half, by - ux * half, x2, y2];
}

function oneArrow(ground: Ground, model: SpaceTime, arrow: Arrow): readonly DrawnMark[] {
  const leg = legOf(ground, model, arrow);
  const { x1, y1, x2, y2 } = leg;
  const more = { ns: arrow.ns, message: arrow.id };
  const ink = inkOf(arrow);
  const isVote = arrow.event.class === 'VOTE';
  const dash = isVote ? [4, 3] : [];
  const marks: DrawnMark[] = [];
  if (arrow.fate === 'delivered' && arrow.held !== null) {
    // It came to the receiver's door, waited there, and went on.
    const at = { x: ground.x(arrow.held), y: y1 + (ground.y(arrow.to) - y1) * 0.86 };
    marks.push(path([x1, y1, at.x, at.y], ink, 1.6, { ...more, dash }));
    marks.push(path([at.x, at.y, x2, y2], ink, 1.6, { ...more, dash: [2, 4] }));
    marks.push(...bar(at.x, at.y, more));
    marks.push(path(head(leg), ink, 1, { ...more, fill: ink }));
    return marks;
  }
  marks.push(path([x1, y1, x2, y2], ink, 1.6, { ...more, dash }));
  switch (arrow.fate) {
    case 'delivered':
      marks.push(path(head(leg), ink, 1, { ...more, fill: ink }));
      break;
    case 'lost': {
      const cross = [x2 - 5, y2 - 5, x2 + 5, y2 + 5, x2, y2, x2 + 5, y2 - 5, x2 - 5, y2 + 5];
      if (arrow.held !== null) marks.push(...bar(x2 - 8, y2, more));
      marks.push(path(cross, 'broken', 2.2, more));
      break;
    }
    case 'held':
      marks.push(...bar(x2, y2, more));
      break;
    case 'flying':
      break;
  }
  return marks;
}

/** Two strokes across the way, as on a button that makes things stand still. */
function bar(x: number, y: number, more: { ns: readonly number[]; message: number }) {
  return [
    path([x - 2, y - 7, x - 2, y + 7], 'alarm', 2.4, more),
    path([x + 3, y - 7, x + 3, y + 7], 'alarm', 2.4, more),
  ];
}

/** `x` and `y` are its upper left corner. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function overlaps(a: LabelBox, b: LabelBox): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** So many other messages may pass behind a name before it is lost among them. */
const MOST_BEHIND = 2;

function passesBehind({ x1, y1, x2, y2 }: Leg, { x, y, w, h }: LabelBox): boolean {
  // Ways lead down or up: where it is at the height of the words decides.
  const part = y2 === y1 ? 0.5 : (y + h / 2 - y1) / (y2 - y1);
  const at = x1 + (x2 - x1) * part;
  return part > 0 && part < 1 && at > x && at < x + w;
}

/**
 * Messages one by one; with their names where these cover neither each other nor what is `taken`,
 * nor a line, and where few others pass behind them: a name that cannot be read is none.
 */
export function arrowMarks(
  ground: Ground,
  model: SpaceTime,
  arrows: readonly Arrow[],
  words: DiagramWords,
  around: { readonly named: boolean; readonly taken: readonly LabelBox[] },
): Drawn {
  const marks = arrows.flatMap((arrow) => oneArrow(ground, model, arrow));
  const names: DrawnMark[] = [];
  const taken: LabelBox[] = [...around.taken];
  const legs = arrows.map((arrow) => legOf(ground, model, arrow));
  const lines = model.lanes.map(({ end }) => ground.y(end));
  for (const [i, arrow] of around.named ? arrows.entries() : []) {
    const { x1, y1, x2, y2 } = legs[i] as Leg;
    const text = words.message(arrow);
    const w = textWidth(text, SIZE) + 6;
    // Where the eye is: nearer to the end, on the part that is seen.
    for (const part of [0.55, 0.4, 0.7, 0.25]) {
      const x = x1 + (x2 - x1) * part;
      const y = y1 + (y2 - y1) * part - SIZE / 2;
      const box = { x: x - w / 2, y: y - 1, w, h: SIZE + 3 };
      if (box.x < 0 || box.x + w > ground.width || Math.abs(y2 - y1) < SIZE + 6) continue;
      if (lines.some((line) => line > box.y - 2 && line < box.y + box.h + 2)) continue;
      if (taken.some((other) => overlaps(other, box))) continue;
      if (legs.filter((leg, k) => k !== i && passesBehind(leg, box)).length > MOST_BEHIND) continue;
      taken.push(box);
      names.push({
        ...{ type: 'text', x, y, text, size: SIZE, font: 'mono', bold: false, anchor: 'middle' },
        ...{ ink: 'ink', ground: 'paper', ns: arrow.ns, message: arrow.id },
      });
      break;
    }
  }
  return { marks: [...marks, ...names], together: 0, named: names.length };
}

/** Bundles: as thick as they are many, with their number where there is room. */
export function bundleMarks(
  ground: Ground,
  model: SpaceTime,
  bundles: readonly Bundle[],
  words: DiagramWords,
  around: readonly LabelBox[],
): Drawn {
  const taken: LabelBox[] = [...around];
  let together = 0;
  const marks = bundles.flatMap(({ arrows }): readonly DrawnMark[] => {
    const [first] = arrows;
    if (first === undefined) return [];
    if (arrows.length === 1) return oneArrow(ground, model, first);
    together += arrows.length;
    const legs = arrows.map((arrow) => legOf(ground, model, arrow));
    const mean = (of: (leg: Leg) => number) =>
      legs.reduce((sum, l) => sum + of(l), 0) / legs.length;
    const leg = {
      x1: mean((l) => l.x1),
      y1: mean((l) => l.y1),
      x2: mean((l) => l.x2),
      y2: mean((l) => l.y2),
    };
    const ns = arrows.flatMap((arrow) => arrow.ns);
    const ink = first.fate === 'lost' ? 'broken' : inkOf(first);
    const width = Math.min(7, 1.6 + Math.log2(arrows.length));
    const found: DrawnMark[] = [
      path([leg.x1, leg.y1, leg.x2, leg.y2], ink, width, { ns }),
      path(head(leg), ink, 1, { ns, fill: ink }),
    ];
    const text = words.count(arrows.length);
    const w = textWidth(text, SIZE) + 6;
    const box = {
      x: (leg.x1 + leg.x2 - w) / 2,
      y: (leg.y1 + leg.y2 - SIZE) / 2,
      w,
      h: SIZE + 2,
    };
    if (taken.every((other) => !overlaps(other, box))) {
      taken.push(box);
      found.push({
        ...{
          type: 'text',
          x: box.x + w / 2,
          y: box.y,
          text,
          size: SIZE,
          font: 'mono',
          bold: false,
        },
        ...{ anchor: 'middle', ink: 'ink', ground: 'paper', ns },
      });
    }
    return found;
  });
  return { marks, together, named: 0 };
}
