import type { Palette } from '../colors.ts';
import type { TokenForm } from './messages.ts';
import { TOKEN } from './token-path.ts';
import type { DrawnToken } from './token-places.ts';

/** What a message looks like, wherever it is; two that are equal are drawn alike. */
export interface TokenLook {
  readonly form: TokenForm;
  readonly label: string;
  /** Its width in letters. */
  readonly w: number;
  readonly epoch: number;
  readonly isStack: boolean;
  /** Degrees in which its arrow points; null: it has none. */
  readonly heading: number | null;
  /** Its stream stands still, and it is the one that is held, or waits behind it. */
  readonly waits: 'held' | 'behind' | null;
  /** It is pointed at in another picture, or a lesson is about it. */
  readonly lit: boolean;
}

type Pen = CanvasRenderingContext2D;

/** Drawn for letters of 13 pixels; whoever draws scales it to the stage's. */
export const DRAWN_LETTER = 13;
const H = TOKEN.h * DRAWN_LETTER;
const MONO = "'Atkinson Mono', monospace";
/** Room around it for its arrow, its bars and the token below it. */
const AROUND = 22;

export function lookOf(
  { token, stack, label, w, heading }: DrawnToken,
  lit: boolean,
  letter: number,
) {
  const { form, epoch, waits } = token;
  const look: TokenLook = {
    ...{ form, label, epoch, lit, w: w / letter, isStack: stack.length > 0 },
    heading: waits === null ? heading : null,
    waits: waits === null ? null : waits === 0 ? 'held' : 'behind',
  };
  return look;
}

/** How far from its middle anything of it is drawn, across and down, for letters of 13 pixels. */
export function reachOf({ form, w }: TokenLook): { readonly x: number; readonly y: number } {
  if (form === 'dot') return { x: 8, y: 8 };
  return { x: (w * DRAWN_LETTER) / 2 + AROUND, y: H / 2 + AROUND };
}

/** The colours of its epoch: four in turn, and none before the first. */
function inksOf(epoch: number) {
  if (epoch < 1) return { line: 'faint', fill: 'band', text: 'ink', arrow: 'soft' };
  const own = `epoch-${((epoch - 1) % 4) + 1}`;
  return { line: own, fill: `${own}-fill`, text: `${own}-text`, arrow: own };
}

interface Edge {
  readonly fill: string;
  readonly line: string;
  readonly width: number;
  readonly dashed: boolean;
}

function edgeOf({ form, epoch, waits, lit }: TokenLook): Edge {
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
export function drawToken(pen: Pen, look: TokenLook, palette: Palette): void {
  pen.lineJoin = 'round';
  pen.lineCap = 'butt';
  if (look.form === 'dot') return drawDot(pen, look, palette);
  const edge = edgeOf(look);
  const w = look.w * DRAWN_LETTER;
  pen.fillStyle = palette(edge.fill);
  pen.strokeStyle = palette(edge.line);
  pen.lineWidth = edge.width;
  pen.setLineDash(edge.dashed ? [4, 3] : []);
  if (look.isStack) outline(pen, look.form, w, 5, -5);
  outline(pen, look.form, w, 0, 0);
  pen.setLineDash([]);
  pen.lineCap = 'round';
  if (look.form === 'envelope') {
    line(pen, palette('ink'), 1.2, [
      [-w / 2 + 3, -H / 2 + 1],
      [0, -4],
      [w / 2 - 3, -H / 2 + 1],
    ]);
  }
  if (look.waits === 'held') {
    for (const x of [-w / 2 - 12, -w / 2 - 7])
      line(pen, palette('alarm'), 3.4, [
        [x, -7],
        [x, 7],
      ]);
  }
  if (look.heading !== null) drawArrow(pen, w, look.heading, palette(inksOf(look.epoch).arrow));
  const bold = look.form === 'pill' || look.form === 'square' || look.form === 'hexagon';
  pen.font = `${bold ? 700 : 400} ${DRAWN_LETTER}px ${MONO}`;
  pen.textAlign = 'center';
  pen.fillStyle = palette(inksOf(look.epoch).text);
  pen.fillText(look.label, 0, look.form === 'envelope' ? 7 : 4.6);
}

function drawDot(pen: Pen, { lit }: TokenLook, palette: Palette): void {
  pen.beginPath();
  pen.arc(0, 0, 3.6, 0, 2 * Math.PI);
  pen.fillStyle = palette(lit ? 'accent' : 'faint');
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

function line(
  pen: Pen,
  ink: string,
  width: number,
  points: readonly (readonly [number, number])[],
) {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
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
  const at = (x: number, y: number) =>
    [(reach + x) * dx - y * dy, (reach + x) * dy + y * dx] as const;
  line(pen, ink, 2.2, [at(-11, 0), at(3, 0)]);
  line(pen, ink, 2.2, [at(-3, -5), at(3, 0), at(-3, 5)]);
}
