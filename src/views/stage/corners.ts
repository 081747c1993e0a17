import type { Box, Point } from './geometry.ts';

/** Where the stage says things of its own, besides what stands on it. */
export interface Corners {
  /** The button for everything, in pixels whatever the letter. */
  readonly plus: Point;
  /** Where the notes begin: what is passed over, who has left. */
  readonly notes: Point;
  /** The notes are centred there instead of beginning there. */
  readonly centred: boolean;
  /** What of the stage is taken by them. */
  readonly taken: readonly Box[];
}

/** The room in letters that a stage keeps for such cards where clients would stand otherwise. */
export const MOVES_ROOM = { w: 15, h: 16.5 } as const;

/** The button for everything, 56 by 52 pixels with the room around it; from afar there is none. */
export function plusBox(width: number, servers: number, far = false): Box {
  if (far) return { x: width, y: 0, w: 0, h: 0 };
  return { x: servers % 2 === 0 ? width / 2 : width - 34, y: 29, w: 56, h: 52 };
}

/** The upper corners; an even ring has cards there, and its upper middle is free. */
export function cornersOf(width: number, servers: number, letter: number, far = false): Corners {
  const even = servers % 2 === 0;
  const plus = plusBox(width, servers, far);
  const notes = even ? { x: width / 2, y: 58 } : { x: 12, y: 10 };
  // The page lays cards there when it asks what one would do.
  const hasCards = width >= 520 && !far;
  const room = { w: MOVES_ROOM.w * letter, h: MOVES_ROOM.h * letter };
  const { w, h } = hasCards ? room : { w: 11 * letter, h: 4.2 * letter };
  const left = even ? notes.x : notes.x + w / 2;
  const taken = [plus, { x: left, y: notes.y + h / 2, w, h }];
  return { plus, notes, centred: even, taken };
}
