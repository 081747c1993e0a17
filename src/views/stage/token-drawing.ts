import { MONO, type Palette } from '../colors.ts';
import { epochClass } from '../epoch-class.ts';
import type { TokenForm, TokenShape } from './messages.ts';
import { TOKEN } from './token-path.ts';
import type { DrawnToken } from './token-places.ts';

/** How a message is drawn besides what it is. */
interface Look {
  /** Pixels of the stage's smallest words. */
  readonly letter: number;
  /** It is pointed at in another picture, or a lesson is about it. */
  readonly lit: boolean;
  readonly palette: Palette;
}

type Pen = CanvasRenderingContext2D;

/** Drawn for letters of 13 pixels; whoever draws scales it to the stage's. */
export const DRAWN_LETTER = 13;
const H = TOKEN.h * DRAWN_LETTER;

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

/** Draws it around the origin: what it is shows in its form first, its epoch in its colour. */
export function drawToken(pen: Pen, course: DrawnToken, { letter, lit, palette }: Look): void {
  const { token, stack, label, heading } = course;
  const { form, epoch, waits } = token;
  pen.lineJoin = 'round';
  pen.lineCap = 'butt';
  if (form === 'dot') return drawDot(pen, palette(lit ? 'accent' : 'faint'));
  const edge = edgeOf(token, lit);
  const inks = inksOf(epoch);
  const w = (course.w * DRAWN_LETTER) / letter;
  pen.fillStyle = palette(edge.fill);
  pen.strokeStyle = palette(edge.line);
  pen.lineWidth = edge.width;
  pen.setLineDash(edge.dashed ? [4, 3] : []);
  if (stack.length > 0) outline(pen, form, w, 5, -5);
  outline(pen, form, w, 0, 0);
  pen.setLineDash([]);
  pen.lineCap = 'round';
  if (form === 'envelope') {
    const [x, y] = [w / 2 - 3, -H / 2 + 1];
    line(pen, palette('ink'), 1.2, [-x, y], [0, -4], [x, y]);
  }
  if (waits === 0) {
    const x = -w / 2;
    line(pen, palette('alarm'), 3.4, [x - 12, -7], [x - 12, 7]);
    line(pen, palette('alarm'), 3.4, [x - 7, -7], [x - 7, 7]);
  } else if (waits === null && heading !== null) {
    drawArrow(pen, w, heading, palette(inks.arrow));
  }
  const bold = form === 'pill' || form === 'square' || form === 'hexagon';
  pen.font = `${bold ? 700 : 400} ${DRAWN_LETTER}px ${MONO}`;
  pen.textAlign = 'center';
  pen.fillStyle = palette(inks.text);
  pen.fillText(label, 0, form === 'envelope' ? 7 : 4.6);
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

/** An arrow ahead of it, just outside of its edge. */
function drawArrow(pen: Pen, w: number, heading: number, ink: string): void {
  const angle = (heading * Math.PI) / 180;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.min(
    (w / 2 + 15) / Math.max(1e-6, Math.abs(dx)),
    (H / 2 + 15) / Math.max(1e-6, Math.abs(dy)),
  );
  const at = (x: number, y: number): Spot => [(reach + x) * dx - y * dy, (reach + x) * dy + y * dx];
  line(pen, ink, 2.2, at(-11, 0), at(3, 0));
  line(pen, ink, 2.2, at(-3, -5), at(3, 0), at(-3, 5));
}
