/**
 * What research on teaching asks of every lesson, rule by rule, by the numbers of the curriculum's
 * list; where another file holds one, `ELSEWHERE` names it.
 */
import '../../../src/tutor/all.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keys } from '../../../src/i18n/index.ts';
import { eventLine, verbOf } from '../../../src/script/index.ts';
import {
  beginWith,
  eventsBetween,
  isMistake,
  openingOf,
  SIM,
} from '../../../src/timeline/index.ts';
import {
  cardOf,
  controlsNow,
  controlsOf,
  FAILURE_IDS,
  INTRODUCTION,
  isMet,
  type Lesson,
  linesBefore,
  newProgress,
  type Played,
  type Progress,
  type ProgressInput,
  type Prose,
  parseLesson,
  plainText,
  playLines,
  printProgress,
  proveLesson,
  type Question,
  readLessonFile,
  readProgress,
  type Step,
  sceneAt,
  simplifiedIn,
  solutionOf,
  tell,
  textJudges,
  UNSURE,
  unlocked,
} from '../../../src/tutor/index.ts';
import {
  clientOffers,
  faultOffers,
  flatOffers,
  limitedTo,
  stageModel,
  stageOffers,
  stepView,
} from '../../../src/views/index.ts';

const root = join(import.meta.dirname, '../../../lessons');

function read(file: string): Lesson {
  const found = readLessonFile(`lessons/${file}`, readFileSync(join(root, file), 'utf8'));
  if (!found?.lesson) throw new Error(file);
  return found.lesson;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^\d.*\.md$/.test(file))
  .sort();
const all = files.filter((file) => !file.endsWith('.zh.md')).map((file) => read(file));
const named = all.map((lesson) => [lesson.code, lesson] as const);
const lessonOf = (code: string) => all.find((one) => one.code === code) as Lesson;
const steps = all.flatMap((lesson) =>
  lesson.steps.map((step, n) => [`${lesson.code} step ${n + 1}`, step, lesson, n] as const),
);

const flat = (prose: Prose): string =>
  prose
    .map((block) => {
      if (block.type === 'paragraph') return plainText(block.of);
      return block.type === 'list' ? block.items.map(flat).join('\n') : block.lines.join('\n');
    })
    .join('\n');

/** A student in a step, after some inputs. */
function studentAfter(lesson: Lesson, n: number, inputs: readonly ProgressInput[]) {
  let progress: Progress = newProgress(lesson);
  const effects: string[] = [];
  for (const input of [{ type: 'go', step: n, freely: true } as const, ...inputs]) {
    const told = tell(lesson, progress, input);
    progress = told.next;
    effects.push(...told.effects.map(({ type }) => type).filter((type) => type !== 'rewind'));
  }
  return { progress, been: progress.steps[n], effects };
}

/** An answer that is not the right one. */
function wrongAnswer({ form, options, right, items }: Question): ProgressInput {
  const wrong = options.findIndex((_, n) => n !== right);
  if (form === 'choice') {
    return { type: 'choose', answer: { type: 'choice', option: wrong } };
  }
  if (form === 'number') return { type: 'choose', answer: { type: 'number', value: -99 } };
  if (form === 'order') {
    return { type: 'choose', answer: { type: 'order', order: items.map((_, n) => n).reverse() } };
  }
  return { type: 'choose', answer: { type: 'point', thing: { type: 'client', name: 'nobody' } } };
}

const asking = steps.filter(([, step]) => step.prediction !== null && step.run.length > 0);
const unsure: ProgressInput = { type: 'choose', answer: { type: 'unsure' } };

function played(lesson: Lesson, lines: readonly string[]): Played {
  const opening = openingOf(lesson.scenario);
  if (isMistake(opening)) throw new Error(lesson.code);
  const now = playLines({ timeline: beginWith(SIM, opening, lesson.seed), at: 0 }, lines);
  if ('type' in now) throw new Error(now.line);
  return now;
}

describe('R1: predict, then run', () => {
  test.each(steps)('%s asks before it runs, or leaves it to the student', (_, step) => {
    expect(step.prediction !== null || step.goals.length > 0).toBe(true);
  });

  test.each(asking)('%s does not run before an answer stands', (_, __, lesson, n) => {
    expect(studentAfter(lesson, n, [{ type: 'run' }]).effects).toEqual([]);
    expect(studentAfter(lesson, n, [unsure, { type: 'run' }]).effects).toEqual([]);
    const sure = studentAfter(lesson, n, [unsure, { type: 'commit' }, { type: 'run' }]);
    expect(sure.effects).toEqual(['perform']);
    expect(sure.been?.predictions).toEqual([UNSURE]);
  });
});

describe('R2: after the run the student says what happened, then the run does', () => {
  test.each(asking)('%s', (_, step, lesson, n) => {
    expect(step.recap).not.toBeNull();
    const ran = studentAfter(lesson, n, [
      unsure,
      { type: 'commit' },
      { type: 'run' },
      { type: 'ran' },
    ]);
    const view = stepView(lesson, ran.progress, []);
    expect(view?.recap?.choosing).toBe(true);
    expect(view?.recap?.revealed).toBe(false);
  });
});

describe('R3: each wrong answer has its own feedback, names a belief, and costs nothing', () => {
  test.each(steps)('%s', (_, step) => {
    for (const question of [step.prediction, step.recap, step.change?.question ?? null]) {
      const { form, options, right } = question ?? { form: 'order', options: [], right: 0 };
      if (form === 'order') continue;
      const said = options.map(({ feedback }) => flat(feedback));
      expect(new Set(said).size).toBe(options.length);
      for (const [n, { belief }] of options.entries()) {
        if (n === right) expect(belief).toBeNull();
        if (belief !== null) expect(keys()).toContain(`beliefs.${belief}`);
      }
    }
  });

  test.each(asking)('%s: who was wrong goes on as who was right', (_, step, lesson, n) => {
    const wrong = wrongAnswer(step.prediction as Question);
    expect(studentAfter(lesson, n, [wrong, { type: 'commit' }, { type: 'run' }]).effects).toEqual([
      'perform',
    ]);
  });

  test.each(named)('%s treats a misconception by its number', (_, lesson) => {
    const options = lesson.steps.flatMap((one) => one.prediction?.options ?? []);
    const recapped = lesson.steps.flatMap((one) => one.recap?.options ?? []);
    expect([...options, ...recapped].some(({ belief }) => belief !== null)).toBe(true);
  });
});

test.each(named)('R4: %s has viewing, responding, changing and constructing', (_, lesson) => {
  expect(lesson.steps.some(({ run }) => run.length > 0)).toBe(true);
  expect(lesson.steps.some(({ prediction }) => prediction !== null)).toBe(true);
  expect(lesson.steps.some(({ change }) => change !== null)).toBe(true);
  expect(lesson.steps.some(({ goals }) => goals.length > 0)).toBe(true);
});

test.each(named)('R5: %s has a knob: the changed run is another one', (_, lesson) => {
  const changed = lesson.steps.filter(({ change }) => change !== null);
  expect(changed.length).toBeGreaterThan(0);
  for (const { change, run } of changed) expect(change?.lines).not.toEqual(run);
});

test.each(named)('R6: %s lets the student build a course of events', (_, lesson) => {
  const built = lesson.steps.filter((step) => solutionOf(step).lines.length > 0);
  expect(built.length).toBeGreaterThan(0);
});

describe('R8: success is a predicate over the cluster', () => {
  test.each(steps)('%s', (_, step) => {
    for (const { conditions } of step.goals) expect(conditions.length).toBeGreaterThan(0);
  });

  test('so another way than the solution is as good', () => {
    const lesson = lessonOf('M1');
    const step = lesson.steps[0] as Step;
    const start = played(lesson, linesBefore(lesson, 0));
    const others = [...step.solution.slice(0, -1)].reverse();
    const slowly = others.flatMap((line) => [line, 'run 500']);
    expect(slowly).not.toEqual(step.solution);
    const end = playLines(start, [...step.run, ...slowly]);
    if ('type' in end) throw new Error(end.line);
    const scene = sceneAt(end.timeline, start.at, end.at);
    expect(step.goals.filter((goal) => !isMet(scene, goal))).toEqual([]);
  });
});

test.each(asking)('R9: %s says what holds after its run, for the model to prove', (_, step) => {
  const options = [...(step.prediction?.options ?? []), ...(step.recap?.options ?? [])];
  const claims = options.filter(({ claim }) => claim !== null);
  expect(step.holds.length + claims.length + step.goals.length).toBeGreaterThan(0);
});

test('R10: a lesson that breaks an invariant without saying so is refused', () => {
  const forgets = `---
title: A wiped disk
minutes: 5
servers: 3
seed: 1
---

## It forgets

Text.

### Run

\`\`\`
start 1 2 3
run 4000
client a connect 1 timeout 30000
run 1000
crash 3
run 200
a: create /x 1
run 500
crash 1
crash 2
wipe 2
start 2 3
run 5000
client b connect 2 timeout 30000
run 3000
b: create /y 1
run 1000
start 1
run 8000
\`\`\`

### Holds

- Up: \`server 1 is up\`

## Simplified

None.
`;
  const { lesson, places } = parseLesson(forgets, '4-medical/09-t', textJudges('en'));
  const proof = proveLesson(SIM, lesson as Lesson, places, 'en');
  const steps = Array.from({ length: 1000 }, () => proof.next());
  const faults = steps.find(({ done }) => done)?.value ?? [];
  expect(faults.map(({ what }) => what.key)).toContain('tutor.proof.broken');
});

test('R11: the same lesson is the same run, event by event', () => {
  const lesson = lessonOf('C1');
  const trace = () => {
    const { timeline, at } = played(lesson, linesBefore(lesson, 4));
    return eventsBetween(timeline, 0, at, 200_000).map(({ event, at: when, n }) =>
      eventLine(n, when, event),
    );
  };
  expect(trace()).toEqual(trace());
});

test.each(named)('R12: %s has at most five steps, and one can go back in it', (_, lesson) => {
  expect(lesson.steps.length).toBeGreaterThan(1);
  expect(lesson.steps.length).toBeLessThanOrEqual(5);
  const there = studentAfter(lesson, lesson.steps.length - 1, [{ type: 'back' }]).progress;
  expect(there.step).toBe(lesson.steps.length - 2);
});

test.each(steps)('R13: %s lights what it is about', (_, step) => {
  expect(step.look.light.length).toBeGreaterThan(0);
});

test.each(steps)('R13: %s lasts as long as it is about, not a moment', (_, step) => {
  const built = solutionOf(step).lines;
  const waits = [...step.run, ...(step.way.type === 'fill' ? built : [])].map((line) =>
    Number(/^run (\d+)$/.exec(line)?.[1] ?? 0),
  );
  expect(step.look.felt).toBe(Math.max(0, ...waits) >= 8000);
});

describe('R14: at most six words are explained before, in both languages', () => {
  test.each(files.map((file) => [file, read(file)] as const))('%s', (_, { terms }) => {
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.length).toBeLessThanOrEqual(6);
  });
});

test('R15: a write goes through its stops in the order in which Z1 names them', () => {
  const lesson = lessonOf('Z1');
  const remembered = flat(lesson.remember).toLowerCase();
  const words = ['request', 'propose', 'log', 'ack', 'commit', 'apply', 'reply'];
  const places = words.map((word) => remembered.indexOf(word));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  const start = played(lesson, lesson.setup);
  const end = playLines(start, ['a: set /bed x', 'run 500']);
  if ('type' in end) throw new Error(end.line);
  const seen = eventsBetween(end.timeline, start.at, end.at, 10_000).map(({ event }) => {
    const isAck = event.type === 'messageDelivered' && event.message.type === 'ACK';
    return isAck ? 'acked' : event.type;
  });
  const stops = ['requested', 'proposed', 'logged', 'acked', 'committed', 'applied', 'replied'];
  const found = stops.map((stop) => (seen as readonly string[]).indexOf(stop));
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
});

describe('R17: only what the lesson takes is offered', () => {
  /** What menus of servers, clients and the stage offer at the beginning of a step. */
  function inMenus(lesson: Lesson, n: number, verbs: ReadonlySet<string>): readonly string[] {
    const { world } = sceneFrom(played(lesson, linesBefore(lesson, n)));
    const model = stageModel(world);
    const offers = [
      ...world.hosts.flatMap(({ sid }) => faultOffers({ type: 'server', sid }, world)),
      ...model.clients.flatMap((client) => [
        ...clientOffers(client, model, null),
        ...faultOffers({ type: 'client', name: client.name }, world),
      ]),
      ...stageOffers(world),
    ];
    return flatOffers(limitedTo(offers, verbs)).flatMap(({ line }) => (line ? verbOf(line) : []));
  }
  const sceneFrom = ({ timeline, at }: Played) => sceneAt(timeline, at, at);

  test.each(steps)('%s', (_, step, lesson, n) => {
    const now = (leaf: Progress['steps'][number]['leaf']) => {
      const { progress } = studentAfter(lesson, n, []);
      const there = progress.steps.map((one, at) => (at === n ? { ...one, leaf } : one));
      return controlsNow(lesson, { ...progress, steps: there });
    };
    for (const leaf of ['reading', 'predicted', 'running', 'recapping', 'done'] as const) {
      expect([...now(leaf)]).toEqual([]);
      expect(inMenus(lesson, n, now(leaf))).toEqual([]);
    }
    const verbs = now('checking');
    const isByHand = step.way.type === 'free' && step.solution.length > 0;
    expect(verbs.size > 0).toBe(isByHand);
    expect(inMenus(lesson, n, verbs).filter((verb) => !verbs.has(verb))).toEqual([]);
    // The panel names all that the reference and the usual slip take.
    const taken = isByHand ? [...step.solution, ...step.wrong] : [];
    const acted = taken.filter((line) => !/^(run|step) |^#/.test(line)).map(verbOf);
    expect(acted.filter((verb) => !step.look.controls.includes(verb))).toEqual([]);
  });

  test.each(named)('%s offers all of it before the first step', (_, lesson) => {
    const verbs = controlsNow(lesson, newProgress(lesson));
    expect([...verbs]).toEqual(controlsOf(lesson));
    expect(verbs.size).toBeGreaterThan(0);
  });
});

describe('R17: before a lesson one may play, and it is forgotten when one begins', () => {
  test.each(named)('%s', (_, lesson) => {
    const answered = lesson.recall.map((__, question): ProgressInput => {
      return { type: 'recall', question, answer: { type: 'unsure' } };
    });
    const begun = [...answered, { type: 'next' } as const].reduce(
      ({ next }, input) => tell(lesson, next, input),
      { next: newProgress(lesson), effects: [] } as ReturnType<typeof tell>,
    );
    expect(begun.next.step).toBe(0);
    expect(begun.effects).toEqual([{ type: 'rewind', step: 0, zooCfg: [] }]);
  });
});

test.each(['C1', 'C2', 'M1'])('R16: %s shows two runs that differ in little', (code) => {
  const lesson = lessonOf(code);
  const contrasts = lesson.steps.filter(({ change, run }) => {
    const other = change?.lines ?? [];
    const differing = [
      ...run.filter((line) => !other.includes(line)),
      ...other.filter((line) => !run.includes(line)),
    ];
    return other.length > 0 && differing.length <= 7;
  });
  expect(contrasts.length).toBeGreaterThan(0);
});

describe('R18: two questions of earlier lessons open a lesson', () => {
  test.each(named)('%s', (_, lesson) => {
    // The very first has nothing to go back to.
    expect(lesson.recall.length).toBe(lesson.after.length === 0 ? 0 : 2);
    if (lesson.recall.length === 0) return;
    let progress = newProgress(lesson);
    expect(unlocked(progress)).toBe(INTRODUCTION);
    progress = tell(lesson, progress, { type: 'next' }).next;
    expect(progress.step).toBe(INTRODUCTION);
    for (const question of [0, 1]) {
      const input = { type: 'recall', question, answer: { type: 'unsure' } } as const;
      progress = tell(lesson, progress, input).next;
    }
    expect(tell(lesson, progress, { type: 'next' }).next.step).toBe(0);
  });
});

test.each(named)('R19: %s is data: it survives being written and read', (_, lesson) => {
  expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson);
});

test.each(steps)('R24: %s is begun anew within a second', (_, __, lesson, n) => {
  const before = process.cpuUsage();
  played(lesson, linesBefore(lesson, n));
  // What it computes, not what else the machine does meanwhile.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
});

test('R26: predictions and times are kept, and can be taken along', () => {
  const lesson = lessonOf('F2');
  const inputs: readonly ProgressInput[] = [
    unsure,
    { type: 'commit' },
    { type: 'spent', ms: 1500 },
  ];
  const { progress } = studentAfter(lesson, 0, inputs);
  const [kept] = readProgress(printProgress([progress])).lessons;
  expect(kept?.steps[0]).toMatchObject({ predictions: [UNSURE], spentMs: 1500 });
});

test.each(named)(
  'R26: what %s finds out about beliefs leads to lessons that treat them',
  (_, one) => {
    const treated = new Set(all.flatMap((lesson) => cardOf(lesson).treats));
    const questions = [...one.recall, ...one.steps.map(({ prediction }) => prediction)];
    const found = questions.flatMap((asked) =>
      asked?.options.flatMap(({ belief }) => belief ?? []),
    );
    expect(found.filter((belief) => belief !== undefined && !treated.has(belief))).toEqual([]);
    expect(cardOf(one).treats.length).toBeGreaterThan(0);
  },
);

describe('R27: it is said in what the model differs from a real ensemble', () => {
  test.each(files.map((file) => [file, read(file)] as const))('%s', (_, lesson) => {
    expect(flat(simplifiedIn(lesson)).length).toBeGreaterThan(12);
  });

  test.each(named)('%s says it in the steps where it matters, not at its end', (_, lesson) => {
    expect(lesson.simplified).toEqual([]);
    const [n, step] =
      [...lesson.steps.entries()].find(([, one]) => one.simplified.length > 0) ?? [];
    const told = (leaf: Progress['steps'][number]['leaf']) => {
      const { progress } = studentAfter(lesson, n ?? 0, []);
      const there = progress.steps.map((one, at) => (at === n ? { ...one, leaf } : one));
      return stepView(lesson, { ...progress, steps: there }, [])?.simplified;
    };
    // Not before the run: it may tell what comes of it.
    for (const leaf of ['reading', 'running', 'recapping'] as const) expect(told(leaf)).toEqual([]);
    expect(told('checking')).toEqual(step?.simplified);
  });
});

describe('R28: whatever is medical is invented, and no safety device', () => {
  const medical = files.filter((file) => file.startsWith('4-medical/'));
  test.each(medical.map((file) => [file, read(file)] as const))('%s', (_, lesson) => {
    expect(flat(simplifiedIn(lesson))).toMatch(/invented|虚构/);
    expect(flat(simplifiedIn(lesson))).toMatch(/safety device|interlock|belong|安全|应当|该放/);
  });
});

describe('R20: the trainer has a cue for each step, and twenty failures', () => {
  test.each(files.map((file) => [file, read(file)] as const))('%s', (_, lesson) => {
    for (const { notes } of lesson.steps) {
      expect(notes.flatMap((one) => (one.type === 'list' ? one.items : [])).length).toBeGreaterThan(
        2,
      );
    }
  });
  test('failures', () => {
    expect(FAILURE_IDS.length).toBe(20);
  });
});

/** Rules that are held by other tests, too: of the page itself, or of the room. */
const ELSEWHERE: Readonly<Record<string, readonly (readonly [file: string, test: string])[]>> = {
  R7: [['test/e2e/solution.test.ts', 'a solution is handed in, and the teacher’s page plays it']],
  R17: [['test/e2e/free-play.test.ts', 'a step that shows something offers nothing else']],
  R20: [
    ['test/unit/tutor/deck/random-states.test.ts', 'every failure acts, or says why not, and is'],
    ['test/unit/app/present/spent.test.ts', 'time is added up step by step'],
    ['test/unit/app/present/mirror.test.ts', 'a window that follows comes to the same bytes'],
  ],
  R21: [
    ['test/unit/app/present/votes.test.ts', 'hands are counted, talked over and counted again'],
  ],
  R22: [['test/e2e/share.test.ts', 'a link goes out, comes back otherwise, and stands verified']],
  R23: [['test/e2e/single.test.ts', 'it opens from file:, shows a lesson']],
  R25: [['test/e2e/access.test.ts', 'axe finds nothing in a lesson or among all']],
};

test('each rule from R1 to R28 is named by a test, here or elsewhere', () => {
  const own = readFileSync(import.meta.filename, 'utf8');
  for (let n = 1; n <= 28; n++) {
    const rule = `R${n}`;
    const elsewhere = ELSEWHERE[rule] ?? [];
    const isHere = new RegExp(`'${rule}: `).test(own);
    expect(isHere || elsewhere.length > 0, rule).toBe(true);
    for (const [file, title] of elsewhere) {
      const text = readFileSync(join(root, '..', file), 'utf8');
      // As the title of one test, whether it is one by itself or for each of a list.
      expect(text.split(`'${title}`).length - 1, `${rule}: ${file}`).toBe(1);
    }
  }
});
