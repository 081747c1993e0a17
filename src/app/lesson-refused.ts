import { complain, isParseError } from '../script/index.ts';
import { complaintOf } from '../timeline/index.ts';
import type { Stuck } from '../tutor/index.ts';
import type { Lab } from './lab.svelte.ts';

/** A line of a lesson could not be performed: which, and why. */
export function tellRefused(lab: Lab, { line, why }: Stuck): void {
  const { language } = lab.settings;
  const said = isParseError(why) ? complain(why, language) : complaintOf(why, language);
  lab.notify('tutor.line.refused', { line, why: said }, 'alarm');
}
