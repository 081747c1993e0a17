import type { Endpoint } from '../../sim/index.ts';
import type { Subject } from './model.ts';

/** The filter that a person has set: it outlives a look into another tab. */
class EventsMemory {
  end: Endpoint | null = $state(null);
  subject: Subject | null = $state(null);
  pings = $state(false);
  /** The time with which the page ends that is looked at; null: with the playhead. */
  until: number | null = $state(null);
}

export const memory = new EventsMemory();
