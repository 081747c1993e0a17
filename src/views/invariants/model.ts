import { invariantsOf } from '../../checker/index.ts';
import type { EventOf, World } from '../../sim/index.ts';
import type { Moment, TimedEvent, Violation } from '../props.ts';

export interface InvariantRow {
  readonly name: string;
  /** Where it is stated. */
  readonly source: string;
  /** The event that broke it first; null: nothing did, as far as is known. */
  readonly broken: (TimedEvent & Partial<Violation>) | null;
}

export interface InvariantsModel {
  /** The broken ones first, else in the order in which they are judged. */
  readonly rows: readonly InvariantRow[];
  readonly broken: number;
  /** Whether the whole branch up to now is known, and not only its latest events. */
  readonly complete: boolean;
}

function violationOf({ event }: TimedEvent): EventOf<'violated'> | null {
  return event.type === 'violated' ? event : null;
}

/** Every invariant, and what broke it first. */
export function invariantsModel(
  moment: Pick<Moment, 'events' | 'violations'> & { readonly world: Pick<World, 'protocol'> },
): InvariantsModel {
  const first = new Map<string, TimedEvent & Partial<Violation>>();
  const all: readonly (TimedEvent & Partial<Violation>)[] = moment.violations ?? moment.events;
  for (const timed of all) {
    const violation = violationOf(timed);
    if (violation !== null && !first.has(violation.invariant)) {
      first.set(violation.invariant, timed);
    }
  }
  const rows = invariantsOf(moment.world.protocol).map(({ name, source }) => {
    return { name, source, broken: first.get(name) ?? null };
  });
  const broken = rows.filter((row) => row.broken !== null);
  return {
    rows: [...broken, ...rows.filter((row) => row.broken === null)],
    broken: broken.length,
    complete: moment.violations !== undefined,
  };
}
