import { assert } from '../lib/index.ts';
import { isMistake, type Opening, openingOf } from '../timeline/index.ts';

/** What the page opens with. */
export const FIRST_SCENARIO = 'hospital';
export const FIRST_SEED = 1;

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
