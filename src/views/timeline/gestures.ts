import type { Span } from './axis.ts';
import { panned, type Scale, zoomed } from './layout.ts';

/** Once more of the key or the button makes so much of it. */
export const ZOOM_STEP = 1.6;
const WHEEL_STEP = 1.0018;
const KEY_PAN = 0.2;

/** What a wheel does: it magnifies about the pointer; sideways, or with Shift, it moves. */
export function wheelSpan(
  scale: Scale,
  wheel: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'shiftKey'>,
  x: number,
): Span | null {
  const unit = wheel.deltaMode === 0 ? 1 : 16;
  const [dx, dy] = [wheel.deltaX * unit, wheel.deltaY * unit];
  if (wheel.shiftKey || Math.abs(dx) > Math.abs(dy)) return panned(scale, dx === 0 ? dy : dx);
  return zoomed(scale, WHEEL_STEP ** -dy, x);
}

/** What a key does to a scale; undefined: nothing. Magnified about `x`. */
export function keySpan(scale: Scale, key: string, x: number): Span | null | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomed(scale, ZOOM_STEP, x);
    case '-':
      return zoomed(scale, 1 / ZOOM_STEP, x);
    case '0':
      return null;
    case '<':
      return panned(scale, -scale.width * KEY_PAN);
    case '>':
      return panned(scale, scale.width * KEY_PAN);
    default:
      return undefined;
  }
}

interface Finger {
  readonly x: number;
}

/** Two fingers that magnify and move at once. */
export class Pinch {
  readonly #fingers = new Map<number, Finger>();

  get on(): boolean {
    return this.#fingers.size > 1;
  }

  down(id: number, x: number): void {
    this.#fingers.set(id, { x });
  }

  up(id: number): void {
    this.#fingers.delete(id);
  }

  /** A finger has moved: what is then shown; undefined: fewer than two are down. */
  move(id: number, x: number, scale: Scale): Span | null | undefined {
    const before = this.#fingers.get(id);
    if (before === undefined) return undefined;
    const other = [...this.#fingers].find(([one]) => one !== id)?.[1];
    this.#fingers.set(id, { x });
    if (other === undefined) return undefined;
    const [was, is] = [Math.abs(before.x - other.x), Math.abs(x - other.x)];
    return zoomed(scale, Math.max(is, 12) / Math.max(was, 12), other.x);
  }
}
