import type { Because, Fact } from '../model/index.ts';
import type { ZAB_RULES, ZabRule } from './rules.ts';

type FactsOf<R extends ZabRule> = Readonly<Record<(typeof ZAB_RULES)[R][number], Fact>>;

/** A reason: a rule and the facts that made it apply. */
export function because<R extends ZabRule>(rule: R, facts: FactsOf<R>): Because<R> {
  return { rule, facts };
}
