/** Whether two texts of one lesson, in two languages, are the same lesson. */
import { faultAt, type LessonFault } from './fault.ts';
import type { Lesson, Question, Refutation, Step } from './lesson.ts';
import { plainText } from './prose.ts';
import { printThing } from './thing.ts';

type Value = string | number;

/** What must be the same in every language, by where it is: everything but the words. */
function bones(lesson: Lesson): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>([
    ['minutes', lesson.minutes],
    ['able', lesson.able === '' ? 0 : 1],
    ['scenario', sayScenario(lesson.scenario)],
    ['seed', lesson.seed],
    ['sides', lesson.both ? 2 : 1],
    ['terms', lesson.terms.length],
    ['setup', lesson.setup.join(' / ')],
    ['after', lesson.after.join(', ')],
    ['steps', lesson.steps.length],
    ['remember', lesson.remember.length === 0 ? 0 : 1],
  ]);
  lesson.recall.forEach((question, n) => {
    for (const [name, value] of questionBones(question))
      found.set(`recall ${n + 1}: ${name}`, value);
  });
  lesson.steps.forEach((step, n) => {
    for (const [name, value] of stepBones(step)) found.set(`step ${n + 1}: ${name}`, value);
  });
  return found;
}

function sayScenario(scenario: Lesson['scenario']): string {
  if (typeof scenario === 'string') return scenario;
  return [...scenario.zooCfg.trim().split('\n'), ...scenario.setup].join(' / ');
}

function stepBones(step: Step): Bones {
  return [
    ['look', lookBones(step)],
    ...askedBones('prediction', step.prediction),
    ['run', step.run.join(' / ')],
    ['holds', step.holds.map((goal) => goal.source).join(' / ')],
    ...askedBones('recap', step.recap),
    ['afterwards', step.afterwards.length === 0 ? 0 : 1],
    ['goals', step.goals.map((goal) => goal.source).join(' / ')],
    ['way', JSON.stringify(step.way)],
    ['seeds', step.seeds],
    ['hints', step.hints.length],
    ['solution', step.solution.join(' / ')],
    ['wrong', step.wrong.join(' / ')],
    ...askedBones('change', step.change?.question ?? null),
    ['changed run', step.change?.lines.join(' / ') ?? ''],
    ['breach', step.breach?.invariant ?? ''],
    ['simplified', step.simplified.length === 0 ? 0 : 1],
    ['notes', step.notes.length === 0 ? 0 : 1],
  ];
}

function lookBones({ look }: Pick<Step, 'look'>): string {
  return JSON.stringify({ ...look, light: look.light.map(printThing) });
}

type Bones = readonly (readonly [string, Value])[];

function askedBones(what: string, question: Question | null): Bones {
  if (question === null) return [[what, 0]];
  return questionBones(question).map(([name, value]) => [`${what}: ${name}`, value] as const);
}

function refutationBones({ anew, before, lines, shows, look }: Refutation): string {
  const begins = anew ? 'anew / ' : '';
  const run = [...before, 'from here', ...lines].join(' / ');
  return `${begins}${run} shows ${shows.source} in ${lookBones({ look })}`;
}

/** What of a question is no words: a number is the same in every language. */
function questionBones({ form, options, right, items }: Question): Bones {
  const beliefs = options.map((one) => one.belief ?? '-').join(' ');
  const claims = options.map((one) => one.claim?.source ?? '-').join(' / ');
  const refutations = options.map((one) =>
    one.refutation === null ? '-' : refutationBones(one.refutation),
  );
  const numbers = form === 'number' ? options.slice(0, -1).map((one) => plainText(one.text)) : [];
  return [
    ['form', form],
    ['options', options.length],
    ['right option', right + 1],
    ['items', items.length],
    ['beliefs', beliefs],
    ['in words only', options.map(({ inWords }) => (inWords ? 'words' : '-')).join(' ')],
    ['claims', claims],
    ['refutations', refutations.join(' // ')],
    ['numbers', numbers.join(' ')],
    ['things', options.map((one) => (one.thing ? printThing(one.thing) : '-')).join(' ')],
  ];
}

/** Where a lesson differs from its twin in `file`, besides the words. */
export function twinFaults(lesson: Lesson, twin: Lesson, file: string): readonly LessonFault[] {
  const theirs = bones(twin);
  const faults: LessonFault[] = [];
  for (const [what, here] of bones(lesson)) {
    const there = theirs.get(what) ?? '';
    if (here !== there) faults.push(faultAt(1, 'tutor.fault.twin', { what, here, there, file }));
  }
  return faults;
}
