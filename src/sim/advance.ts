import type { Micros } from '../model/index.ts';
import { min } from './agenda.ts';
import { deliverDue } from './deliver.ts';
import { WorldDraft } from './draft.ts';
import type { Turn } from './turn.ts';
import type { World } from './world.ts';

/**
 * The next due thing happens; null when nothing is due any more, or nothing at or before `until`.
 * What is out of date (a disarmed timer, an answer to a process that has ended) is passed over
 * within the same turn: so when the next turn comes is known only by taking it, and who may not go
 * beyond a time says so with `until`.
 */
export function advance(world: World, record = true, until: Micros = Infinity): Turn | null {
  let current = world;
  for (;;) {
    const entry = min(current.agenda);
    if (entry === null || entry.at > until) return null;
    // The clock may have been moved over what is out of date: it never goes back.
    const d = new WorldDraft(current, Math.max(entry.at, current.now), record);
    d.popAgenda();
    const happened = deliverDue(d, entry.item);
    if (happened || d.events.length > 0) return d.turn(entry.item);
    current = d.finish();
  }
}
