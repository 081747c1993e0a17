import type { Because, Fact } from '../model/index.ts';

/** A reason: a rule of the catalogue and the facts that made it apply. */
export function because(rule: string, facts: Readonly<Record<string, Fact>> = {}): Because {
  return { rule, facts };
}
