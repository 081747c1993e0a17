/** A colour by the name it has in the tokens of the page's style. */
export type Ink =
  | 'paper'
  | 'card'
  | 'band'
  | 'ink'
  | 'soft'
  | 'faint'
  | 'line'
  | 'accent'
  | 'accent-fill'
  | 'alarm'
  | 'broken'
  | 'broken-fill'
  | `epoch-${1 | 2 | 3 | 4}`
  | `epoch-${1 | 2 | 3 | 4}-fill`
  | `epoch-${1 | 2 | 3 | 4}-text`;

/** What a mark stands for: by this it is found under the pointer, lit or faded. */
export interface Meaning {
  /** Numbers of events; empty: it is a part of the ground. */
  readonly ns: readonly number[];
  readonly message?: number;
}

/** A line through points, x and y in turn; closed and filled where `fill` says so. */
export interface PathMark extends Meaning {
  readonly type: 'path';
  readonly points: readonly number[];
  readonly stroke: Ink | null;
  readonly width: number;
  readonly dash: readonly number[];
  readonly fill: Ink | null;
}

export interface RectMark extends Meaning {
  readonly type: 'rect';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly fill: Ink | null;
  readonly stroke: Ink | null;
}

export interface TextMark extends Meaning {
  readonly type: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly ink: Ink;
  /** Behind the letters, so that they can be read on lines; null: nothing. */
  readonly ground: Ink | null;
  readonly font: 'sans' | 'mono';
  readonly size: number;
  readonly bold: boolean;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** All that a diagram is made of: a canvas and an SVG file are drawn from the same. */
export type DrawnMark = PathMark | RectMark | TextMark;

export function epochInk(epoch: number): Ink {
  return epoch < 1 ? 'faint' : `epoch-${(((epoch - 1) % 4) + 1) as 1 | 2 | 3 | 4}`;
}

export function epochFill(epoch: number): Ink {
  return epoch < 1 ? 'band' : `epoch-${(((epoch - 1) % 4) + 1) as 1 | 2 | 3 | 4}-fill`;
}

/** Letters are about so wide, in parts of their size: for places, not for looks. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += letter > '\u2e80' ? 1 : 0.6;
  return width * size;
}
