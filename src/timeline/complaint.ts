import { complain, explain, type Language, type Sentence, say } from '../script/index.ts';
import type { Mistake } from './mistake.ts';

/** A mistake as a sentence of a language. */
export function complaintOf(mistaken: Mistake, language: Language): string {
  const { what, inner, because } = mistaken;
  if (because !== null) return told(what, explain(because, language), language);
  return inner === null ? say(what, language) : told(what, complain(inner, language), language);
}

function told(what: Sentence, why: string, language: Language): string {
  return say({ key: what.key, facts: { ...what.facts, what: why } }, language);
}
