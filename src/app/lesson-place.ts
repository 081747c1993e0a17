import * as v from 'valibot';

/*
 * What is under way in a lesson, as it is kept and told: this window after a reload, and others, go
 * on with it.
 */

const Micros = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Lines that are still to be performed. */
export const LinesLeft = v.object({
  lines: v.array(v.string()),
  /** When the line that lets time pass is over; null: none does. */
  until: v.nullable(Micros),
  /** Where a solution of several branches comes back to. */
  origin: v.optional(Micros, 0),
});
export type LinesLeft = v.InferOutput<typeof LinesLeft>;

/** What goes with a run that is shown in the place of the student's own. */
const Aside = v.object({
  /** The student's own, as a text. */
  own: v.string(),
  answers: v.nullable(
    v.object({
      asked: v.union([v.picklist(['prediction', 'recap', 'change']), v.number()]),
      option: v.number(),
    }),
  ),
  tells: v.nullable(v.literal('changeRan')),
  span: v.object({ from: Micros, to: Micros }),
  isOver: v.boolean(),
});
export type Aside = v.InferOutput<typeof Aside>;

/** What of a lesson lives in its run, beside how far the student is. */
export const LessonPlace = v.object({
  /** When the step that is shown began. */
  startedAt: Micros,
  left: v.nullable(LinesLeft),
  aside: v.nullable(Aside),
});
export type LessonPlace = v.InferOutput<typeof LessonPlace>;
