/**
 * A lesson with one thing in it changed: a line left out, another answer marked as the right one, a
 * predicate that says something else. Whatever is proved of lessons has to notice each of them.
 */
import {
  type Condition,
  GOAL_KINDS,
  type Goal,
  type Lesson,
  type Question,
  type Step,
} from '../../src/tutor/index.ts';

export interface LessonMutant {
  readonly kind: 'line' | 'answer' | 'predicate';
  readonly what: string;
  readonly lesson: Lesson;
  /** The step in which it is changed, from 0; -1: before the first. */
  readonly n: number;
  /** The run of that step goes otherwise, and those of all behind it. */
  readonly isOther: boolean;
}

/** A text with what stands in for one part of it, for each part. */
type Changes<T> = readonly { readonly what: string; readonly with: T }[];

const without = (lines: readonly string[]): Changes<readonly string[]> =>
  lines.flatMap((line, at) =>
    line.startsWith('#') ? [] : [{ what: line, with: lines.filter((_, n) => n !== at) }],
  );

/** Other words in the place of an argument, of the same kind. */
function otherWord(key: string, value: string): string | null {
  if (key === 'not' || key === 'how' || key === 'side') return null;
  const words: Readonly<Record<string, string>> = {
    up: 'down',
    down: 'up',
    frozen: 'down',
    serving: 'down',
    LEADING: 'LOOKING',
    FOLLOWING: 'LOOKING',
    LOOKING: 'LEADING',
    CONNECTED: 'CLOSED',
    CONNECTING: 'CLOSED',
    EXPIRED: 'CONNECTED',
    CLOSED: 'CONNECTED',
    OK: 'NONODE',
    cuts: 'freezes',
    freezes: 'cuts',
  };
  if (words[value] !== undefined) return words[value];
  if (/^\d+$/.test(value)) return String(Number(value) + 1);
  if (/^\d+:\d+$/.test(value)) return value.replace(/\d+$/, (n) => String(Number(n) + 7));
  if (key === 'message') return value === 'COMMIT' ? 'ACK' : 'COMMIT';
  if (/^[A-Z]+$/.test(value)) return 'OK';
  if (value === 'nobody' || value === 'none') return 'strange';
  return `${value}x`;
}

function changedConditions({ kind, args }: Condition): Changes<Condition> {
  const pattern = GOAL_KINDS.find(({ name }) => name === kind)?.pattern.source ?? '';
  const { not, ...rest } = args;
  const turned =
    not !== undefined
      ? [{ what: `${kind}: no longer not`, with: { kind, args: rest } }]
      : pattern.includes('?<not>')
        ? [{ what: `${kind}: not`, with: { kind, args: { ...args, not: 'not ' } } }]
        : [];
  // What is not so here is not so elsewhere: only what is said to be so has one subject.
  const isNone = args.n === '0' && args.how === undefined;
  const isNegative = not !== undefined || args.which === 'absent' || args.which === 'lacks';
  const others = Object.entries(args).flatMap(([key, value]) => {
    const denies = isNegative || (isNone && key !== 'n' && key !== 'client');
    const other = denies ? null : otherWord(key, value);
    if (other === null) return [];
    // A weaker bound is no mistake that a run can show.
    const said = key === 'n' && args.how === 'at most' ? String(Number(value) - 1) : other;
    return [{ what: `${key} ${value} → ${said}`, with: { kind, args: { ...args, [key]: said } } }];
  });
  const ofZookeeper = isNone || isNegative ? [] : otherSide({ kind, args });
  return [...turned, ...others, ...ofZookeeper];
}

/** Asked of ZooKeeper what is said of etcd: only what both have a word for can be. */
function otherSide({ kind, args }: Condition): Changes<Condition> {
  const { side, ...rest } = args;
  const asked = GOAL_KINDS.find(({ name }) => name === kind);
  const isShared = asked !== undefined && asked.raft !== null;
  if (side === undefined || !isShared) return [];
  return [{ what: `${kind}: of ZooKeeper`, with: { kind, args: rest } }];
}

const changedGoals = (goal: Goal): Changes<Goal> =>
  goal.conditions.flatMap((condition, at) =>
    changedConditions(condition).map((one) => ({
      what: `${goal.source}: ${one.what}`,
      with: { ...goal, conditions: goal.conditions.map((own, n) => (n === at ? one.with : own)) },
    })),
  );

const inTurn = <T>(list: readonly T[], change: (one: T) => Changes<T>): Changes<readonly T[]> =>
  list.flatMap((one, at) =>
    change(one).map((other) => ({
      what: other.what,
      with: list.map((own, n) => (n === at ? other.with : own)),
    })),
  );

/**
 * Another option marked as right; of a number and a thing, too. In an order there is none to mark:
 * the right one is how it is written.
 */
const answers = (question: Question): Changes<Question> =>
  question.options.flatMap((_, right) =>
    right === question.right || question.form === 'order'
      ? []
      : [{ what: `answer ${right + 1}`, with: { ...question, right } }],
  );

/** What a question claims of the run, changed: the right answer's claim. */
const claims = (question: Question): Changes<Question> =>
  question.options.flatMap((option, at) =>
    option.claim === null || at !== question.right
      ? []
      : changedGoals(option.claim).map(({ what, with: claim }) => ({
          what,
          with: {
            ...question,
            options: question.options.map((own, n) => (n === at ? { ...own, claim } : own)),
          },
        })),
  );

/** The runs that refute, with a line left out, or showing something else. */
function refutations(question: Question): Changes<Question> {
  return question.options.flatMap(({ refutation }, at) => {
    if (refutation === null) return [];
    const other = [
      ...without(refutation.before).map(({ what, with: before }) => ({
        what,
        with: { ...refutation, before },
      })),
      ...without(refutation.lines).map(({ what, with: lines }) => ({
        what,
        with: { ...refutation, lines },
      })),
      ...changedGoals(refutation.shows).map(({ what, with: shows }) => ({
        what,
        with: { ...refutation, shows },
      })),
    ];
    return other.map((one) => ({
      what: `refuting: ${one.what}`,
      with: {
        ...question,
        options: question.options.map((own, n) =>
          n === at ? { ...own, refutation: one.with } : own,
        ),
      },
    }));
  });
}

/** Of a run that refutes a line is left out, or it is to show something else. */
const refuting = (part: string, what: string) => ({
  kind: what.includes('→') || what.includes(': not') ? ('predicate' as const) : ('line' as const),
  what: `${part}, ${what}`,
});

/** One of a step: what of it is other. */
type StepMutant = Pick<LessonMutant, 'kind' | 'what'> & { readonly step: Partial<Step> };

/** Lines that are arranged or filled in, with one of them left out; blanks filled otherwise. */
function ways({ way }: Step): readonly StepMutant[] {
  if (way.type === 'arrange') {
    const whole = without(way.lines).map(({ what, with: lines }) => ({ what, lines }));
    const waits = way.lines.flatMap((line, at) =>
      line.includes('\n')
        ? [
            {
              what: line.replace('\n', ' / '),
              lines: way.lines.map((own, n) => (n === at ? (line.split('\n')[0] as string) : own)),
            },
          ]
        : [],
    );
    return [...whole, ...waits].map(({ what, lines }) => ({
      kind: 'line' as const,
      what: `arrange: ${what}`,
      step: { way: { ...way, lines } },
    }));
  }
  if (way.type !== 'fill') return [];
  const lines = way.lines.map((line, at) => ({
    kind: 'line' as const,
    what: `fill: ${line.map(String).join('_')}`,
    step: { way: { ...way, lines: way.lines.filter((_, n) => n !== at) } },
  }));
  const cfg = way.zooCfg.map((line, at) => ({
    kind: 'line' as const,
    what: `fill: ${line.map(String).join('_')}`,
    step: { way: { ...way, zooCfg: way.zooCfg.filter((_, n) => n !== at) } },
  }));
  const starred = way.blanks.flatMap((blank, at) =>
    blank.choices.flatMap((choice, right) =>
      right === blank.right
        ? []
        : [
            {
              kind: 'answer' as const,
              what: `blank ${at + 1}: ${choice}`,
              step: {
                way: {
                  ...way,
                  blanks: way.blanks.map((own, n) => (n === at ? { ...own, right } : own)),
                },
              },
            },
          ],
    ),
  );
  return [...lines, ...cfg, ...starred];
}

/** A step with one thing changed. */
function stepMutants(step: Step): readonly StepMutant[] {
  const line = <T>(part: string, changes: Changes<T>, put: (value: T) => Partial<Step>) =>
    changes.map((one) => ({
      kind: 'line' as const,
      what: `${part}: ${one.what}`,
      step: put(one.with),
    }));
  const of = <T>(
    kind: LessonMutant['kind'],
    part: string,
    changes: Changes<T>,
    put: (value: T) => Partial<Step>,
  ) => line(part, changes, put).map((one) => ({ ...one, kind }));
  const { prediction, recap, change } = step;
  const goals = (list: readonly Goal[]) => inTurn(list, changedGoals);
  return [
    ...line('run', without(step.run), (run) => ({ run })),
    ...line('solution', without(step.solution), (solution) => ({ solution })),
    ...ways(step),
    ...of('predicate', 'task', goals(step.goals), (next) => ({ goals: next })),
    ...of('predicate', 'holds', goals(step.holds), (holds) => ({ holds })),
    ...(prediction === null
      ? []
      : [
          ...of('answer', 'predict', answers(prediction), (next) => ({ prediction: next })),
          ...of('predicate', 'predict', claims(prediction), (next) => ({ prediction: next })),
          ...refutations(prediction).map((one) => ({
            ...refuting('predict', one.what),
            step: { prediction: one.with },
          })),
        ]),
    ...(recap === null
      ? []
      : [
          ...of('answer', 'recap', answers(recap), (next) => ({ recap: next })),
          ...of('predicate', 'recap', claims(recap), (next) => ({ recap: next })),
          ...refutations(recap).map((one) => ({
            ...refuting('recap', one.what),
            step: { recap: one.with },
          })),
        ]),
    ...(change === null
      ? []
      : [
          ...line('change', without(change.lines), (lines) => ({ change: { ...change, lines } })),
          ...of('answer', 'change', answers(change.question), (question) => ({
            change: { ...change, question },
          })),
          ...of('predicate', 'change', claims(change.question), (question) => ({
            change: { ...change, question },
          })),
          ...refutations(change.question).map((one) => ({
            ...refuting('change', one.what),
            step: { change: { ...change, question: one.with } },
          })),
        ]),
  ];
}

/** All of them. */
export function lessonMutants(lesson: Lesson): readonly LessonMutant[] {
  const setup = without(lesson.setup).map((one) => ({
    kind: 'line' as const,
    what: `setup: ${one.what}`,
    n: -1,
    isOther: true,
    lesson: { ...lesson, setup: one.with },
  }));
  const steps = lesson.steps.flatMap((step, n) =>
    stepMutants(step).map(({ kind, what, step: other }) => ({
      kind,
      what: `step ${n + 1}, ${what}`,
      n,
      isOther: other.run !== undefined || other.solution !== undefined || other.way !== undefined,
      lesson: {
        ...lesson,
        steps: lesson.steps.map((own, at) => (at === n ? { ...own, ...other } : own)),
      },
    })),
  );
  // They begin where the first step does.
  const recalled = lesson.recall.flatMap((question, at) =>
    refutations(question).map((one) => ({
      ...refuting(`recall ${at + 1}`, one.what),
      n: 0,
      isOther: false,
      lesson: { ...lesson, recall: lesson.recall.map((own, n) => (n === at ? one.with : own)) },
    })),
  );
  return [...setup, ...recalled, ...steps];
}
