/** What is proved of each step of a lesson, once it was played. */

import { parseZxid } from '../model/index.ts';
import { complain, isParseError, parseScriptLine } from '../script/index.ts';
import { factsOf, hostOf, type World } from '../sim/index.ts';
import { answerRun, type QuestionAt, questionOf, questionsOf } from './answered.ts';
import { type Course, missed, sceneFrom, type Trial } from './course.ts';
import { sayFact } from './facts.ts';
import { isMet } from './goals.ts';
import type { Goal, Inline, LessonThing, Prose, Question, Step } from './lesson.ts';
import { BACK_THERE, FROM_HERE } from './play.ts';
import { linesBefore } from './progress-state.ts';
import { clientOf, type Scene } from './scene.ts';
import { printThing } from './thing.ts';
import { type Attempt, attempted, referenceAttempt, solutionOf } from './ways.ts';

/** Writes down what is wrong with a step. */
export type Check = (trial: Trial, course: Course) => void;

/** The moment that a step's questions are about: after its run, or after all where none runs. */
const afterwards = ({ step, start, ran, after }: Course) =>
  step.run.length > 0 ? sceneFrom(start, ran) : after;

/** Clients and servers that a goal names and that there are not: a slip that nothing else shows. */
function strangers(trial: Trial, goal: Goal, { world }: Scene, step: number): void {
  for (const { args } of goal.conditions) {
    const { client = 'nobody', other = 'nobody', server = '', candidate = '' } = args;
    const { from = '', to = '' } = args;
    const isClient = (name: string) => world.clientNames.some((one) => one === name);
    const missing = [
      ...[client, other].filter((one) => one !== 'nobody' && !isClient(one)),
      ...[server, candidate, from, to].filter(
        (one) => /^\d+$/.test(one) && hostOf(world, Number(one)) === null,
      ),
    ];
    for (const name of missing) {
      trial.fault(goal, 'tutor.proof.stranger', { step, name, goal: goal.source });
    }
  }
}

/** Answers whose claim is not as they are marked. */
function judge(trial: Trial, question: Question | null, scene: Scene, step: number): void {
  for (const [n, option] of (question?.options ?? []).entries()) {
    const isRight = n === question?.right;
    const { claim } = option;
    if (claim !== null) strangers(trial, claim, scene, step);
    if (claim === null || isMet(scene, claim) === isRight) continue;
    const key = isRight ? 'tutor.proof.right' : 'tutor.proof.wrong';
    trial.fault(option, key, { step, goal: claim.source });
  }
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

/** All runs of a text, those of its lists, and those within emphasis. */
function runsIn(prose: Prose): readonly Inline[] {
  const within = (runs: readonly Inline[]): readonly Inline[] =>
    runs.flatMap((run) =>
      run.type === 'strong' || run.type === 'emphasis' ? within(run.of) : [run],
    );
  return prose.flatMap((block) => {
    if (block.type === 'paragraph') return within(block.of);
    return block.type === 'list' ? block.items.flatMap(runsIn) : [];
  });
}

/** Plays the run that refutes an option, and looks whether it shows what it says that it shows. */
function refutes(trial: Trial, { start, n }: Course, asked: QuestionAt, option: number): void {
  const step = typeof asked === 'number' ? 0 : n + 1;
  const question = questionOf(trial.lesson, n, asked);
  const one = question?.options[option];
  if (!question || !one?.refutation) return;
  const { lines, before, shows } = one.refutation;
  const facts = { step, goal: shows.source };
  if (option === question.right) trial.fault(one, 'tutor.proof.refuteRight', facts);
  const run = answerRun(trial.lesson, n, asked, option);
  if (run === null) return;
  const own = run.before.slice(0, run.before.length - before.length);
  const from = trial.play(trial.play(start, own), before);
  const end = trial.play(from, lines);
  if (from === null || end === null) return;
  strangers(trial, shows, sceneFrom(from, end), step);
  if (!isMet(sceneFrom(from, end), shows)) trial.fault(shows, 'tutor.proof.refuteMissed', facts);
  if (isMet(sceneFrom(from, from), shows)) trial.fault(shows, 'tutor.proof.refuteEarly', facts);
  unlit(trial, one.refutation, [sceneFrom(from, from), sceneFrom(from, end)], step, shows);
}

/**
 * Whether enough attempts that differ in one place miss a goal: in lines that are arranged one of
 * them, since orders may be equal; in blanks each, since what is offered there is meant as wrong.
 */
function canFail(trial: Trial, course: Course): boolean {
  const { step } = course;
  const fails = (near: Attempt): boolean => {
    const found = trial.faults.length;
    const tried = trial.attempt(course, attempted(step.way, near));
    // A line that cannot be performed in this order fails, too, and is no fault of the lesson.
    trial.faults.length = found;
    return tried === null || missed(step.goals, sceneFrom(tried.start, tried.end)).length > 0;
  };
  const near = nearMisses(step);
  return step.way.type === 'fill' ? near.every(fails) : near.some(fails);
}

/** A text between backquotes that is more than a word is a line, of script or of a console. */
function lineOfHint(text: string): { readonly line: string; readonly isConsole: boolean } | null {
  if (!/^[a-z0-9]+:? \S/.test(text)) return null;
  const read = parseScriptLine(text);
  return { line: text, isConsole: isParseError(read) };
}

function isThere(world: World, thing: LessonThing): boolean {
  switch (thing.type) {
    case 'server':
      return hostOf(world, thing.sid) !== null;
    case 'client':
      return clientOf(world, thing.name) !== undefined;
    case 'cell': {
      const host = hostOf(world, thing.sid);
      const zxid = parseZxid(thing.zxid);
      return host !== null && zxid !== null && factsOf(world, host).log.find(zxid) !== undefined;
    }
    // Those come and go while a step runs.
    case 'znode':
    case 'message':
      return true;
  }
}

/** What is to be lit, and is there at none of these moments. */
function unlit(
  trial: Trial,
  { look }: Pick<Step, 'look'>,
  scenes: readonly Scene[],
  step: number,
  part: object,
): void {
  for (const thing of look.light) {
    if (scenes.some(({ world }) => isThere(world, thing))) continue;
    trial.fault(part, 'tutor.proof.unlit', { step, what: printThing(thing) });
  }
}

/** Lines, from the n-th on, that hold what is held already: a release is missing before them. */
function heldTwice(lines: readonly string[], from: number): readonly string[] {
  const twice: string[] = [];
  let held = new Set<string>();
  let origin = held;
  for (const [n, line] of lines.entries()) {
    if (line === FROM_HERE) origin = new Set(held);
    if (line === BACK_THERE) held = new Set(origin);
    const [, verb, what = ''] = /^(hold|release) (.*)$/.exec(line) ?? [];
    if (verb === 'release') held.delete(what);
    if (verb === 'hold' && held.has(what) && n >= from) twice.push(line);
    if (verb === 'hold') held.add(what);
  }
  return twice;
}

/** What is proved, by what it is called. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'no goal holds before the step has done anything': (trial, { step, n, start }) => {
    const scene = sceneFrom(start, start);
    for (const goal of step.goals.filter((one) => isMet(scene, one))) {
      trial.fault(goal, 'tutor.proof.early', { step: n + 1, goal: goal.source });
    }
  },
  'run and solution meet every goal': (trial, { step, n, after }) => {
    for (const goal of step.goals) strangers(trial, goal, after, n + 1);
    for (const goal of missed(step.goals, after)) {
      trial.fault(goal, 'tutor.proof.missed', { step: n + 1, goal: goal.source });
    }
  },
  'a solution is there only where the run does not do it': (trial, { step, n, start, ran }) => {
    const isNeeded = missed(step.goals, sceneFrom(start, ran)).length > 0;
    const isThere = step.solution.length > 0 || step.way.type !== 'free';
    if (isNeeded === isThere) return;
    trial.fault(step, isThere ? 'tutor.proof.needless' : 'tutor.proof.unsolved', { step: n + 1 });
  },
  'what it says holds after the run': (trial, { step, n, start, ran }) => {
    for (const goal of step.holds) strangers(trial, goal, sceneFrom(start, ran), n + 1);
    for (const goal of missed(step.holds, sceneFrom(start, ran))) {
      trial.fault(goal, 'tutor.proof.holds', { step: n + 1, goal: goal.source });
    }
  },
  'right answers are right in the run, wrong ones wrong': (trial, course) => {
    judge(trial, course.step.prediction, afterwards(course), course.n + 1);
    judge(trial, course.step.recap, afterwards(course), course.n + 1);
  },
  'every run that refutes a belief refutes it': (trial, course) => {
    for (const { n, asked, question } of questionsOf(trial.lesson)) {
      // What is recalled begins where the first step does.
      if (Math.max(0, n) !== course.n) continue;
      for (const option of question.options.keys()) refutes(trial, course, asked, option);
    }
  },
  'the changed run is as its right answer says': (trial, { step, n, start }) => {
    const end = step.change === null ? null : trial.play(start, step.change.lines);
    if (step.change === null || end === null) return;
    judge(trial, step.change.question, sceneFrom(start, end), n + 1);
  },
  'a wrong attempt misses a goal': (trial, course) => {
    const { step, start, ran, n } = course;
    const tried = step.wrong.length === 0 ? null : trial.play(ran, step.wrong);
    if (tried !== null && missed(step.goals, sceneFrom(start, tried)).length === 0) {
      trial.fault(step.wrong, 'tutor.proof.notWrong', { step: n + 1 });
    }
    if (step.way.type === 'free' || canFail(trial, course)) return;
    trial.fault(step.way, 'tutor.proof.anyWay', { step: n + 1 });
  },
  'it breaks what it says that it breaks, and nothing else': (trial, { step, n, after }) => {
    const events = [
      ...after.since(),
      ...(trial.lesson.both ? (after.raft?.()?.since() ?? []) : []),
    ];
    const broken = new Set(
      events.flatMap((event) => (event.type === 'violated' ? [event.invariant] : [])),
    );
    const meant = step.breach?.invariant ?? null;
    for (const name of broken) {
      if (name !== meant) trial.fault(step, 'tutor.proof.broken', { step: n + 1, name });
    }
    if (meant === null || [...broken].some((name) => name === meant)) return;
    trial.fault(step, 'tutor.proof.unbroken', { step: n + 1, name: meant });
  },
  'both sides do each of its lines': (trial, { step, n, after }) => {
    for (const line of trial.lesson.both ? (after.raft?.()?.leftOut() ?? []) : []) {
      trial.fault(step, 'tutor.proof.leftOut', { step: n + 1, line });
    }
  },
  'nothing is held any more when the lesson is over': (trial, { step, n, start, ran, after }) => {
    if (n < trial.lesson.steps.length - 1) return;
    // To hold and not to let go may be the last task itself.
    const releases = solutionOf(step).lines.some((line) => line.startsWith('release '));
    const { holds } = (releases ? after : sceneFrom(start, ran)).world;
    if (holds.length > 0) trial.fault(step, 'tutor.proof.held', { step: n + 1 });
  },
  'what it lights is there at some time': (trial, { step, n, start, ran, after }) => {
    const scenes = [sceneFrom(start, start), sceneFrom(start, ran), after];
    unlit(trial, step, scenes, n + 1, step);
  },
  'no hold is put on twice': (trial, { step, n }) => {
    const before = linesBefore(trial.lesson, n);
    const { lines } = solutionOf(step);
    for (const line of heldTwice([...before, ...step.run, ...lines], before.length)) {
      trial.fault(step, 'tutor.proof.heldTwice', { step: n + 1, line });
    }
    const changed = [...before, ...(step.change?.lines ?? [])];
    for (const line of heldTwice(changed, before.length)) {
      trial.fault(step, 'tutor.proof.heldTwice', { step: n + 1, line });
    }
  },
  'its clients are there and answered when the first step begins': (trial, { n, start }) => {
    if (n > 0) return;
    const { world } = sceneFrom(start, start);
    for (const name of world.clientNames) {
      const found = clientOf(world, name)?.client;
      // One that was there and has lost its server since may be what the lesson begins with.
      const isCalm = found?.session && found.sent.length + found.queued.length === 0;
      if (!isCalm) trial.fault(trial.lesson.setup, 'tutor.proof.unsettled', { name }, -1);
    }
  },
  'every fact that is told has a value then': (trial, { step, n, after: { world } }) => {
    for (const run of runsIn(step.afterwards)) {
      if (run.type !== 'fact' || sayFact(world, run.name, run.args) !== '…') continue;
      const fact = [run.name, ...run.args].join(' ');
      trial.fault(step, 'tutor.proof.fact', { step: n + 1, fact });
    }
  },
  'what a hint says to type can be typed': (trial, { step, n, ran, end, after }) => {
    const clients = after.world.clientNames;
    for (const hint of step.hints) {
      for (const run of runsIn(hint)) {
        const typed = run.type === 'code' ? lineOfHint(run.text) : null;
        if (typed === null) continue;
        const { line, isConsole } = typed;
        const ways = isConsole ? clients.map((client) => `${client}: ${line}`) : [line];
        // Some are meant for the beginning of the task, some for later.
        const isPartOfIt = solutionOf(step).lines.includes(line);
        const can = ways.some((way) => trial.canPlay(ran, [way]) || trial.canPlay(end, [way]));
        if (isPartOfIt || can) continue;
        const read = parseScriptLine(ways[0] ?? line);
        const why = isParseError(read) ? complain(read, trial.language) : '';
        trial.fault(hint, 'tutor.proof.hint', { step: n + 1, line, why });
      }
    }
  },
};

/** What has to hold under other seeds, too. */
export const OVER_SEEDS: readonly Check[] = [
  'run and solution meet every goal',
  'what it says holds after the run',
  'right answers are right in the run, wrong ones wrong',
].flatMap((name) => CHECKS[name] ?? []);
