import type { Discrepancy } from './elections-compare.ts';
import type { EtcdElection, EtcdOutcome } from './etcd-format.ts';

/** How far the highest term may lie from what was recorded: how many campaigns fail is chance. */
const TERMS_APART = 3;

/**
 * Compares phase by phase with all recorded runs. Who wins is chance, so it has to be as in some
 * run: the leader, who is in one term with whom and who ahead of whom, and about how many terms it
 * took.
 */
export function compareEtcd(
  { outcomesOfAllRuns }: EtcdElection,
  observed: readonly EtcdOutcome[],
): readonly Discrepancy[] {
  const phases = outcomesOfAllRuns[0]?.length ?? 0;
  const found: Discrepancy[] = [];
  for (let i = 0; i < phases; i++) {
    const where = `phase ${i + 1}`;
    const got = observed[i];
    if (got === undefined) return [...found, { where, expected: 'this phase', got: 'nothing' }];
    const runs = outcomesOfAllRuns.flatMap((run) => run[i] ?? []);
    if (runs.some((run) => isAlike(run, got))) continue;
    found.push({ where, expected: [...new Set(runs.map(said))].join(' or '), got: said(got) });
  }
  return found;
}

function isAlike(run: EtcdOutcome, got: EtcdOutcome): boolean {
  if (run.leader !== got.leader) return false;
  const names = Object.keys(run.terms).filter((name) => got.terms[name] !== undefined);
  const a = names.map((name) => run.terms[name] ?? 0);
  const b = names.map((name) => got.terms[name] ?? 0);
  if (Math.abs(Math.max(...a) - Math.max(...b)) > TERMS_APART) return false;
  return names.every((_, i) =>
    names.every((__, j) => {
      const before = Math.sign((a[i] ?? 0) - (a[j] ?? 0));
      return before === Math.sign((b[i] ?? 0) - (b[j] ?? 0));
    }),
  );
}

function said({ leader, terms }: EtcdOutcome): string {
  const each = Object.entries(terms).map(([name, term]) => `${name} ${term}`);
  return `${leader ?? 'nobody'} leads (${each.join(', ')})`;
}
