import { type Language, type Sentence, say, sentence } from '../script/index.ts';

/** Something in a lesson file that cannot be understood: where, and what is wrong with it. */
export interface LessonFault {
  /** From 1. */
  readonly line: number;
  readonly what: Sentence;
  /** The seed under which it shows, where it is not the lesson's own. */
  readonly seed?: number | null;
}

export function faultAt(
  line: number,
  key: Sentence['key'],
  facts: Sentence['facts'] = {},
): LessonFault {
  return { line, what: sentence(key, facts) };
}

/** The fault as one sentence, after `file:line: `. */
export function faultText(fault: LessonFault, file: string, language: Language): string {
  const { line, what, seed } = fault;
  const under = seed == null ? '' : say(sentence('tutor.proof.seed', { seed }), language);
  return `${file}:${line}: ${under}${say(what, language)}`;
}
