import { along, type Box, distance, isCrossed, overlap, type Point } from './geometry.ts';

export interface CaptionInput {
  readonly width: number;
  readonly height: number;
  readonly w: number;
  readonly h: number;
  /** What the sentence is about. */
  readonly about: Box;
  /** What it should not cover. */
  readonly avoid: readonly Box[];
  /** What it had better not cover: the ends of links. */
  readonly lines: readonly (readonly [Point, Point])[];
}

/** Where a sentence stands: beside its thing, where it covers the least. */
export function captionPlace(input: CaptionInput): Box {
  const { about, w, h } = input;
  const dx = (about.w + w) / 2 + 12;
  const dy = (about.h + h) / 2 + 12;
  const shift = (w - about.w) / 2;
  const offers: readonly Point[] = [
    { x: about.x, y: about.y - dy },
    { x: about.x, y: about.y + dy },
    { x: about.x + shift, y: about.y - dy },
    { x: about.x - shift, y: about.y - dy },
    { x: about.x + shift, y: about.y + dy },
    { x: about.x - shift, y: about.y + dy },
    { x: about.x + dx, y: about.y },
    { x: about.x - dx, y: about.y },
    { x: about.x + dx, y: about.y + (about.h - h) / 2 },
    { x: about.x - dx, y: about.y + (about.h - h) / 2 },
    { x: input.width / 2, y: input.height / 2 },
    { x: about.x, y: input.height - h / 2 - 6 },
    { x: input.width / 2, y: input.height - h / 2 - 6 },
  ];
  const points = input.lines.flatMap(([a, b]) => pointsOf(a, b));
  let best: Box | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const offer of offers) {
    const box = within({ ...offer, w, h }, input);
    const moved = distance(offer, box);
    const covers = [about, ...input.avoid].reduce((sum, other) => sum + overlap(box, other), 0);
    const crossed = points.filter((point) => inside(point, box)).length;
    const far = Math.max(0, distance(box, about) - 200);
    // The string to its thing would lead across another.
    const across = input.avoid.filter((other) => isCrossed(other, box, about)).length;
    const cost = covers + crossed * 240 + moved * 6 + far * 12 + across * 3000;
    if (cost < least) {
      least = cost;
      best = box;
    }
  }
  return best as Box;
}

/** A point for every stretch of a line. */
function pointsOf(a: Point, b: Point): readonly Point[] {
  const count = Math.max(2, Math.ceil(distance(a, b) / 24));
  return Array.from({ length: count }, (_, i) => along(a, b, (i + 0.5) / count));
}

function inside(point: Point, box: Box): boolean {
  return Math.abs(point.x - box.x) < box.w / 2 && Math.abs(point.y - box.y) < box.h / 2;
}

function within(box: Box, input: CaptionInput): Box {
  const x = Math.max(box.w / 2 + 6, Math.min(box.x, input.width - box.w / 2 - 6));
  const y = Math.max(box.h / 2 + 6, Math.min(box.y, input.height - box.h / 2 - 6));
  return { ...box, x, y };
}
