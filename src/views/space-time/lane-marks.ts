import type { DiagramWords, Ground, ReignBand } from './layout.ts';
import {
  type DrawnMark,
  epochFill,
  epochInk,
  type Ink,
  type PathMark,
  textWidth,
} from './marks.ts';
import type { Dot, Holding, Lane, Stretch, Write } from './model.ts';

const SIZE = 13;

/** A path with what is usual. */
export function path(
  points: readonly number[],
  stroke: Ink | null,
  width = 1.4,
  more: Partial<PathMark> = {},
): PathMark {
  return { type: 'path', points, stroke, width, dash: [], fill: null, ns: [], ...more };
}

/** Epochs as bands behind the lines of the servers, each with its name where there is room. */
export function reignMarks(
  ground: Ground,
  lanes: readonly Lane[],
  reigns: readonly ReignBand[],
  words: DiagramWords,
): readonly DrawnMark[] {
  const servers = lanes.filter(({ kind }) => kind === 'server').map(({ end }) => ground.y(end));
  if (servers.length === 0) return [];
  const y = Math.max(0, Math.min(...servers) - 14);
  const h = Math.max(...servers) + 12 - y;
  return reigns.flatMap((reign): DrawnMark[] => {
    const x = Math.max(-2, ground.x(reign.from));
    const w = Math.max(1, Math.min(ground.width + 2, ground.x(reign.to)) - x);
    const text = words.reign(reign);
    const band: DrawnMark = {
      ...{ type: 'rect', x, y, w, h, stroke: null, ns: [] },
      fill: epochFill(reign.epoch),
    };
    if (w < textWidth(text, SIZE) + 100) return [band];
    const at = Math.max(x, 0) + (x < 84 ? 92 : 6);
    return [
      band,
      {
        ...{ type: 'text', x: at, y: y + 1, text, size: SIZE, font: 'sans', bold: false },
        ...{ anchor: 'start', ground: null, ns: [] },
        ink: `${epochInk(reign.epoch)}-text` as Ink,
      },
    ];
  });
}

function laneLook({ state, epoch }: Stretch): Omit<PathMark, 'type' | 'points' | 'ns'> | null {
  const plain = { dash: [], fill: null };
  switch (state) {
    case 'down':
      return null;
    case 'frozen':
      return { ...plain, stroke: 'alarm', width: 1.6, dash: [1, 5] };
    case 'looking':
      return { ...plain, stroke: 'soft', width: 1.6, dash: [5, 4] };
    case 'leading':
      return { ...plain, stroke: epochInk(epoch), width: 4 };
    case 'following':
      return { ...plain, stroke: epochInk(epoch), width: 1.8 };
    case 'session':
      return { ...plain, stroke: 'accent', width: 1.8 };
    case 'none':
      return { ...plain, stroke: 'faint', width: 1.2, dash: [2, 4] };
  }
}

/** The lines: gaps where a process is down, dashes while it looks, thick while it leads. */
export function laneMarks(ground: Ground, stretches: readonly Stretch[]): readonly DrawnMark[] {
  return stretches.flatMap((stretch): DrawnMark[] => {
    const y = ground.y(stretch.end);
    const x1 = Math.max(-4, ground.x(stretch.from));
    const x2 = Math.min(ground.width + 4, ground.x(stretch.to));
    const look = laneLook(stretch);
    if (look === null) {
      // Where it ended, and where it begins again: what is between them is a gap.
      const ends = [ground.x(stretch.from), ground.x(stretch.to)];
      return ends
        .filter((x) => x > 0 && x < ground.width)
        .map((x) => path([x, y - 5, x, y + 5], 'broken', 1.8));
    }
    return [{ type: 'path', points: [x1, y, x2, y], ns: [], ...look }];
  });
}

/** Who believes that it holds the lock, as the ward shows it: a bar below the client's line. */
export function holdingMarks(ground: Ground, holdings: readonly Holding[]): readonly DrawnMark[] {
  return holdings.map(({ end, from, to, sure }, i) => {
    const x = Math.max(-4, ground.x(from));
    const w = Math.max(2, Math.min(ground.width + 4, ground.x(to)) - x);
    const two = holdings.some(
      (other, k) =>
        k !== i && other.end !== end && other.from.place < to.place && from.place < other.to.place,
    );
    const ink: Ink = two ? 'broken' : 'accent';
    return {
      ...{ type: 'rect', x, y: ground.y(end) + 3, w, h: 7, ns: [] },
      ...{ fill: sure ? ink : null, stroke: ink },
    };
  });
}

/** Fsyncs: from when an entry was given to the disk to when it was there. */
export function writeMarks(ground: Ground, writes: readonly Write[]): readonly DrawnMark[] {
  return writes.map(({ end, epoch, from, to, ns }) => {
    const x = ground.x(from);
    const w = Math.max(3, ground.x(to) - x);
    const fill = epochFill(epoch);
    return { type: 'rect', x, y: ground.y(end) - 5, w, h: 10, fill, stroke: epochInk(epoch), ns };
  });
}

/** One event at its process: what it is shows in its form, not only in its colour. */
export function dotMarks(ground: Ground, dots: readonly Dot[]): readonly DrawnMark[] {
  return dots.map((dot) => dotMark(dot, ground.x(dot.when), ground.y(dot.end)));
}

function dotMark({ n, kind }: Dot, x: number, y: number): DrawnMark {
  const ns = [n];
  const diamond = (r: number) => [x - r, y, x, y - r, x + r, y, x, y + r, x - r, y];
  switch (kind) {
    case 'commit':
      return path([x - 5, y - 9, x - 1, y - 5, x + 6, y - 14], 'ink', 2.2, { ns });
    case 'broken': {
      const strokes = [x - 6, y - 6, x + 6, y + 6, x, y, x + 6, y - 6, x - 6, y + 6];
      return path(strokes, 'broken', 2.4, { ns });
    }
    case 'leader': {
      const crown = [x - 9, y - 5, x - 9, y - 15, x - 4, y - 10, x, y - 16, x + 4, y - 10];
      const rest = [x + 9, y - 15, x + 9, y - 5, x - 9, y - 5];
      return path([...crown, ...rest], 'ink', 1, { fill: 'ink', ns });
    }
    case 'turn':
      return path(diamond(4), 'ink', 1.2, { fill: 'card', ns });
    case 'person': {
      const square = [x - 4, y - 4, x + 4, y - 4, x + 4, y + 4, x - 4, y + 4, x - 4, y - 4];
      return path(square, 'alarm', 1.6, { fill: 'card', ns });
    }
    case 'plain':
      return path(diamond(2), 'soft', 1.4, { fill: 'soft', ns });
  }
}
