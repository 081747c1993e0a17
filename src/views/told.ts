import { type Description, describe } from '../script/index.ts';
import type { SimEvent } from '../sim/index.ts';
import type { Language, Moment } from './props.ts';

/** An event in words; the rule behind it is kept back while a lesson is still asking for it. */
export function told(
  { quiet }: Pick<Moment, 'quiet'>,
  event: SimEvent,
  language: Language,
): Description {
  const said = describe(event, language);
  return quiet ? { text: said.text, why: null } : said;
}
