/** A solution played again: whether the goals of its step hold, and if not, why. */
import type { Micros } from '../model/index.ts';
import {
  isParseError,
  parseScriptLine,
  printCommand,
  printTimed,
  type Sentence,
  sentence,
} from '../script/index.ts';
import {
  type Branch,
  beginWith,
  branchOf,
  check,
  type Engine,
  extendTo,
  isMistake,
  openingOf,
  replayWith,
  type Timeline,
} from '../timeline/index.ts';
import { isMet } from './goals.ts';
import type { Inline, Lesson } from './lesson.ts';
import { ownWay, playSeed } from './over-seeds.ts';
import { playLines } from './play.ts';
import { withZooCfg } from './read-scenario.ts';
import { sceneAt } from './scene.ts';
import type { Solution, SolvedAt } from './solution.ts';
import { attempted } from './ways.ts';

/** What became of a solution when it was played again. */
export type SolutionVerdict =
  | { readonly type: 'holds'; readonly solved: SolvedAt }
  | {
      readonly type: 'misses';
      readonly solved: SolvedAt;
      /** The goals that do not hold, in the student's words. */
      readonly goals: readonly (readonly Inline[])[];
    }
  /** It is no run of this step at all. */
  | { readonly type: 'unfit'; readonly why: Sentence };

const unfit = (key: Sentence['key'], facts: Sentence['facts'] = {}): SolutionVerdict => ({
  type: 'unfit',
  why: sentence(key, facts),
});

const micros = (ms: number): Micros => Math.round(ms * 1000);

/** The lesson with what the solution has filled into its zoo.cfg. */
function asFilled(lesson: Lesson, { solution, attempt }: Solution): Lesson {
  const way = lesson.steps[solution.step - 1]?.way;
  if (attempt === undefined || way?.type !== 'fill') return lesson;
  const scenario = withZooCfg(lesson.scenario, attempted(way, attempt).zooCfg);
  return { ...lesson, scenario };
}

/** Plays it; over the seeds that a step may ask for, `holdsOver` does. */
export function judgeSolution(engine: Engine, lesson: Lesson, solution: Solution): SolutionVerdict {
  const n = solution.solution.step;
  const step = lesson.steps[n - 1];
  if (step === undefined) return unfit('solutions.noStep', { n, code: lesson.code });
  if (step.goals.length === 0) return unfit('solutions.noGoals', { n, code: lesson.code });
  const timeline = replayed(engine, asFilled(lesson, solution), solution);
  if ('type' in timeline) return timeline;
  const startedAt = micros(solution.startedMs);
  const at = micros(solution.untilMs);
  if (at < startedAt) return unfit('solutions.time');
  if (!holdsInOrder(step.run, timeline, startedAt)) return unfit('solutions.noRun');
  const solved: SolvedAt = { timeline: extendTo(timeline, at), startedAt, at };
  const scene = sceneAt(solved.timeline, startedAt, at);
  const goals = step.goals.filter((goal) => !isMet(scene, goal)).map(({ text }) => text);
  return goals.length === 0 ? { type: 'holds', solved } : { type: 'misses', solved, goals };
}

/** The run with all its branches, the last one current. */
function replayed(
  engine: Engine,
  { scenario, seed, setup }: Lesson,
  { branches }: Solution,
): Timeline | SolutionVerdict {
  const opening = openingOf(scenario);
  if (isMistake(opening)) return unfit('solutions.noRun');
  const begun = playLines({ timeline: beginWith(engine, opening, seed), at: 0 }, setup);
  const first = 'type' in begun ? [] : timedLines(begun.timeline);
  let timeline: Timeline | null = null;
  const read: Branch[] = [];
  for (const [n, { commands, untilMs }] of branches.entries()) {
    if (first.some((line, at) => commands[at] !== line)) return unfit('solutions.otherLesson');
    const valid = check({ version: 1, scenario, seed, commands });
    if (isMistake(valid)) return unfit('solutions.lines');
    const replay = replayWith(engine, valid);
    if (isMistake(replay)) return unfit('solutions.lines');
    timeline = extendTo(replay, micros(untilMs));
    read.push({ ...branchOf(timeline), id: n + 1 });
  }
  if (timeline === null) return unfit('solutions.lines');
  return { ...timeline, branches: read, current: read.length, nextBranch: read.length + 1 };
}

function timedLines(timeline: Timeline): readonly string[] {
  return branchOf(timeline).commands.map(({ at, command }) =>
    printTimed(at, printCommand(command)),
  );
}

/** Whether the lines of the step's run were given in it, in their order. */
function holdsInOrder(run: readonly string[], timeline: Timeline, startedAt: Micros): boolean {
  const given = branchOf(timeline)
    .commands.filter(({ at }) => at >= startedAt)
    .map(({ command }) => printCommand(command));
  let from = 0;
  return run.every((line) => {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') return true;
    const found = given.indexOf(printCommand(read.command), from);
    from = found + 1;
    return found >= 0;
  });
}

/** Whether what was done meets the goals under another seed, too: `n` from 1. */
export function holdsOver(
  engine: Engine,
  lesson: Lesson,
  solution: Solution,
  { timeline, startedAt, at }: SolvedAt,
  n: number,
): boolean {
  const way = ownWay(timeline, startedAt, at);
  const filled = asFilled(lesson, solution);
  return playSeed(engine, filled, solution.solution.step - 1, way, lesson.seed + n)?.met === true;
}
