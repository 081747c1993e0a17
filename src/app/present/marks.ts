/**
 * What a trainer draws over the stage: points that say by what they stand, not where on the screen.
 * Two windows of different sizes then show the same, and what is marked may move.
 */
import type { Anchor } from './messages.ts';

/** Further away than so many widths of it, a point belongs to nothing but the stage. */
const REACH = 1.5;
const STAGE = 'stage';

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function thingsIn(stage: Element): readonly (readonly [string, Rect])[] {
  return [...stage.querySelectorAll('[data-thing]')].map((element) => [
    element.getAttribute('data-thing') ?? '',
    element.getBoundingClientRect(),
  ]);
}

const relative = (rect: Rect, x: number, y: number) => ({
  x: (x - rect.left) / Math.max(1, rect.width),
  y: (y - rect.top) / Math.max(1, rect.height),
});

/** How far outside of a thing a point is, in its widths and heights; 0: inside. */
function away(rect: Rect, x: number, y: number): number {
  const at = relative(rect, x, y);
  return Math.max(0, -at.x, at.x - 1, -at.y, at.y - 1);
}

/** A point of the screen, by the thing that is nearest; `thing`: by this one, where it is there. */
export function anchorAt(
  stage: Element,
  x: number,
  y: number,
  thing: string | null = null,
): Anchor {
  const all = thingsIn(stage);
  const wanted = all.find(([name]) => name === thing);
  const near = [...all].sort(([, a], [, b]) => away(a, x, y) - away(b, x, y))[0];
  const [name, rect] =
    wanted ?? (near !== undefined && away(near[1], x, y) < REACH ? near : [STAGE, null]);
  return { thing: name, ...relative(rect ?? stage.getBoundingClientRect(), x, y) };
}

/** Where a point is on this screen, from the stage's corner; null: what it stands by is gone. */
export function placeIn(
  stage: Element,
  anchor: Anchor,
): { x: number; y: number; w: number } | null {
  const field = stage.getBoundingClientRect();
  const found =
    anchor.thing === STAGE
      ? field
      : stage.querySelector(`[data-thing="${CSS.escape(anchor.thing)}"]`)?.getBoundingClientRect();
  if (found === undefined) return null;
  // Inside of a scaled window pixels are larger than those that are drawn in.
  const scale = field.width / Math.max(1, (stage as HTMLElement).offsetWidth);
  return {
    x: (found.left - field.left + anchor.x * found.width) / scale,
    y: (found.top - field.top + anchor.y * found.height) / scale,
    w: found.width / scale,
  };
}
