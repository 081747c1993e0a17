import { MONO, type Palette } from '../colors.ts';
import { epochClass } from '../epoch-class.ts';
import type { Point } from './geometry.ts';
import type { TokenForm, TokenShape } from './messages.ts';
import type { Pen, Pictures } from './pictures.ts';
import { TOKEN } from './token-path.ts';
import type { PlacedToken } from './token-places.ts';

/** How all messages of a frame are drawn. */
interface Look {
  /** Pixels of the stage's smallest words. */
  readonly letter: number;
  /** Device pixels in a pixel. */
  readonly dots: number;
  readonly palette: Palette;
  /** Of the bodies and arrows drawn so far. */
  readonly pictures: Pictures;
}

/** Drawn for letters of 13 pixels, and scaled to the stage's. */
const LETTER = 13;
const H = TOKEN.h * LETTER;
/** How far an arrow reaches to any side of where it stands. */
const ARROW = 13;

/** The colours of its epoch: four in turn, and none before the first. */
function inksOf(epoch: number) {
  if (epoch < 1) return { line: 'faint', fill: 'band', text: 'ink', arrow: 'soft' };
  const own = epochClass(epoch);
  return { line: own, fill: `${own}-fill`, text: `${own}-text`, arrow: own };
}

interface Edge {
  readonly fill: string;
  readonly line: string;
  readonly width: number;
  readonly dashed: boolean;
}

function edgeOf({ form, epoch, waits }: TokenShape, lit: boolean): Edge {
  const inks = inksOf(epoch);
  const width = waits === null ? 1.8 : 2.6;
  let edge: Edge = { fill: inks.fill, line: inks.line, width, dashed: false };
  if (form === 'envelope') edge = { fill: 'card', line: 'ink', width: 1.5, dashed: true };
  if (form === 'note' || (form === 'plain' && epoch < 1)) {
    edge = { fill: 'card', line: 'soft', width: 1.4, dashed: false };
  }
  return lit ? { ...edge, line: 'accent', width: 3.4 } : edge;
}

/**
 * Draws messages where they are, for one frame: what one is shows in its form first, its epoch in
 * its colour. A lit one is pointed at in another picture, or a lesson is about it.
 */
export function tokenPen(pen: CanvasRenderingContext2D, look: Look) {
  const { letter, dots, palette, pictures } = look;
  const scale = (letter / LETTER) * dots;
  const size = `${LETTER * scale}px ${MONO}`;
  pen.textAlign = 'center';
  /** Asking for the same letters again costs as much as drawing a word. */
  let isBold: boolean | null = null;

  return (placed: PlacedToken, lit: boolean): void => {
    const { token, heading } = placed;
    const { form, waits } = token;
    const spot = { x: Math.round(placed.at.x * dots), y: Math.round(placed.at.y * dots) };
    if (form === 'dot') {
      const ink = lit ? 'accent' : 'faint';
      const room = { spot, scale, x: 4, y: 4 };
      pictures.put(pen, `dot ${ink}`, room, (own) => drawDot(own, palette(ink)));
      return;
    }
    const w = (placed.w * LETTER) / letter;
    const edge = edgeOf(token, lit);
    const body = { form, w, edge, stacked: placed.stack.length > 0, held: waits === 0 };
    pictures.put(pen, keyOf(body), { spot, scale, ...extentOf(body) }, (own) =>
      drawBody(own, body, palette),
    );
    const inks = inksOf(token.epoch);
    if (waits === null && heading !== null) {
      const way = wayOf(heading);
      const ahead = reachOf(w, way) * scale;
      const tip = { x: spot.x + way.x * ahead, y: spot.y + way.y * ahead };
      const room = { spot: tip, scale, x: ARROW, y: ARROW };
      pictures.put(pen, `arrow ${heading} ${inks.arrow}`, room, (own) =>
        drawArrow(own, way, palette(inks.arrow)),
      );
    }
    const bold = form === 'pill' || form === 'square' || form === 'hexagon';
    if (bold !== isBold) pen.font = `${bold ? 700 : 400} ${size}`;
    isBold = bold;
    pen.fillStyle = palette(inks.text);
    pen.fillText(placed.label, spot.x, spot.y + (form === 'envelope' ? 7 : 4.6) * scale);
  };
}

/** All that a body is drawn by. */
interface Body {
  readonly form: TokenForm;
  readonly w: number;
  readonly edge: Edge;
  /** Of several that travel together. */
  readonly stacked: boolean;
  /** It is the one that stops its stream. */
  readonly held: boolean;
}

function keyOf({ form, w, edge, stacked, held }: Body): string {
  return `${form} ${w} ${edge.fill} ${edge.line} ${edge.width} ${edge.dashed} ${stacked} ${held}`;
}

/** With its line, a stack's second sheet, the bars of a held one. */
function extentOf({ w, stacked, held }: Body): Point {
  const beside = held ? 14 : stacked ? 8 : 3;
  return { x: w / 2 + beside, y: H / 2 + (stacked ? 8 : 3) };
}

function drawBody(pen: Pen, { form, w, edge, stacked, held }: Body, palette: Palette): void {
  pen.lineJoin = 'round';
  pen.fillStyle = palette(edge.fill);
  pen.strokeStyle = palette(edge.line);
  pen.lineWidth = edge.width;
  pen.setLineDash(edge.dashed ? [4, 3] : []);
  if (stacked) outline(pen, form, w, 5, -5);
  outline(pen, form, w, 0, 0);
  pen.setLineDash([]);
  pen.lineCap = 'round';
  if (form === 'envelope') {
    const [x, y] = [w / 2 - 3, -H / 2 + 1];
    line(pen, palette('ink'), 1.2, [-x, y], [0, -4], [x, y]);
  }
  if (held) {
    const x = -w / 2;
    line(pen, palette('alarm'), 3.4, [x - 12, -7], [x - 12, 7]);
    line(pen, palette('alarm'), 3.4, [x - 7, -7], [x - 7, 7]);
  }
}

function drawDot(pen: Pen, ink: string): void {
  pen.beginPath();
  pen.arc(0, 0, 3.6, 0, 2 * Math.PI);
  pen.fillStyle = ink;
  pen.fill();
}

function outline(pen: Pen, form: TokenForm, w: number, x: number, y: number): void {
  pen.beginPath();
  if (form === 'hexagon') {
    const [left, right] = [x - w / 2, x + w / 2];
    pen.moveTo(left, y);
    pen.lineTo(left + 9, y - H / 2);
    pen.lineTo(right - 9, y - H / 2);
    pen.lineTo(right, y);
    pen.lineTo(right - 9, y + H / 2);
    pen.lineTo(left + 9, y + H / 2);
    pen.closePath();
  } else {
    const corner = form === 'pill' ? H / 2 : form === 'square' ? 2 : 6;
    pen.roundRect(x - w / 2, y - H / 2, w, H, corner);
  }
  pen.fill();
  pen.stroke();
}

type Spot = readonly [x: number, y: number];

function line(pen: Pen, ink: string, width: number, ...spots: readonly Spot[]): void {
  pen.beginPath();
  for (const [x, y] of spots) pen.lineTo(x, y);
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.stroke();
}

function wayOf(heading: number): Point {
  const angle = (heading * Math.PI) / 180;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** How far ahead of a body's middle its arrow stands: just outside of its edge. */
function reachOf(w: number, way: Point): number {
  return Math.min(
    (w / 2 + 15) / Math.max(1e-6, Math.abs(way.x)),
    (H / 2 + 15) / Math.max(1e-6, Math.abs(way.y)),
  );
}

function drawArrow(pen: Pen, way: Point, ink: string): void {
  const at = (x: number, y: number): Spot => [x * way.x - y * way.y, x * way.y + y * way.x];
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  line(pen, ink, 2.2, at(-11, 0), at(3, 0));
  line(pen, ink, 2.2, at(-3, -5), at(3, 0), at(-3, 5));
}
