import * as v from 'valibot';
import type { StepQuestion } from '../../tutor/index.ts';
import type { RoomBallot } from './ballot.ts';

/** How long a step was on without a break, in milliseconds of the trainer's own time. */
export interface SpentStep {
  /** Slug of the lesson, and step from 0. */
  readonly lesson: string;
  readonly step: number;
  readonly title: string;
  readonly plannedMs: number;
  readonly spentMs: number;
}

/** What a session leaves: what was asked and voted, and how long each step took. */
export interface KeptSession {
  readonly ballots: readonly RoomBallot[];
  /** One after the other, so that it can be told when; a step that came back has several. */
  readonly spent: readonly SpentStep[];
  /** The same of the rehearsal before; empty: there was none. */
  readonly rehearsed: readonly SpentStep[];
  readonly order: readonly string[];
  /** What stands on the screen: a ballot by its id, and the card that it belongs to, if to one. */
  readonly screen: {
    readonly ballot: number | null;
    readonly asks: BallotSubject | null;
    readonly card: string | null;
    /** Until when neighbours talk, in milliseconds of the trainer's day; null: they do not. */
    readonly talksUntil: number | null;
  };
}

/** What a ballot is about: a question of the step that is on, or a card of the deck. */
export type BallotSubject = StepQuestion | 'card';

const KEY = 'zabscope.session';
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Counts = v.array(Count);
const Spent = v.array(
  v.object({
    lesson: v.string(),
    step: Count,
    title: v.string(),
    plannedMs: v.number(),
    spentMs: v.number(),
  }),
);
const Session = v.object({
  ballots: v.array(
    v.object({
      id: Count,
      about: v.string(),
      text: v.string(),
      options: v.array(v.string()),
      whys: v.array(v.string()),
      right: v.nullable(Count),
      phase: v.picklist(['asking', 'talking', 'again', 'running', 'seen']),
      first: Counts,
      second: v.nullable(Counts),
    }),
  ),
  spent: Spent,
  rehearsed: Spent,
  order: v.array(v.string()),
  screen: v.object({
    ballot: v.nullable(Count),
    asks: v.nullable(v.picklist(['prediction', 'recap', 'change', 'card'])),
    card: v.nullable(v.string()),
    // Of a session from before the talk had a clock.
    talksUntil: v.optional(v.nullable(v.number()), null),
  }),
});

/** No question is on it. */
export const EMPTY_SCREEN: KeptSession['screen'] = {
  ...{ ballot: null, asks: null, card: null, talksUntil: null },
};

export const NEW_SESSION: KeptSession = {
  ...{ ballots: [], spent: [], rehearsed: [], order: [] },
  screen: EMPTY_SCREEN,
};

/** What was kept; a new session where that is nothing that can be read. */
export function readSession(text: string | null): KeptSession {
  if (text === null) return NEW_SESSION;
  try {
    const parsed = v.safeParse(Session, JSON.parse(text));
    return parsed.success ? parsed.output : NEW_SESSION;
  } catch {
    return NEW_SESSION;
  }
}

/** What is kept; `known` where nothing can be. */
export function loadSession(known: KeptSession = NEW_SESSION): KeptSession {
  try {
    return readSession(localStorage.getItem(KEY));
  } catch {
    return known;
  }
}

export function keepSession(session: KeptSession): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // A full or forbidden storage loses the votes of a reload, and nothing else.
  }
}

/** Two sessions as one, with the first one's rehearsal: the second did not begin anew. */
export function joined(before: KeptSession, now: KeptSession): KeptSession {
  const last = Math.max(0, ...before.ballots.map(({ id }) => id));
  const ballots = now.ballots.map((one) => ({ ...one, id: one.id + last }));
  const { ballot } = now.screen;
  return {
    ...{ ...before, order: now.order },
    spent: [...before.spent, ...now.spent],
    ballots: [...before.ballots, ...ballots],
    screen: { ...now.screen, ballot: ballot === null ? null : ballot + last },
  };
}

/** A deck's order that names each card once, whatever was kept or read from a file. */
export function orderFrom<Id extends string>(
  names: readonly string[],
  all: readonly Id[],
): readonly Id[] {
  const named = names.filter((name): name is Id => all.some((id) => id === name));
  return [...new Set([...named, ...all])];
}
