/**
 * What a trainer draws over the stage: points that say by what they stand, not where on the screen.
 * Two windows of different sizes then show the same, and what is marked may move.
 */
import { messageBoxes } from '../../views/index.ts';
import type { Anchor } from './messages.ts';

/** Further away than so many widths of it, a point belongs to nothing but the stage. */
const REACH = 1.5;
/** What a point belongs to that belongs to nothing on the stage. */
export const STAGE = 'stage';

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of two stages beside each other each has its own things: the second's say so. */
function thingsIn(all: Element): readonly (readonly [string, Rect])[] {
  const other = all.querySelector('[data-side="raft"]');
  const own = all.querySelector('[data-side="zab"]');
  if (own === null || other === null) return thingsOn(all);
  return [...thingsOn(own), ...thingsOn(other).map(([name, at]) => [`raft ${name}`, at] as const)];
}

function thingsOn(stage: Element): readonly (readonly [string, Rect])[] {
  const elements = [...stage.querySelectorAll('[data-thing]')].map(
    (element) =>
      [element.getAttribute('data-thing') ?? '', element.getBoundingClientRect()] as const,
  );
  const messages = [...messageBoxes(stage)].map(([id, box]) => [`message ${id}`, box] as const);
  return [...elements, ...messages];
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

/**
 * A point of the screen, by the thing that is nearest; `thing`: by this one, and null where it is
 * gone.
 */
export function anchorAt(
  stage: Element,
  x: number,
  y: number,
  thing: string | null = null,
): Anchor | null {
  const all: readonly (readonly [string, Rect])[] = [
    ...thingsIn(stage),
    [STAGE, stage.getBoundingClientRect()],
  ];
  const found =
    thing === null
      ? [...all]
          .filter(([name, rect]) => name === STAGE || away(rect, x, y) < REACH)
          .sort(([a, from], [b, to]) => last(a) - last(b) || away(from, x, y) - away(to, x, y))[0]
      : all.find(([name]) => name === thing);
  return found === undefined ? null : { thing: found[0], ...relative(found[1], x, y) };
}

const last = (name: string): number => (name === STAGE ? 1 : 0);

/** Where a point is on a screen, from its stage's corner, and how wide the thing is. */
export interface MarkPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** Finds where points are as the stage is now; null: what a point stands by is gone. */
export function placesIn(stage: HTMLElement): (anchor: Anchor) => MarkPlace | null {
  const field = stage.getBoundingClientRect();
  const rects = new Map<string, Rect>([...thingsIn(stage), [STAGE, field]]);
  // Inside of a scaled window pixels are larger than those that are drawn in.
  const scale = field.width / Math.max(1, stage.offsetWidth);
  return ({ thing, x, y }) => {
    const rect = rects.get(thing);
    if (rect === undefined) return null;
    return {
      x: (rect.left - field.left + x * rect.width) / scale,
      y: (rect.top - field.top + y * rect.height) / scale,
      w: rect.width / scale,
    };
  };
}
