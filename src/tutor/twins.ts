/** Whether two texts of one lesson, in two languages, are the same lesson. */
import { faultAt, type LessonFault } from './fault.ts';
import type { Lesson, Step } from './lesson.ts';

type Value = string | number;

/** What must be the same in every language, by where it is: everything but the words. */
function bones(lesson: Lesson): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>([
    ['minutes', lesson.minutes],
    ['scenario', sayScenario(lesson.scenario)],
    ['seed', lesson.seed],
    ['terms', lesson.terms.length],
    ['setup', lesson.setup.join(' / ')],
    ['steps', lesson.steps.length],
  ]);
  lesson.steps.forEach((step, n) => {
    for (const [name, value] of stepBones(step)) found.set(`step ${n + 1}: ${name}`, value);
  });
  return found;
}

function sayScenario(scenario: Lesson['scenario']): string {
  if (typeof scenario === 'string') return scenario;
  return [...scenario.zooCfg.trim().split('\n'), ...scenario.setup].join(' / ');
}

function stepBones(step: Step): readonly (readonly [string, Value])[] {
  return [
    ['options', step.prediction?.options.length ?? 0],
    ['right option', step.prediction === null ? 0 : step.prediction.right + 1],
    ['run', step.run.join(' / ')],
    ['afterwards', step.afterwards.length === 0 ? 0 : 1],
    ['goals', step.goals.map((goal) => goal.source).join(' / ')],
    ['hints', step.hints.length],
    ['solution', step.solution.join(' / ')],
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
