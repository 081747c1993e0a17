import type { ClientName } from '../../model/index.ts';
import type { Complaint } from '../props.ts';

/** What a person was about to type: it outlives a look into another tab. */
class ConsoleMemory {
  /** The client that was chosen; null: none yet. */
  wanted: ClientName | null = $state(null);
  draft = $state('');
  problem: Complaint = $state(null);
  /** Lines that were run, the latest last. */
  typed: readonly string[] = $state.raw([]);
}

export const memory = new ConsoleMemory();
