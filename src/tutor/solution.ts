/**
 * A step's solution, as a student hands it in: the lines that were given and when, never whether
 * they were enough. Whoever receives it plays the lesson with them and sees.
 */
import * as v from 'valibot';
import type { Micros } from '../model/index.ts';
import { printCommand, printTimed, type Sentence, sentence } from '../script/index.ts';
import { branchOf, type Timeline } from '../timeline/index.ts';
import type { Lesson } from './lesson.ts';
import { scenarioOf } from './read-scenario.ts';
import { type Attempt, attempted } from './ways.ts';

const VERSION = 1;
/** Longer ones are refused. */
const MOST_TEXT = 256 * 1024;
const MOST_BRANCHES_IN = 8;
/** Half an hour: more than any step takes, and not too much to be played again. */
const MOST_SOLUTION_MS = 1_800_000;

const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_SOLUTION_MS));
const Shape = v.object({
  version: v.literal(VERSION),
  solution: v.object({
    lesson: v.pipe(v.string(), v.maxLength(200)),
    /** From 1. */
    step: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  }),
  /** What was filled into a zoo.cfg with which the step began; absent: nothing. */
  attempt: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(99))),
  /** When the step began, and when it was done. */
  startedMs: ms,
  untilMs: ms,
  /** Each with all its lines; what is judged is the last one. */
  branches: v.pipe(
    v.array(v.object({ untilMs: ms, commands: v.array(v.string()) })),
    v.minLength(1),
    v.maxLength(MOST_BRANCHES_IN),
  ),
});

export type Solution = v.InferOutput<typeof Shape>;

/** Where in a run a step was solved. */
export interface SolvedAt {
  readonly timeline: Timeline;
  readonly startedAt: Micros;
  readonly at: Micros;
}

/** What was done in a step (from 0); `attempt`: what was put together there. */
export function solutionFrom(
  lesson: Lesson,
  step: number,
  attempt: Attempt | null,
  { timeline, startedAt, at }: SolvedAt,
): Solution {
  const { branches, current } = timeline;
  const others = branches.filter(({ id }) => id !== current).slice(1 - MOST_BRANCHES_IN);
  const linesOf = (branch: (typeof branches)[number], until: number) => ({
    untilMs: Math.floor(until) / 1000,
    commands: branch.commands
      .filter((timed) => timed.at <= until)
      .map((timed) => printTimed(timed.at, printCommand(timed.command))),
  });
  const filled = attempt !== null && isBegunWith(lesson, step, attempt, timeline);
  return {
    version: VERSION,
    solution: { lesson: lesson.slug, step: step + 1 },
    ...(filled ? { attempt: [...attempt] } : {}),
    startedMs: startedAt / 1000,
    untilMs: at / 1000,
    branches: [
      ...others.map((branch) => linesOf(branch, branch.end)),
      linesOf(branchOf(timeline), at),
    ],
  };
}

/** Whether the run began with what an attempt fills into the zoo.cfg. */
function isBegunWith(lesson: Lesson, step: number, attempt: Attempt, { opening }: Timeline) {
  const way = lesson.steps[step]?.way;
  if (way?.type !== 'fill' || way.zooCfg.length === 0) return false;
  const scenario = scenarioOf(lesson, attempted(way, attempt).zooCfg);
  return JSON.stringify(scenario) === JSON.stringify(opening.spec);
}

/** A solution as the text of a file. */
export function printSolution(solution: Solution): string {
  return `${JSON.stringify(solution, null, 1)}\n`;
}

/** Reads the text of a solution; a sentence when it is none. Never throws. */
export function readSolution(text: string): Solution | Sentence {
  if (text.length > MOST_TEXT) return sentence('solutions.long', { most: MOST_TEXT });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return sentence('solutions.json');
  }
  const read = v.safeParse(Shape, value);
  if (read.success) return read.output;
  return sentence('solutions.shape', { path: v.getDotPath(read.issues[0]) ?? '{}' });
}
