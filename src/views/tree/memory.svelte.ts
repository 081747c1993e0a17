import type { ServerId } from '../../model/index.ts';
import { FOLDED_AT_FIRST } from './model.ts';

/** What a person has unfolded and chosen: it outlives a look into another tab. */
class TreeMemory {
  folded: ReadonlySet<string> = $state.raw(new Set(FOLDED_AT_FIRST));
  selected: string | null = $state(null);
  compareWith: ServerId | null = $state(null);
}

export const memory = new TreeMemory();
