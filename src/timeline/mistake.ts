import type { Because } from '../model/index.ts';
import { type ParseError, type Sentence, sentence } from '../script/index.ts';

/** Something a person did that cannot be done; nothing has changed. `complaintOf` says it. */
export interface Mistake {
  readonly type: 'mistake';
  readonly what: Sentence;
  /** What script says of a line inside it: the sentence's fact `what`. */
  readonly inner: ParseError | null;
  /** Of a command that the world refuses: its reason. */
  readonly because: Because | null;
}

export function mistake(
  key: Sentence['key'],
  facts: Sentence['facts'] = {},
  inner: ParseError | null = null,
): Mistake {
  return { type: 'mistake', what: sentence(key, facts), inner, because: null };
}

/** Whether an answer is a mistake. */
export function isMistake(answer: object): answer is Mistake {
  return 'type' in answer && answer.type === 'mistake';
}
