import type { Place } from '../../checker/index.ts';
import { zxidShort } from '../../model/index.ts';
import type { Endpoint } from '../../sim/index.ts';
import { endOfPlace } from '../inspector/breach.ts';
import { along, type Box, type Point } from './geometry.ts';
import { linkEnds } from './layout.ts';

/** One end that disagrees; `what`: the entry or path in question, empty when it is all of it. */
export interface BreachMark {
  readonly box: Box;
  readonly what: string;
  /** Where it is said. */
  readonly tag: Point;
}

export interface BreachShape {
  readonly marks: readonly BreachMark[];
  /** From the first to the second; null: they are at one end, or the second is nobody's. */
  readonly between: readonly [Point, Point] | null;
  readonly middle: Point | null;
  /** What no sentence should cover. */
  readonly boxes: readonly Box[];
}

/** How the stage points at what disagrees: each end once, and what stands between two. */
export function breachMarks(
  places: readonly Place[],
  boxOf: (end: Endpoint) => Box | undefined,
): BreachShape {
  const found = new Map<Endpoint, BreachMark>();
  for (const place of places) {
    const end = endOfPlace(place);
    const box = end === null ? undefined : boxOf(end);
    if (end === null || box === undefined) continue;
    const what = 'zxid' in place ? zxidShort(place.zxid) : 'path' in place ? place.path : '';
    const tag = { x: box.x, y: box.y + box.h / 2 + 5 };
    if (what !== '' || !found.has(end)) found.set(end, { box, what, tag });
  }
  const marks = [...found.values()];
  const [a, b] = marks;
  const between = a && b ? linkEnds(a.box, b.box, 8) : null;
  const middle = between && along(between[0], between[1], 0.5);
  const boxes = marks.map(({ tag }) => ({ ...tag, w: 130, h: 24 }));
  return {
    ...{ marks, between, middle },
    boxes: middle === null ? boxes : [...boxes, { ...middle, w: 34, h: 34 }],
  };
}
