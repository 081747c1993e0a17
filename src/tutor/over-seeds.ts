/**
 * A student's way played over other seeds: the same lines at the same times after the step began,
 * in runs in which chance falls otherwise. What holds in one run only by luck shows here.
 */
import type { Micros } from '../model/index.ts';
import {
  act,
  beginWith,
  branchOf,
  type Engine,
  extendTo,
  isMistake,
  openingOf,
  type TimedCommand,
  type Timeline,
} from '../timeline/index.ts';
import { isMet } from './goals.ts';
import type { Lesson, Step } from './lesson.ts';
import { type Played, playLines } from './play.ts';
import { linesBefore } from './progress-state.ts';
import { sceneAt } from './scene.ts';

/** One seed's run, and whether it met the goals. */
export interface SeedRun {
  readonly seed: number;
  readonly met: boolean;
  readonly timeline: Timeline;
  /** When the step began there, and when it was judged (microseconds). */
  readonly startedAt: Micros;
  readonly at: Micros;
}

/** What a student did: commands with the time since the step began, and how long it took. */
export interface OwnWay {
  readonly commands: readonly TimedCommand[];
  readonly lasted: Micros;
}

/** What was done on the current branch of a run since a step began. */
export function ownWay(timeline: Timeline, startedAt: Micros, now: Micros): OwnWay {
  const commands = branchOf(timeline)
    .commands.filter(({ at }) => at >= startedAt && at <= now)
    .map(({ at, command }) => ({ at: at - startedAt, command }));
  return { commands, lasted: now - startedAt };
}

/**
 * Begins a lesson at a step in a run of another seed; null: the lesson's own lines cannot be played
 * there.
 */
export function beginStep(
  engine: Engine,
  lesson: Lesson,
  step: number,
  seed: number,
): Played | null {
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) return null;
  const timeline = beginWith(engine, opening, seed);
  const played = playLines({ timeline, at: 0 }, linesBefore(lesson, step));
  return 'type' in played ? null : played;
}

/** Plays a way from the step's beginning under one seed. */
export function playSeed(
  engine: Engine,
  lesson: Lesson,
  step: number,
  way: OwnWay,
  seed: number,
): SeedRun | null {
  const begun = beginStep(engine, lesson, step, seed);
  if (begun === null) return null;
  const startedAt = begun.at;
  let { timeline } = begun;
  for (const { at, command } of way.commands) {
    const next = act(timeline, startedAt + at, command);
    // A command that this world refuses (its target is gone there) is left out.
    if (!isMistake(next)) timeline = next;
  }
  const at = startedAt + way.lasted;
  timeline = extendTo(timeline, at);
  const goals = (lesson.steps[step] as Step).goals;
  const scene = sceneAt(timeline, startedAt, at);
  return { seed, met: goals.every((goal) => isMet(scene, goal)), timeline, startedAt, at };
}
