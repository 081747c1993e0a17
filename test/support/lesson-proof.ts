/**
 * What can be proved of a lesson by playing it headless, as a student would who does what the
 * solutions say. Each proof answers with what is wrong; nothing, where all is well.
 */
import { complain, isParseError } from '../../src/script/index.ts';
import { beginWith, complaintOf, isMistake, openingOf, SIM } from '../../src/timeline/index.ts';
import {
  type Attempt,
  type Attempted,
  attempted,
  type Goal,
  type Inline,
  isMet,
  type Lesson,
  linesBefore,
  type Option,
  type Played,
  type Prose,
  playLines,
  type Question,
  referenceAttempt,
  type Scene,
  type Step,
  sayFact,
  sceneAt,
  solutionOf,
  withZooCfg,
} from '../../src/tutor/index.ts';

/** A line of a lesson that cannot be performed. */
export class LineRefused extends Error {
  readonly line: string;
  constructor(line: string, says: string) {
    super(`“${line}” cannot be done: ${says}`);
    this.line = line;
  }
}

function begin(lesson: Lesson, lines: readonly string[]): Played {
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error(complaintOf(opening, 'en'));
  return play({ timeline: beginWith(SIM, opening, lesson.seed), at: 0 }, lines);
}

function play(played: Played, lines: readonly string[]): Played {
  const next = playLines(played, lines);
  if (!('type' in next)) return next;
  const { line, why } = next;
  throw new LineRefused(line, isParseError(why) ? complain(why, 'en') : complaintOf(why, 'en'));
}

const missed = (goals: readonly Goal[], scene: Scene) =>
  goals.filter((goal) => !isMet(scene, goal)).map((goal) => goal.source);
const met = (goals: readonly Goal[], scene: Scene) =>
  goals.filter((goal) => isMet(scene, goal)).map((goal) => goal.source);
const sceneFrom = (from: Played, { timeline, at }: Played) => sceneAt(timeline, from.at, at);

/** What became of a step whose run and solution were played. */
export interface Course {
  readonly step: Step;
  readonly n: number;
  readonly start: Played;
  readonly ran: Played;
  readonly end: Played;
}

/** The state in which a step's task is judged: after its run, and after what was put together. */
function attemptFrom(lesson: Lesson, { start, ran, n }: Course, made: Attempted) {
  if (made.zooCfg.length === 0) return { start, end: play(ran, made.lines) };
  const scenario = withZooCfg(lesson.scenario, made.zooCfg);
  const anew = begin({ ...lesson, scenario }, linesBefore(lesson, n));
  return { start: anew, end: play(play(anew, (lesson.steps[n] as Step).run), made.lines) };
}

/** The steps of a lesson, each played from where the one before has ended. */
export function coursesOf(lesson: Lesson): readonly Course[] {
  const courses: Course[] = [];
  let now = begin(lesson, lesson.setup);
  lesson.steps.forEach((step, n) => {
    const ran = play(now, step.run);
    const alone = { step, n, start: now, ran, end: ran };
    const { start, end } = attemptFrom(lesson, alone, solutionOf(step));
    courses.push({ ...alone, start, end });
    now = start === now ? end : play(now, [...step.run, ...solutionOf(step).lines]);
  });
  return courses;
}

/** Options whose claim is not as it is marked. */
function misjudged(question: Question | null, scene: Scene): readonly string[] {
  return (question?.options ?? []).flatMap(({ claim }, n) =>
    claim === null || isMet(scene, claim) === (n === question?.right) ? [] : [claim.source],
  );
}

/** The moment that a step's questions are about: after its run, or after all where none runs. */
const afterwards = ({ step, start, ran, end }: Course) =>
  sceneFrom(start, step.run.length > 0 ? ran : end);

/** Attempts that differ from the reference in one place. */
function nearMisses({ way }: Step): readonly Attempt[] {
  const right = referenceAttempt(way);
  if (way.type === 'arrange') {
    const swapped = right.slice(1).map((_, at) => {
      const next = [...right];
      [next[at], next[at + 1]] = [next[at + 1] as number, next[at] as number];
      return next;
    });
    return [...swapped, ...right.map((_, at) => right.filter((__, n) => n !== at))];
  }
  if (way.type !== 'fill') return [];
  return way.blanks.flatMap((blank, at) =>
    blank.choices.flatMap((_, choice) =>
      choice === blank.right ? [] : [right.map((one, n) => (n === at ? choice : one))],
    ),
  );
}

/** The facts that a text names. */
function factsIn(prose: Prose): readonly (Inline & { readonly type: 'fact' })[] {
  const ofRuns = (runs: readonly Inline[]): readonly (Inline & { readonly type: 'fact' })[] =>
    runs.flatMap((run) => {
      if (run.type === 'fact') return [run];
      return run.type === 'strong' || run.type === 'emphasis' ? ofRuns(run.of) : [];
    });
  return prose.flatMap((block) => {
    if (block.type === 'paragraph') return ofRuns(block.of);
    return block.type === 'list' ? block.items.flatMap(factsIn) : [];
  });
}

/** A run that refutes an option shows what it says, and the option is no right one. */
function badRefutation(start: Played, { refutation }: Option, isRight: boolean): readonly string[] {
  if (refutation === null) return [];
  const { lines, shows } = refutation;
  if (isRight || shows.conditions.length === 0) return [`refuted: ${lines.join('; ')}`];
  const shown = sceneFrom(start, play(start, lines));
  return [...missed([shows], shown), ...met([shows], sceneFrom(start, start))];
}

export type Proof = (course: Course, lesson: Lesson) => readonly string[];

/** What is proved of every step. */
export const PROOFS: Readonly<Record<string, Proof>> = {
  'no goal holds before the step has done anything': ({ step, start }) =>
    met(step.goals, sceneFrom(start, start)),
  'run and solution meet every goal': ({ step, start, end }) =>
    missed(step.goals, sceneFrom(start, end)),
  'a solution is there only where the run does not do it': ({ step, start, ran }) => {
    const isNeeded = missed(step.goals, sceneFrom(start, ran)).length > 0;
    const isThere = step.solution.length > 0 || step.way.type !== 'free';
    return isNeeded === isThere ? [] : [isThere ? 'needless' : 'missing'];
  },
  'what it says holds after the run': ({ step, start, ran }) =>
    missed(step.holds, sceneFrom(start, ran)),
  'right answers are right in the run, wrong ones wrong': (course) => [
    ...misjudged(course.step.prediction, afterwards(course)),
    ...misjudged(course.step.recap, afterwards(course)),
  ],
  'every run that refutes a belief refutes it': ({ step, start }) =>
    (step.prediction?.options ?? []).flatMap((option, n) =>
      badRefutation(start, option, n === step.prediction?.right),
    ),
  'the changed run is as its right answer says': ({ step, start }) =>
    step.change === null
      ? []
      : misjudged(step.change.question, sceneFrom(start, play(start, step.change.lines))),
  'a wrong attempt misses a goal': ({ step, start, ran, end, n }, lesson) => {
    const wrong: string[] = [];
    if (step.wrong.length > 0) {
      const scene = sceneFrom(start, play(ran, step.wrong));
      if (missed(step.goals, scene).length === 0) wrong.push('the wrong attempt is right');
    }
    if (step.way.type === 'free') return wrong;
    const failing = nearMisses(step).filter((attempt) => {
      const made = attempted(step.way, attempt);
      const tried = attemptFrom(lesson, { step, n, start, ran, end }, made);
      return missed(step.goals, sceneFrom(tried.start, tried.end)).length > 0;
    });
    return failing.length > 0 ? wrong : [...wrong, 'whatever is put together is right'];
  },
  'it breaks what it says that it breaks, and nothing else': ({ step, start, end }) => {
    const broken = new Set(
      sceneFrom(start, end)
        .since()
        .flatMap((event) => (event.type === 'violated' ? [event.invariant] : [])),
    );
    const meant = step.breach === null ? [] : [step.breach.invariant];
    return [...broken].join() === meant.join()
      ? []
      : [`broken: ${[...broken].join() || 'nothing'}`];
  },
  'nothing is held any more when the lesson is over': ({ step, n, start, ran, end }, lesson) => {
    if (n < lesson.steps.length - 1) return [];
    // To hold and not to let go may be the last task itself.
    const releases = solutionOf(step).lines.some((line) => line.startsWith('release '));
    const over = releases ? end : ran;
    return sceneFrom(start, over).world.holds.map((rule) => JSON.stringify(rule));
  },
  'every fact that is told has a value then': ({ step, start, end }) =>
    factsIn(step.afterwards)
      .filter((one) => sayFact(sceneFrom(start, end).world, one.name, one.args) === '…')
      .map((one) => one.name),
};

/** What of a lesson's right answers, assertions and goals does not hold under its seed. */
export function unproved(lesson: Lesson): readonly string[] {
  return coursesOf(lesson).flatMap((course) => {
    const { step, start, ran, end } = course;
    return [
      ...missed(step.goals, sceneFrom(start, end)),
      ...missed(step.holds, sceneFrom(start, ran)),
      ...misjudged(step.prediction, afterwards(course)),
      ...misjudged(step.recap, afterwards(course)),
    ];
  });
}
