/**
 * The lesson engine. A lesson is a Markdown file and its twin in the other language (form:
 * lessons/README.md); `parseLesson` makes data of it, at build time through the `lessonFiles`
 * plugin. `tell` moves a student through it (prediction before run); goals are predicates over the
 * simulated cluster (`isMet`); `playLines` performs a lesson's lines headless.
 */
export { FACT_KINDS, sayFact } from './facts.ts';
export { faultText, type LessonFault } from './fault.ts';
export { GOAL_KINDS, type GoalKind, holds, isMet, parseConditions } from './goals.ts';
export * from './lesson.ts';
export { lessonFiles, readLessonFile, textJudges } from './lesson-files.ts';
export { type ParsedLesson, parseLesson } from './parse-lesson.ts';
export type { TextJudges } from './parse-step.ts';
export { driveEnd, type Played, playLine, playLines, type Stuck } from './play.ts';
export {
  fitProgress,
  INTRODUCTION,
  linesBefore,
  newProgress,
  type Progress,
  type ProgressEffect,
  type ProgressInput,
  type StepLeaf,
  type StepProgress,
  stepChart,
  tell,
  UNSURE,
} from './progress.ts';
export { parseInline, parseProse, plainText } from './prose.ts';
export type { Scene } from './scene.ts';
export { printProgress, type ReadProgress, readProgress, withProgress } from './stored.ts';
export { twinFaults } from './twins.ts';
