import type { PlacedToken } from './token-places.ts';

/** Where each message is drawn on a canvas, in the stage's pixels. */
const KEPT = new WeakMap<Element, readonly PlacedToken[]>();

export function keepBoxes(canvas: Element, placed: readonly PlacedToken[]): void {
  KEPT.set(canvas, placed);
}

/** The messages that are drawn within an element, and their boxes on the screen. */
export function messageBoxes(stage: Element): ReadonlyMap<number, DOMRect> {
  const boxes = new Map<number, DOMRect>();
  for (const canvas of stage.querySelectorAll('canvas')) {
    const field = canvas.getBoundingClientRect();
    // Inside of a scaled window pixels are larger than those that are drawn in.
    const scale = field.width / Math.max(1, canvas.offsetWidth);
    for (const { token, at, w, h } of KEPT.get(canvas) ?? []) {
      const [left, top] = [field.left + (at.x - w / 2) * scale, field.top + (at.y - h / 2) * scale];
      boxes.set(token.id, new DOMRect(left, top, w * scale, h * scale));
    }
  }
  return boxes;
}
