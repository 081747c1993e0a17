import * as v from 'valibot';
import { LessonPlace, LinesLeft } from '../lesson-place.ts';
import { THEMES } from '../settings.ts';

/** What the windows of a presentation say to each other: small, plain, and checked on arrival. */

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Characters of a text that is shown. */
export const MOST_TEXT = 2000;
const Text = v.pipe(v.string(), v.maxLength(MOST_TEXT));

/** Whose window it is. */
const Role = v.picklist(['trainer', 'audience']);
export type WindowRole = v.InferOutput<typeof Role>;

/** A point on the stage, said by what is there: in widths and heights of that thing. */
const Anchor = v.object({
  thing: v.pipe(v.string(), v.maxLength(80)),
  x: v.number(),
  y: v.number(),
});
export type Anchor = v.InferOutput<typeof Anchor>;

const Tally = v.pipe(v.array(Count), v.maxLength(12));
const Asked = v.object({
  text: Text,
  options: v.pipe(v.array(Text), v.maxLength(12)),
  /** How many voted for which: before they talked, and after; null: not yet, or not shown. */
  first: v.nullable(Tally),
  second: v.nullable(Tally),
  phase: v.picklist(['asking', 'talking', 'again', 'running', 'seen']),
  /** Until when they talk, by the clock that all windows share. */
  talksUntil: v.nullable(v.number()),
  /** Told only once it has been seen. */
  right: v.nullable(Count),
  why: Text,
});
/** A question as it stands on the audience's screen. */
export type AskedBoard = v.InferOutput<typeof Asked>;

const Place = v.object({
  ...LessonPlace.entries,
  /** How far one is in the lesson, as it is stored; null: none is open. */
  progress: v.nullable(v.string()),
  /** What a card has still to do. */
  card: v.nullable(LinesLeft),
});
/** What is under way in the run: whoever takes it over goes on with it. */
export type RoomPlace = v.InferOutput<typeof Place>;
const Task = v.object({
  text: Text,
  goals: v.array(v.object({ text: Text, met: v.boolean() })),
  /** That it is put together of; empty: whoever solves it acts. */
  lines: v.array(Text),
});
/** A task as it stands on the audience's screen. */
export type TaskBoard = v.InferOutput<typeof Task>;

const Board = v.object({
  title: Text,
  /** What the step tells before its run: what its question takes for granted. */
  premise: Text,
  asked: v.nullable(Asked),
  task: v.nullable(Task),
  blackout: v.boolean(),
  /** The audience's screen stands still whatever happens in the trainer's. */
  frozen: v.boolean(),
  spotlight: v.nullable(Anchor),
  pointer: v.nullable(Anchor),
  strokes: v.pipe(v.array(v.pipe(v.array(Anchor), v.maxLength(2000))), v.maxLength(100)),
  language: v.picklist(['en', 'zh']),
  theme: v.picklist(THEMES),
  pings: v.boolean(),
  /** What the lesson points at. */
  lit: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(60)),
  /** The branch that is shown beside the run's own. */
  beside: v.nullable(Count),
  /** For no eyes: it goes with the run. Null: not told. */
  place: v.nullable(Place),
  /** The link of a moment that fills the screen as a code. */
  code: v.nullable(v.pipe(v.string(), v.maxLength(4000))),
});
/** What stands on the audience's screen besides the run. */
export type Board = v.InferOutput<typeof Board>;

/** What a clicker, or a key in a window that only follows, asks the owner for. */
const PRESSES = ['next', 'back', 'blackout', 'lost'] as const;
export type Press = (typeof PRESSES)[number];

const said = { from: Id, n: Count };
/** Whose run it is, and how many states of it were sent. */
const owned = { ...said, term: Count };
const at = v.pipe(v.number(), v.minValue(0));

const Message = v.variant('type', [
  v.object({ ...said, type: v.literal('hello'), role: Role }),
  v.object({
    ...owned,
    type: v.literal('here'),
    role: Role,
    owns: v.boolean(),
    carries: v.boolean(),
  }),
  v.object({ ...owned, type: v.literal('claim'), role: Role, carries: v.boolean() }),
  v.object({ ...said, type: v.literal('bye') }),
  /** A follower lacks something. */
  v.object({ ...said, type: v.literal('again') }),
  /** The run with all its branches, as it is kept in the browser. */
  v.object({
    ...owned,
    type: v.literal('whole'),
    run: v.string(),
    at,
    playing: v.boolean(),
    board: Board,
  }),
  /** Commands that were given after the first `after` of the same branch. */
  v.object({
    ...owned,
    type: v.literal('more'),
    after: Count,
    lines: v.pipe(v.array(v.string()), v.maxLength(2000)),
    at,
  }),
  v.object({ ...owned, type: v.literal('time'), at, playing: v.boolean() }),
  v.object({ ...owned, type: v.literal('board'), board: Board }),
  v.object({ ...said, type: v.literal('press'), what: v.picklist(PRESSES) }),
]);
export type RoomMessage = v.InferOutput<typeof Message>;

type WithoutSender<M> = M extends unknown ? Omit<M, 'from' | 'n'> : never;
/** A message before it has a sender and a number. */
export type Saying = WithoutSender<RoomMessage>;

/** A message as it came from another window; null: it is none of ours. */
export function readMessage(value: unknown): RoomMessage | null {
  const parsed = v.safeParse(Message, value);
  return parsed.success ? parsed.output : null;
}
