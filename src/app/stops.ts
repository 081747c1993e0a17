import { isFault, type World } from '../sim/index.ts';
import { branchOf, type Timeline } from '../timeline/index.ts';
import { type LessonSignal, NO_SIGNAL } from './lesson-signal.ts';
import type { Settings } from './settings.ts';
import type { Situation } from './situations.ts';

/** Why time stopped by itself: nothing would ever happen, or somebody could act. */
export type Stopped = 'still' | 'held' | 'ack' | 'elected' | 'session';

/** What time stops for besides the end of everything. */
export interface Asks {
  /** What is held is not waited out unasked. */
  readonly held: boolean;
  /** Null: for nothing else. */
  readonly situations: ((world: World, now: number) => readonly Situation[]) | null;
}

/** In a lesson its own tasks say what to do; what one side asks, the other does not. */
export function asksOf(of: {
  readonly settings: Settings;
  readonly signal: LessonSignal;
  readonly rest: { readonly situationsIn: NonNullable<Asks['situations']> } | null;
  readonly flow?: { readonly otherSide: unknown };
}): Asks {
  if (of.signal !== NO_SIGNAL || of.flow?.otherSide) return { held: true, situations: null };
  const { moves } = of.settings;
  return { held: moves, situations: moves ? (of.rest?.situationsIn ?? null) : null };
}

/**
 * Where time has stopped already. In each kind of situation it does so once; again when something
 * has been broken or mended since and this is not the same case, or when one went back before it.
 */
export class PastStops {
  readonly #last = new Map<Stopped, { about: string; ground: unknown; at: number }>();

  /** Time is here: what was asked later is not asked yet. */
  goTo(now: number): void {
    for (const [kind, { at }] of this.#last) if (now < at) this.#last.delete(kind);
  }

  isNew(kind: Stopped, about: string, timeline: Timeline, now: number): boolean {
    const last = this.#last.get(kind);
    if (last === undefined) return true;
    return about !== last.about && last.ground !== groundOf(timeline, now);
  }

  add(kind: Stopped, about: string, timeline: Timeline, now: number): void {
    this.#last.set(kind, { about, ground: groundOf(timeline, now), at: now });
  }
}

/** What was last broken or mended on this branch; nothing yet: what the run began with. */
function groundOf(timeline: Timeline, now: number): unknown {
  const { commands } = branchOf(timeline);
  return commands.filter((one) => one.at <= now && isFault(one.command)).at(-1) ?? timeline.opening;
}
