/** What a student answers, and to which option of the question that leads. */

import type { LessonThing, Question } from './lesson.ts';
import { plainText } from './prose.ts';
import { sameThing } from './thing.ts';

/** Chosen by whoever does not know: an answer like any other. */
export const UNSURE = -1;

/** An answer in the form of its question. */
export type StudentAnswer =
  | { readonly type: 'unsure' }
  | { readonly type: 'choice'; readonly option: number }
  | { readonly type: 'number'; readonly value: number }
  /** Indices of the question's items, in the order in which they were put. */
  | { readonly type: 'order'; readonly order: readonly number[] }
  | { readonly type: 'point'; readonly thing: LessonThing };

/**
 * The index of the option that an answer leads to, UNSURE, or null when it is none: of another
 * form, or not complete. What no option names is the last option, "anything else".
 */
export function answerOf(question: Question, answer: StudentAnswer): number | null {
  const { form, options } = question;
  if (answer.type === 'unsure') return UNSURE;
  if (answer.type !== form) return null;
  const last = options.length - 1;
  switch (answer.type) {
    case 'choice': {
      const { option } = answer;
      return Number.isInteger(option) && option >= 0 && option <= last ? option : null;
    }
    case 'number': {
      if (!Number.isFinite(answer.value)) return null;
      const named = options.findIndex((one) => numberOf(plainText(one.text)) === answer.value);
      return named < 0 ? last : named;
    }
    case 'order': {
      const { order } = answer;
      if (!isPermutation(order, question.items.length)) return null;
      return order.every((item, at) => item === at) ? question.right : last;
    }
    case 'point': {
      const { thing } = answer;
      const named = options.findIndex((one) => one.thing !== null && sameThing(one.thing, thing));
      return named < 0 ? last : named;
    }
  }
}

/** The number that an option's text is; NaN: it is none. */
export function numberOf(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function isPermutation(order: readonly number[], length: number): boolean {
  return (
    order.length === length &&
    new Set(order).size === length &&
    order.every((n) => n < length && n >= 0)
  );
}
