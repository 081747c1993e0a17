import type { Key } from '../i18n/index.ts';
import type { Violation } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';

/** A breach in words: its invariant's name, and what that promises. */
export function breachText({ rest, settings, t }: Lab, { event }: Violation): string {
  const told = rest?.describe(event, settings.language).text ?? '';
  const name = event.type === 'violated' ? event.invariant : '';
  return `${told} ${t(`invariants.${name}` as Key)}`;
}
