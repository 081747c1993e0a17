/**
 * Every lesson is played headless, as a student would who does what the solutions say. A goal that
 * holds before its step has done anything teaches nothing, and is a fault like one that is missed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complain, isParseError } from '../src/script/index.ts';
import {
  beginWith,
  complaintOf,
  isMistake,
  openingOf,
  SIM,
  worldAt,
} from '../src/timeline/index.ts';
import {
  type Attempt,
  type Attempted,
  attempted,
  faultText,
  type Goal,
  type Inline,
  isMet,
  type Lesson,
  lessonFile,
  linesBefore,
  type Played,
  type Prose,
  plainText,
  playLines,
  type Question,
  readLessonFile,
  referenceAttempt,
  type Scene,
  type Step,
  sayFact,
  sceneAt,
  solutionOf,
  twinFaults,
  withZooCfg,
} from '../src/tutor/index.ts';

const home = join(import.meta.dirname, '..', 'lessons');
const files = readdirSync(home, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'README.md')
  .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
  .sort((a, b) => (a < b ? -1 : 1));

function read(file: string): Lesson {
  const parsed = readLessonFile(`lessons/${file}`, readFileSync(join(home, file), 'utf8'));
  if (parsed === null) throw new Error(`${file}: name it N-track/NN-slug.md or NN-slug.zh.md`);
  const faults = parsed.faults.map((fault) => faultText(fault, file, 'en'));
  if (parsed.lesson === null) throw new Error(faults.join('\n'));
  return parsed.lesson;
}

const twinOf = (file: string) =>
  file.endsWith('.zh.md') ? file.replace(/\.zh\.md$/, '.md') : file.replace(/\.md$/, '.zh.md');

function begin(lesson: Lesson, lines: readonly string[]): Played {
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error(complaintOf(opening, 'en'));
  return play({ timeline: beginWith(SIM, opening, lesson.seed), at: 0 }, lines, lesson);
}

function play(played: Played, lines: readonly string[], { slug }: Lesson): Played {
  const next = playLines(played, lines);
  if (!('type' in next)) return next;
  const { line, why } = next;
  const file = `${slug}.md`;
  const written = readFileSync(join(home, file), 'utf8').split('\n');
  const at = written.findIndex((one) => one.replace(/(^|\s)#.*$/, '').trim() === line) + 1;
  const says = isParseError(why) ? complain(why, 'en') : complaintOf(why, 'en');
  throw new Error(`${file}:${at}: “${line}” cannot be done: ${says}`);
}

const worldOf = ({ timeline, at }: Played) => worldAt(timeline, at);
const missed = (goals: readonly Goal[], scene: Scene) =>
  goals.filter((goal) => !isMet(scene, goal)).map((goal) => goal.source);
const met = (goals: readonly Goal[], scene: Scene) =>
  goals.filter((goal) => isMet(scene, goal)).map((goal) => goal.source);
const sceneFrom = (from: Played, { timeline, at }: Played) => sceneAt(timeline, from.at, at);
const breaches = (from: Played, to: Played) =>
  new Set(
    sceneFrom(from, to)
      .since()
      .flatMap((event) => (event.type === 'violated' ? [event.invariant] : [])),
  );

/** What became of a step whose run and solution were played. */
interface Course {
  readonly step: Step;
  readonly start: Played;
  readonly ran: Played;
  readonly end: Played;
}

/** The state in which a step's task is judged: after its run, and after what was put together. */
function attemptFrom(lesson: Lesson, start: Played, ran: Played, n: number, made: Attempted) {
  if (made.zooCfg.length === 0) return { start, end: play(ran, made.lines, lesson) };
  const scenario = withZooCfg(lesson.scenario, made.zooCfg);
  const anew = begin({ ...lesson, scenario }, linesBefore(lesson, n));
  return {
    start: anew,
    end: play(play(anew, (lesson.steps[n] as Step).run, lesson), made.lines, lesson),
  };
}

function coursesOf(lesson: Lesson): readonly Course[] {
  const courses: Course[] = [];
  let now = begin(lesson, lesson.setup);
  lesson.steps.forEach((step, n) => {
    const ran = play(now, step.run, lesson);
    const { start, end } = attemptFrom(lesson, now, ran, n, solutionOf(step));
    courses.push({ step, start, ran, end });
    now = start === now ? end : play(now, [...step.run, ...solutionOf(step).lines], lesson);
  });
  return courses;
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

test('there are lessons, and nothing else among them', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => lessonFile(`lessons/${file}`) === null)).toEqual([]);
});

describe.each(files)('%s', (file) => {
  test('is a lesson, and the same one in the other language', () => {
    const lesson = read(file);
    const twin = twinOf(file);
    const faults = twinFaults(lesson, read(twin), twin).map((one) => faultText(one, file, 'en'));
    expect(faults).toEqual([]);
  });
});

describe.each(files.filter((file) => !file.endsWith('.zh.md')))('%s is played', (file) => {
  const lesson = read(file);
  const courses = coursesOf(lesson);
  const titled = courses.map((course, n) => [plainText(course.step.title), course, n] as const);

  test.each(titled)('%s: no goal holds before the step has done anything', (_, { step, start }) => {
    expect(met(step.goals, sceneFrom(start, start))).toEqual([]);
  });

  test.each(titled)('%s: run and solution meet every goal', (_, { step, start, end }) => {
    expect(missed(step.goals, sceneFrom(start, end))).toEqual([]);
  });

  test.each(titled)('%s: a solution is there only where the run does not do it', (_, course) => {
    const { step, start, ran } = course;
    const isNeeded = missed(step.goals, sceneFrom(start, ran)).length > 0;
    expect(step.solution.length > 0 || step.way.type !== 'free').toBe(isNeeded);
  });

  test.each(titled)('%s: what it says holds after the run', (_, { step, start, ran }) => {
    expect(missed(step.holds, sceneFrom(start, ran))).toEqual([]);
  });

  test.each(titled)('%s: right answers are right in the run, wrong ones wrong', (_, course) => {
    const { step, start, ran, end } = course;
    const after = step.run.length > 0 ? ran : end;
    for (const question of [step.prediction, step.recap]) {
      expect(misjudged(question, sceneFrom(start, after))).toEqual([]);
    }
  });

  test.each(titled)('%s: every run that refutes a belief refutes it', (_, { step, start }) => {
    for (const { refutation } of step.prediction?.options ?? []) {
      if (refutation === null) continue;
      const { lines, shows } = refutation;
      const shown = sceneFrom(start, play(start, lines, lesson));
      expect(shows.conditions.length).toBeGreaterThan(0);
      expect(missed([shows], shown)).toEqual([]);
      expect(met([shows], sceneFrom(start, start))).toEqual([]);
    }
  });

  test.each(titled)('%s: the changed run is as its right answer says', (_, { step, start }) => {
    if (step.change === null) return;
    const scene = sceneFrom(start, play(start, step.change.lines, lesson));
    expect(misjudged(step.change.question, scene)).toEqual([]);
  });

  test.each(titled)('%s: a wrong attempt misses a goal', (_, { step, start, ran }, n) => {
    if (step.wrong.length > 0) {
      const scene = sceneFrom(start, play(ran, step.wrong, lesson));
      expect(missed(step.goals, scene)).not.toEqual([]);
    }
    if (step.way.type === 'free') return;
    const failing = nearMisses(step).filter((attempt) => {
      const made = attempted(step.way, attempt);
      const tried = attemptFrom(lesson, start, ran, n, made);
      return missed(step.goals, sceneFrom(tried.start, tried.end)).length > 0;
    });
    expect(failing.length).toBeGreaterThan(0);
  });

  test.each(titled)('%s: it breaks what it says that it breaks, and nothing else', (_, course) => {
    const { step, start, end } = course;
    expect([...breaches(start, end)]).toEqual(step.breach === null ? [] : [step.breach.invariant]);
  });

  test.each(titled)('%s: every fact that is told has a value then', (_, { step, end }) => {
    const world = worldOf(end);
    const mute = factsIn(step.afterwards).filter(
      (one) => sayFact(world, one.name, one.args) === '…',
    );
    expect(mute).toEqual([]);
  });

  test('over twenty other seeds the same holds, or it says why its seed is special', () => {
    const seeds = Array.from({ length: 20 }, (_, n) => lesson.seed + n + 1);
    const different = seeds.flatMap((seed) =>
      unproved({ ...lesson, seed }).map((what) => `seed ${seed}: ${what}`),
    );
    if (lesson.special === '') expect(different).toEqual([]);
    else expect(different).not.toEqual([]);
  });
});

/** Options whose claim is not as it is marked. */
function misjudged(question: Question | null, scene: Scene): readonly string[] {
  return (question?.options ?? []).flatMap(({ claim }, n) =>
    claim === null || isMet(scene, claim) === (n === question?.right) ? [] : [claim.source],
  );
}

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

/** What of a lesson's right answers, assertions and goals does not hold under its seed. */
function unproved(lesson: Lesson): readonly string[] {
  return coursesOf(lesson).flatMap(({ step, start, ran, end }) => {
    const after = sceneFrom(start, step.run.length > 0 ? ran : end);
    return [
      ...missed(step.goals, sceneFrom(start, end)),
      ...missed(step.holds, sceneFrom(start, ran)),
      ...misjudged(step.prediction, after),
      ...misjudged(step.recap, after),
    ];
  });
}
