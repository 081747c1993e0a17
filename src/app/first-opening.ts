import { assert } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import { isMistake, type Opening, openingOf } from '../timeline/index.ts';

/** What the page opens with: an ensemble that serves already, at `FIRST_AT` of its run. */
export const FIRST_SCENARIO = 'scanner';
export const FIRST_SEED = 1;
/** Who has the lock just sends that it gives it back: nobody waits for a message. */
export const FIRST_AT: Micros = 5_050_000;
/** By then the lock has changed hands; time stops there, and what one could do is shown. */
export const FIRST_STOP: Micros = 5_700_000;

/**
 * The first scenario, ready to run. The build puts the value here instead of what makes it
 * (vite.config.ts), so that something moves before the parsers of script and zoo.cfg are there.
 */
export const FIRST_OPENING: Opening = opened();

function opened(): Opening {
  const opening = openingOf(FIRST_SCENARIO);
  assert(!isMistake(opening), 'the first scenario opens');
  return opening;
}
