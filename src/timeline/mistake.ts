import type { Because } from '../model/index.ts';

/** A sentence in no language yet: a key of the catalogues, and what is put into it. */
interface Sentence {
  readonly key: `recordings.${string}`;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Something a person did that cannot be done; nothing has changed. `say(what, language)` says it. */
export interface Mistake {
  readonly type: 'mistake';
  readonly what: Sentence;
  /** Of a command that the world refuses: its reason. */
  readonly because: Because | null;
}

export function mistake(key: Sentence['key'], facts: Sentence['facts'] = {}): Mistake {
  return { type: 'mistake', what: { key, facts }, because: null };
}

/** Whether an answer is a mistake. */
export function isMistake(answer: { readonly type?: unknown } | object): answer is Mistake {
  return 'type' in answer && answer.type === 'mistake';
}
