import { invariantsOf } from '../checker/index.ts';
import type { JudgedRun } from './both/judged.ts';
import type { Lab } from './lab.svelte.ts';

/** What was judged of the lab's run by now, where it has one side. */
export function judgedIn(lab: Lab): JudgedRun {
  const first = lab.violations[0]?.event;
  return {
    checked: invariantsOf(lab.world.protocol).length,
    broken: first?.type === 'violated' ? first.invariant : null,
    count: lab.violations.length,
  };
}
