/**
 * The lesson engine. A lesson is a Markdown file and its twin in the other language (form:
 * lessons/README.md); `parseLesson` makes data of it, at build time through the `lessonFiles`
 * plugin. `tell` moves a student through it (prediction before run); goals are predicates over the
 * simulated cluster (`isMet`); `playLines` performs a lesson's lines headless.
 */
export { accountOfScene } from './account.ts';
export { answerOf, type StudentAnswer, UNSURE } from './answer.ts';
export {
  answeredBy,
  answerRun,
  type QuestionAt,
  questionOf,
  questionsOf,
  unanswered,
} from './answered.ts';
export { beliefsHeld, type HeldBelief } from './beliefs.ts';
export { controlsNow, controlsOf } from './controls.ts';
export { byCode, PATHS, PLANNED, TRACKS, type TrackLetter } from './curriculum.ts';
export { failureOf, planOf } from './deck/deck.ts';
export {
  type Able,
  FAILURE_IDS,
  type Failure,
  type FailureFacts,
  type FailureId,
  type FailureWay,
  isUnable,
  type Unable,
} from './deck/failure.ts';
export { FACT_KINDS, sayFact } from './facts.ts';
export { faultText, type LessonFault } from './fault.ts';
export type { GoalKind } from './goal-kind.ts';
export { GOAL_KINDS, holds, isMet, parseConditions } from './goals.ts';
export { holdsOver, judgeSolution, type SolutionVerdict } from './judge-solution.ts';
export * from './lesson.ts';
export {
  LESSON_SAVED,
  lessonFiles,
  readLessonFile,
  type SavedLesson,
  textJudges,
} from './lesson-files.ts';
export { mergeProgress } from './merge-progress.ts';
export { beginStep, type OwnWay, ownWay, playSeed, type SeedRun } from './over-seeds.ts';
export { type ParsedLesson, parseLesson } from './parse-lesson.ts';
export type { TextJudges } from './parse-text.ts';
export type { Places } from './places.ts';
export {
  BACK_THERE,
  driveEnd,
  FROM_HERE,
  LOOK_HERE,
  type Played,
  playLines,
  type Stuck,
} from './play.ts';
export { askedNow, isRevealed, tell, unlocked } from './progress.ts';
export {
  type Answered,
  FRESH,
  fitProgress,
  INTRODUCTION,
  linesBefore,
  linesThrough,
  newProgress,
  type Progress,
  type ProgressEffect,
  type ProgressInput,
  type StepProgress,
  type StepQuestion,
} from './progress-state.ts';
export { parseInline, parseProse, plainText } from './prose.ts';
export { proveLesson } from './prove.ts';
export { scenarioOf } from './read-scenario.ts';
export { type RaftScene, type Scene, sceneAt, znodeAt } from './scene.ts';
export {
  printSolution,
  readSolution,
  type Solution,
  type SolvedAt,
  solutionFrom,
} from './solution.ts';
export { type StepLeaf, stepChart } from './step-chart.ts';
export { printProgress, type ReadProgress, readProgress, withProgress } from './stored.ts';
export { parseThing, printThing, sameThing } from './thing.ts';
export { twinFaults } from './twins.ts';
export {
  type Attempt,
  type Attempted,
  attempted,
  offered,
  referenceAttempt,
  solutionOf,
} from './ways.ts';
