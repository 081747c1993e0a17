import { min, pop } from './agenda.ts';
import { deliverDue } from './deliver.ts';
import { Draft } from './draft.ts';
import type { Turn } from './turn.ts';
import type { World } from './world.ts';

/**
 * The next due thing happens; null when nothing is due any more. What is out of date (a disarmed
 * timer, an answer to a process that has ended) is passed over within the same turn.
 */
export function advance(world: World, record = true): Turn | null {
  let current = world;
  for (;;) {
    const entry = min(current.agenda);
    if (entry === null) return null;
    const d = new Draft(current, entry.at, record);
    d.agenda = pop(current.agenda);
    const happened = deliverDue(d, entry.item);
    if (happened || d.events.length > 0) return d.turn(entry.item);
    current = d.finish();
  }
}
