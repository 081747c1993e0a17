import type { Endpoint } from '../../sim/index.ts';
import type { Subject } from './model.ts';

/** The filter that a person has set: it outlives a look into another tab. */
class EventsMemory {
  end: Endpoint | null = $state(null);
  subject: Subject | null = $state(null);
  pings = $state(false);
}

export const memory = new EventsMemory();
