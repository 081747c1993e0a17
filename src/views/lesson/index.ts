/**
 * A lesson beside the stage. `LessonPanel` is drawn from `lesson`, `progress` (tutor's plain data),
 * `met` (which goals of the shown step hold), `world` (the moment on the screen, for facts) and
 * `language`; all that the student does comes out of `ontell` as a ProgressInput. Whoever mounts it
 * keeps the progress: `const { next, effects } = tell(lesson, progress, input)`, carries out the
 * effects (perform lines; bring the world to a step's beginning), and tells `ran` and `met`.
 */
export { default as BesideRun } from './BesideRun.svelte';
export { default as LessonPanel } from './LessonPanel.svelte';
export { type StepView, solutionText, stepView } from './model.ts';
