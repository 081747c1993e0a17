import type { Because, Fact } from '../model/index.ts';
import type { RAFT_RULES, RaftRule } from './rules.ts';

type FactsOf<R extends RaftRule> = Readonly<Record<(typeof RAFT_RULES)[R][number], Fact>>;

/** A reason: a rule and the facts that made it apply. */
export function because<R extends RaftRule>(rule: R, facts: FactsOf<R>): Because<R> {
  return { rule, facts };
}
