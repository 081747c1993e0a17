import { MONO, type Palette } from '../colors.ts';
import type { DrawnMark, Ink, Meaning, PathMark, RectMark, TextMark } from './marks.ts';

/** What is lit: an event's past, and what somebody points at. */
export interface Lit {
  /** All else fades; null: nothing does. */
  readonly cone: ReadonlySet<number> | null;
  readonly n: number | null;
  readonly message: number | null;
}

export const FADED = 0.13;
const SANS = "'Atkinson Next', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

export function isFaded({ ns }: Meaning, { cone }: Lit): boolean {
  return cone !== null && ns.length > 0 && !ns.some((n) => cone.has(n));
}

export function isPointed({ ns, message }: Meaning, lit: Lit): boolean {
  if (lit.message !== null && message === lit.message) return true;
  return lit.n !== null && ns.includes(lit.n);
}

/** What canvases and this share. */
type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'fill'
  | 'fillRect'
  | 'strokeRect'
  | 'setLineDash'
  | 'fillText'
  | 'strokeText'
  | 'globalAlpha'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'lineJoin'
>;

/** Draws marks in their order. */
export function drawOn(
  pen: Pen,
  marks: readonly DrawnMark[],
  palette: Palette<Ink>,
  lit: Lit,
): void {
  pen.lineJoin = 'round';
  pen.textBaseline = 'top';
  for (const mark of marks) {
    pen.globalAlpha = isFaded(mark, lit) ? FADED : 1;
    const pointed = isPointed(mark, lit);
    if (mark.type === 'path') drawPath(pen, mark, palette, pointed);
    else if (mark.type === 'rect') drawRect(pen, mark, palette, pointed);
    else drawText(pen, mark, palette);
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function drawPath(pen: Pen, mark: PathMark, palette: Palette<Ink>, pointed: boolean): void {
  const { points, stroke, fill, width, dash } = mark;
  pen.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  if (fill !== null) {
    pen.fillStyle = palette(fill);
    pen.fill();
  }
  if (stroke === null) return;
  pen.setLineDash(dash as number[]);
  pen.strokeStyle = palette(pointed ? 'accent' : stroke);
  pen.lineWidth = pointed ? width + 1.8 : width;
  pen.stroke();
}

function drawRect(pen: Pen, mark: RectMark, palette: Palette<Ink>, pointed: boolean): void {
  const { x, y, w, h, fill, stroke } = mark;
  if (fill !== null) {
    pen.fillStyle = palette(fill);
    pen.fillRect(x, y, w, h);
  }
  if (stroke === null && !pointed) return;
  pen.setLineDash([]);
  pen.strokeStyle = palette(pointed || stroke === null ? 'accent' : stroke);
  pen.lineWidth = pointed ? 2.6 : 1.4;
  pen.strokeRect(x, y, w, h);
}

function drawText(pen: Pen, mark: TextMark, palette: Palette<Ink>): void {
  const { x, y, text, ink, ground, size, bold, anchor } = mark;
  pen.font = `${bold ? '700 ' : ''}${size}px ${mark.font === 'mono' ? MONO : SANS}`;
  pen.textAlign = anchor === 'middle' ? 'center' : anchor;
  if (ground !== null) {
    pen.setLineDash([]);
    pen.strokeStyle = palette(ground);
    pen.lineWidth = 4;
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = palette(ink);
  pen.fillText(text, x, y);
}

/** The same picture as a PNG, with as many dots as the screen has: two for each pixel at least. */
export async function pngOf(
  size: { readonly width: number; readonly height: number },
  marks: readonly DrawnMark[],
  palette: Palette<Ink>,
  lit: Lit,
): Promise<Blob | null> {
  const sheet = document.createElement('canvas');
  const pen = sheet.getContext('2d');
  if (!pen) return null;
  const dots = Math.max(2, devicePixelRatio);
  sheet.width = Math.round(size.width * dots);
  sheet.height = Math.round(size.height * dots);
  pen.scale(dots, dots);
  pen.fillStyle = palette('paper');
  pen.fillRect(0, 0, size.width, size.height);
  drawOn(pen, marks, palette, lit);
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'));
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** The same picture as a file of its own: colours are written out, nothing is asked for. */
export function svgOf(
  size: { readonly width: number; readonly height: number },
  marks: readonly DrawnMark[],
  palette: Palette<Ink>,
  lit: Lit,
  title: string,
): string {
  const { width, height } = size;
  const box = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const lines = marks.map((mark) => {
    const faded = isFaded(mark, lit) ? ` opacity="${FADED}"` : '';
    return elementOf(mark, palette, faded);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette('paper')}"/>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

function elementOf(mark: DrawnMark, palette: Palette<Ink>, faded: string): string {
  const paint = (ink: Ink | null): string => (ink === null ? 'none' : palette(ink));
  switch (mark.type) {
    case 'path': {
      const { points, stroke, fill, width, dash } = mark;
      let d = '';
      for (let i = 0; i < points.length; i += 2) {
        const [x, y] = [points[i] as number, points[i + 1] as number];
        d += `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`;
      }
      const dashed = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
      const strokes = `stroke="${paint(stroke)}" stroke-width="${width}"${dashed}`;
      return `<path d="${d}" fill="${paint(fill)}" ${strokes} stroke-linejoin="round"${faded}/>`;
    }
    case 'rect': {
      const place = `x="${round(mark.x)}" y="${round(mark.y)}"`;
      const size = `width="${round(mark.w)}" height="${round(mark.h)}"`;
      const paints = `fill="${paint(mark.fill)}" stroke="${paint(mark.stroke)}"`;
      return `<rect ${place} ${size} ${paints}${faded}/>`;
    }
    case 'text': {
      const { x, y, text, size, anchor, bold } = mark;
      const family = escaped(mark.font === 'mono' ? MONO : SANS);
      const font = `font-family="${family}" font-size="${size}"${bold ? ' font-weight="700"' : ''}`;
      const ground =
        mark.ground === null
          ? ''
          : ` stroke="${paint(mark.ground)}" stroke-width="4" paint-order="stroke"`;
      const place = `x="${round(x)}" y="${round(y + size * 0.82)}" text-anchor="${anchor}"`;
      const paints = `fill="${paint(mark.ink)}"${ground}`;
      return `<text ${place} ${font} ${paints}${faded}>${escaped(text)}</text>`;
    }
  }
}
