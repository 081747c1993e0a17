/** Ways to solve a task that are not free: what the student has put together, as lines. */
import { nextRandom, randomBetween } from '../lib/index.ts';
import type { Blank, BlankLine, Step, TaskWay } from './lesson.ts';

/** What a student has put together: indices of `offered` in order, or a choice for each blank. */
export type Attempt = readonly number[];

/** A line with its blanks filled: `attempt` says for each blank which of its choices. */
export function filledLine(line: BlankLine, blanks: readonly Blank[], attempt: Attempt): string {
  return line
    .map((part) =>
      typeof part === 'string' ? part : (blanks[part]?.choices[attempt[part] ?? 0] ?? ''),
    )
    .join('');
}

/**
 * The lines that are offered for arranging: right and spare ones, shuffled in the same way on every
 * machine, and never in the right order.
 */
export function offered(way: TaskWay): readonly string[] {
  if (way.type !== 'arrange') return [];
  const lines = [...way.lines, ...way.spare];
  let chance = lines.length * 2654435761;
  for (let last = lines.length - 1; last > 0; last--) {
    chance = nextRandom(chance >>> 0);
    const other = randomBetween(chance, 0, last);
    [lines[last], lines[other]] = [lines[other] as string, lines[last] as string];
  }
  const isRight = way.lines.every((line, at) => lines[at] === line);
  return isRight ? [...lines.slice(1), lines[0] as string] : lines;
}

/** What an attempt performs, and the lines of zoo.cfg with which the step begins anew. */
export interface Attempted {
  readonly lines: readonly string[];
  readonly zooCfg: readonly string[];
}

/** The lines that an attempt makes. */
export function attempted(way: TaskWay, attempt: Attempt): Attempted {
  switch (way.type) {
    case 'free':
      return { lines: [], zooCfg: [] };
    case 'arrange': {
      const lines = offered(way);
      return { lines: attempt.flatMap((at) => lines[at]?.split('\n') ?? []), zooCfg: [] };
    }
    case 'fill': {
      const fill = (line: BlankLine) => filledLine(line, way.blanks, attempt);
      return { lines: way.lines.map(fill), zooCfg: way.zooCfg.map(fill) };
    }
  }
}

/** The attempt that the lesson's author takes for right. */
export function referenceAttempt(way: TaskWay): Attempt {
  if (way.type === 'arrange') {
    const lines = offered(way);
    const taken = new Set<number>();
    return way.lines.map((line) => {
      const at = lines.findIndex((one, n) => one === line && !taken.has(n));
      taken.add(at);
      return at;
    });
  }
  return way.type === 'fill' ? way.blanks.map((blank) => blank.right) : [];
}

/** What is performed to solve a step's task: its solution, or what the reference attempt makes. */
export function solutionOf(step: Step): Attempted {
  if (step.way.type === 'free') return { lines: step.solution, zooCfg: [] };
  return attempted(step.way, referenceAttempt(step.way));
}
