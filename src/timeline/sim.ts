import { newLedger, observe } from '../checker/index.ts';
import type { VariantSwitches } from '../replica/index.ts';
import { createWorld } from '../sim/index.ts';
import type { Engine } from './engine.ts';
import type { Mistake } from './mistake.ts';
import { type Recording, replayWith } from './recording.ts';
import { beginWith } from './timeline.ts';
import type { Opening, Timeline } from './types.ts';
import { UNJUDGED } from './unjudged.ts';

/** The simulator's own verbs, and the checker. */
export const SIM: Engine = { ...UNJUDGED, createWorld, judge: { newLedger, observe } };

/** A run at its beginning: nothing is carried out yet, not even the setup. */
export function begin(opening: Opening, seed: number, variants?: VariantSwitches): Timeline {
  return beginWith(SIM, opening, seed, variants);
}

/**
 * The run of a recording at its beginning: its commands are known and are carried out as it is
 * extended. Acting before its last command starts a branch.
 */
export function replay(recording: Recording): Timeline | Mistake {
  return replayWith(SIM, recording);
}
