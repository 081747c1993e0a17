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
  faultText,
  type Inline,
  isMet,
  type Lesson,
  lessonFile,
  type Played,
  type Prose,
  plainText,
  playLines,
  readLessonFile,
  type Scene,
  type Step,
  sayFact,
  twinFaults,
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

function begin(lesson: Lesson): Played {
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error(complaintOf(opening, 'en'));
  return play({ timeline: beginWith(SIM, opening, lesson.seed), at: 0 }, lesson.setup, lesson);
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
const missed = (step: Step, scene: Scene) =>
  step.goals.filter((goal) => !isMet(scene, goal)).map((goal) => goal.source);
const met = (step: Step, scene: Scene) =>
  step.goals.filter((goal) => isMet(scene, goal)).map((goal) => goal.source);

/** What became of a step whose run and solution were played. */
interface Course {
  readonly step: Step;
  readonly metAtStart: readonly string[];
  readonly missedAfterRun: readonly string[];
  readonly missedAtEnd: readonly string[];
  readonly end: Played;
}

function courseOf(lesson: Lesson, step: Step, from: Played): Course {
  const start = worldOf(from);
  const ran = play(from, step.run, lesson);
  const end = play(ran, step.solution, lesson);
  return {
    step,
    metAtStart: met(step, { world: start, start }),
    missedAfterRun: missed(step, { world: worldOf(ran), start }),
    missedAtEnd: missed(step, { world: worldOf(end), start }),
    end,
  };
}

function coursesOf(lesson: Lesson): readonly Course[] {
  const courses: Course[] = [];
  let now = begin(lesson);
  for (const step of lesson.steps) {
    const course = courseOf(lesson, step, now);
    courses.push(course);
    now = course.end;
  }
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
  const titled = courses.map((course) => [plainText(course.step.title), course] as const);

  test.each(titled)('%s: no goal holds before the step has done anything', (_, course) => {
    expect(course.metAtStart).toEqual([]);
  });

  test.each(titled)('%s: run and solution meet every goal', (_, course) => {
    expect(course.missedAtEnd).toEqual([]);
  });

  test.each(titled)('%s: a solution is there only where the run does not do it', (_, course) => {
    const isNeeded = course.missedAfterRun.length > 0;
    expect(course.step.solution.length > 0).toBe(isNeeded);
  });

  test.each(titled)('%s: every fact that is told has a value then', (_, { step, end }) => {
    const world = worldOf(end);
    const mute = factsIn(step.afterwards).filter(
      (one) => sayFact(world, one.name, one.args) === '…',
    );
    expect(mute).toEqual([]);
  });
});
