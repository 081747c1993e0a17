/** The clock against the plan: how long each step took, and which minutes overran. */
import type { Translate } from '../../i18n/index.ts';
import { minutesText } from '../../views/index.ts';
import type { SpentStep } from './kept-session.ts';

const MINUTE = 60_000;
/** Less than anybody would call late, and no more than the clock's own grain. */
const LEAST_LATE = 1000;

const isSame = (a: Omit<SpentStep, 'spentMs'>, b: Omit<SpentStep, 'spentMs'>): boolean =>
  a.lesson === b.lesson && a.step === b.step;

/** Time that passed in a step, behind what has passed before. */
export function withSpent(
  spent: readonly SpentStep[],
  at: Omit<SpentStep, 'spentMs'>,
  ms: number,
): readonly SpentStep[] {
  const last = spent.at(-1);
  if (last === undefined || !isSame(last, at)) return [...spent, { ...at, spentMs: ms }];
  return [...spent.slice(0, -1), { ...last, title: at.title, spentMs: last.spentMs + ms }];
}

/** Each step once, with all that it took, in the order in which they came first. */
export function stepsOf(spent: readonly SpentStep[]): readonly SpentStep[] {
  const steps: SpentStep[] = [];
  for (const one of spent) {
    const known = steps.findIndex((step) => isSame(step, one));
    const before = steps[known];
    if (before === undefined) steps.push(one);
    else steps[known] = { ...one, spentMs: before.spentMs + one.spentMs };
  }
  return steps;
}

/** A minute of the session in which a step was on for longer than its plan. */
export interface LateMinute {
  /** From 1. */
  readonly n: number;
  readonly overMs: number;
  /** The steps that were late in it. */
  readonly titles: readonly string[];
}

/** The minutes that overran. */
function lateMinutes(spent: readonly SpentStep[]): readonly LateMinute[] {
  const late = new Map<number, LateMinute>();
  const taken = new Map<string, number>();
  let clock = 0;
  for (const { lesson, step, title, plannedMs, spentMs } of spent) {
    const all = (taken.get(`${lesson} ${step}`) ?? 0) + spentMs;
    taken.set(`${lesson} ${step}`, all);
    const end = clock + spentMs;
    // Of this stretch only what lies beyond the plan.
    let from = Math.max(clock, end - Math.max(0, all - plannedMs));
    clock = end;
    while (from < end) {
      const n = Math.floor(from / MINUTE) + 1;
      const to = Math.min(end, n * MINUTE);
      const { overMs, titles } = late.get(n) ?? { overMs: 0, titles: [] };
      late.set(n, { n, overMs: overMs + to - from, titles: [...new Set([...titles, title])] });
      from = to;
    }
  }
  return [...late.values()].filter(({ overMs }) => overMs >= LEAST_LATE);
}

/** Minutes one after the other in which the same steps were late. */
export interface LateStretch extends LateMinute {
  /** The last of them. */
  readonly to: number;
}

/** The stretches that overran: what goes on for long is told once. */
export function lateStretches(spent: readonly SpentStep[]): readonly LateStretch[] {
  const stretches: LateStretch[] = [];
  for (const minute of lateMinutes(spent)) {
    const last = stretches.at(-1);
    const goesOn = last?.to === minute.n - 1 && `${last.titles}` === `${minute.titles}`;
    if (last === undefined || !goesOn) stretches.push({ ...minute, to: minute.n });
    else {
      const overMs = last.overMs + minute.overMs;
      stretches[stretches.length - 1] = { ...last, to: minute.n, overMs };
    }
  }
  return stretches;
}

/** What is said of late minutes. */
export function lateText({ n, to, overMs, titles }: LateStretch, t: Translate): string {
  const facts = { n, to, by: minutesText(overMs), title: titles.join('; ') };
  return t(n === to ? 'present.times.minute' : 'present.times.minutes', facts);
}
