import type { Zxid } from './zxid.ts';

/**
 * What a reason refers to: numbers, names, zxids, or lists of them. Text is made in
 * script/describe.
 */
export type Fact = number | string | Zxid | readonly number[] | readonly string[] | null;

/**
 * Why something happened: the id of a rule and the facts that made it apply. The sentence for each
 * rule is in the message catalogues, one per language; below `script` there are no sentences.
 */
export interface Because<Rule extends string = string> {
  readonly rule: Rule;
  readonly facts: Readonly<Record<string, Fact>>;
}
