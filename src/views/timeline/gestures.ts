import type { Span } from './axis.ts';
import { panned, placeAt, type Scale, showingAt, zoomed } from './layout.ts';

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

/** Pixels: fingers that are closer than that cannot be told apart. */
const LEAST_APART = 12;
/** So far a finger may go that only taps. */
const TAP = 3;

interface Finger {
  /** Where it came down. */
  readonly from: number;
  readonly x: number;
}

/** What two fingers hold: a place of the axis in their middle, and so much of it between them. */
interface Grip {
  readonly place: number;
  readonly length: number;
}

/** Two fingers that magnify and move at once: what lies under them stays there. */
export class Pinch {
  readonly #fingers = new Map<number, Finger>();
  #grip: Grip | null = null;
  /** Two have been down since one came down alone: what is left of it is no drag and no tap. */
  used = false;

  down(id: number, x: number): void {
    this.used = this.#fingers.size > 0;
    this.#fingers.set(id, { from: x, x });
    this.#grip = null;
  }

  up(id: number): void {
    this.#fingers.delete(id);
    this.#grip = null;
  }

  /** A finger that was alone all the time, and whether it does more than tap; null: it is none. */
  alone(id: number): { readonly drags: boolean } | null {
    const finger = this.#fingers.get(id);
    if (finger === undefined || this.used) return null;
    return { drags: Math.abs(finger.x - finger.from) > TAP };
  }

  /** A finger has moved: what is then shown; undefined: fewer than two are down. */
  move(id: number, x: number, scale: Scale): Span | null | undefined {
    const finger = this.#fingers.get(id);
    if (finger === undefined) return undefined;
    const before = this.#hold();
    this.#fingers.set(id, { ...finger, x });
    const after = this.#hold();
    if (before === null || after === null) return undefined;
    const { width, from, to } = scale;
    this.#grip ??= {
      place: placeAt(scale, before.middle),
      length: (before.apart / width) * (to - from),
    };
    const { place, length } = this.#grip;
    return showingAt(scale, place, (length / after.apart) * width, after.middle);
  }

  #hold(): { readonly middle: number; readonly apart: number } | null {
    const [one, other] = this.#fingers.values();
    if (one === undefined || other === undefined) return null;
    return {
      middle: (one.x + other.x) / 2,
      apart: Math.max(LEAST_APART, Math.abs(one.x - other.x)),
    };
  }
}
