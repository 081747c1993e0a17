import { path as pathOf } from 'd3';
import type { Chart, Exit, StateBox } from './model.ts';

/** All in pixels. Text is mono of 13 px, whose letters are all LETTER wide. */
export const LETTER = 8.3;
const LINE = 19;
const TITLE = 26;
const PAD = 9;
const GAP = 10;
/** Between two siblings that an arrow joins: room for its name. */
const STEP = 30;
const LANE = 9;
const MARGIN = 3;

export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface ExitLine extends TextLine {
  readonly exit: Exit;
}

export interface PlacedBox {
  readonly box: StateBox;
  readonly depth: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: TextLine;
  readonly accepts: readonly TextLine[];
  readonly exits: readonly ExitLine[];
}

/** A drawn transition: a line, the head of its arrow, and a name where no exit line has it. */
export interface PlacedEdge {
  readonly key: string;
  readonly line: string;
  readonly head: string;
  readonly label: TextLine | null;
  readonly last: boolean;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
}

/** Words put into lines of at most `room` pixels. */
export function wrapWords(words: readonly string[], room: number): readonly string[] {
  const most = Math.max(1, Math.floor(room / LETTER));
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > most) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** An edge that runs through the gutter, before it has a lane. */
interface Detour {
  readonly exit: Exit;
  readonly from: PlacedBox;
  readonly y: number;
}

/** Lives only during one layout: boxes go down the page one after the other. */
class Placing {
  readonly boxes: PlacedBox[] = [];
  readonly steps: PlacedEdge[] = [];
  readonly detours: Detour[] = [];

  /** Puts a row of siblings; answers the y below them. */
  siblings(
    boxes: readonly StateBox[],
    depth: number,
    x: number,
    top: number,
    width: number,
  ): number {
    let y = top;
    boxes.forEach((box, i) => {
      const before = boxes[i - 1];
      const step = before?.exits.find((exit) => exit.to === box.id);
      if (before !== undefined && step !== undefined) {
        this.steps.push(downward(before.id, step, x + 22, y, y + STEP));
        y += STEP;
      } else if (i > 0) y += GAP;
      y = this.box(box, boxes[i + 1] ?? null, depth, x, y, width);
    });
    return y;
  }

  private box(
    box: StateBox,
    next: StateBox | null,
    depth: number,
    x: number,
    top: number,
    width: number,
  ): number {
    const text = x + PAD;
    let y = top + TITLE;
    const title = { x: text, y: top + 18, text: box.name };
    const accepts = wrapWords(box.accepts ?? [], width - 2 * PAD).map((line, i) => ({
      x: text,
      y: y + 13 + i * LINE,
      text: line,
    }));
    y += accepts.length * LINE;
    const exits: ExitLine[] = [];
    for (const exit of box.exits) {
      if (exit.to === next?.id) continue;
      for (const line of wrapWords([exit.event, `→ ${exit.toName}`], width - 2 * PAD)) {
        exits.push({ x: text, y: y + 13, text: line, exit });
        y += LINE;
      }
    }
    const index = this.boxes.length;
    this.boxes.push(null as unknown as PlacedBox);
    if (box.children.length > 0) {
      y = this.siblings(box.children, depth + 1, x + PAD, y + 2, width - 2 * PAD);
    }
    const height = y + PAD - 2 - top;
    const placed = { box, depth, x, y: top, width, height, title, accepts, exits };
    this.boxes[index] = placed;
    exits.forEach((line, i) => {
      // An exit that takes two lines starts at its second one.
      if (line.exit.to === box.id || exits[i + 1]?.exit === line.exit) return;
      this.detours.push({ exit: line.exit, from: placed, y: line.y - 4 });
    });
    return top + height;
  }
}

function arrowHead(x: number, y: number, toX: number, toY: number): string {
  const shape = pathOf();
  shape.moveTo(x, y);
  shape.lineTo(x - toX * 7 - toY * 4, y - toY * 7 - toX * 4);
  shape.lineTo(x - toX * 7 + toY * 4, y - toY * 7 + toX * 4);
  shape.closePath();
  return shape.toString();
}

function downward(from: string, exit: Exit, x: number, top: number, bottom: number): PlacedEdge {
  const line = pathOf();
  line.moveTo(x, top);
  line.lineTo(x, bottom - 6);
  return {
    key: `${from} ${exit.event}`,
    line: line.toString(),
    head: arrowHead(x, bottom, 0, 1),
    label: { x: x + 10, y: (top + bottom) / 2 + 4, text: exit.event },
    last: exit.last,
  };
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** The first lane in which nothing else runs at this height; short ways first: they stay inside. */
function lanesOf(spans: readonly Span[]): {
  readonly lane: readonly number[];
  readonly count: number;
} {
  const order = spans.map((_, i) => i);
  const length = (i: number): number => (spans[i] as Span).high - (spans[i] as Span).low;
  order.sort((a, b) => length(a) - length(b) || a - b);
  const taken: Span[][] = [];
  const lane = new Array<number>(spans.length).fill(0);
  for (const i of order) {
    const span = spans[i] as Span;
    let at = 0;
    while (taken[at]?.some((other) => other.low <= span.high + 4 && span.low <= other.high + 4)) {
      at++;
    }
    (taken[at] ??= []).push(span);
    lane[i] = at;
  }
  return { lane, count: taken.length };
}

function gutter({ exit, from, y }: Detour, to: PlacedBox, lane: number, right: number): PlacedEdge {
  const targetY = arrivalY(to);
  const x = right + 8 + lane * LANE;
  const line = pathOf();
  line.moveTo(from.x + from.width, y);
  line.arcTo(x, y, x, targetY, 4);
  line.arcTo(x, targetY, to.x + to.width, targetY, 4);
  line.lineTo(to.x + to.width + 6, targetY);
  return {
    key: `${from.box.id} ${exit.event} ${exit.to}`,
    line: line.toString(),
    head: arrowHead(to.x + to.width, targetY, -1, 0),
    label: null,
    last: exit.last,
  };
}

/** All detours to one state share a lane, as tributaries do. */
interface Trunk {
  readonly to: PlacedBox;
  readonly detours: readonly Detour[];
}

interface Ways {
  readonly placing: Placing;
  readonly bottom: number;
  readonly trunks: readonly Trunk[];
  readonly lane: readonly number[];
  readonly lanes: number;
}

/** Where a trunk reaches its state: beside the title. */
function arrivalY(to: PlacedBox): number {
  return to.y + TITLE / 2;
}

/** Places everything in `room` pixels, and finds out how many lanes the gutter beside it needs. */
function place(chart: Chart, room: number): Ways {
  const placing = new Placing();
  const bottom = placing.siblings(chart.boxes, 0, MARGIN, MARGIN, room);
  const trunks = placing.boxes
    .map((to) => ({ to, detours: placing.detours.filter(({ exit }) => exit.to === to.box.id) }))
    .filter(({ detours }) => detours.length > 0);
  const spans = trunks.map(({ to, detours }) => {
    const ends = [arrivalY(to), ...detours.map((detour) => detour.y)];
    return { low: Math.min(...ends), high: Math.max(...ends) };
  });
  const { lane, count } = lanesOf(spans);
  return { placing, bottom, trunks, lane, lanes: count };
}

/**
 * A chart as nested boxes from top to bottom, `width` pixels wide: a transition to the next sibling
 * is an arrow between the two, every other one is a line of its box and runs round on the right.
 */
export function chartLayout(chart: Chart, width: number): ChartLayout {
  const side = 2 * MARGIN + 10;
  const { lanes: guess } = place(chart, Math.max(160, width - side));
  const room = Math.max(160, width - side - guess * LANE);
  const { placing, bottom, trunks, lane, lanes } = place(chart, room);
  const right = MARGIN + room;
  const round = trunks.flatMap(({ to, detours }, i) =>
    detours.map((detour) => gutter(detour, to, lane[i] as number, right)),
  );
  const edges = [...placing.steps, ...round];
  return {
    width: Math.max(width, right + 10 + lanes * LANE),
    height: bottom + MARGIN,
    boxes: placing.boxes,
    // The one that was taken last lies on top.
    edges: [...edges.filter((edge) => !edge.last), ...edges.filter((edge) => edge.last)],
  };
}
