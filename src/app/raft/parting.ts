import type { Micros } from '../../model/index.ts';
import { type Pair, SIDES, saidUntil } from '../../pair/index.ts';
import type { SimEvent } from '../../sim/index.ts';
import { eventsBetween, type TimedEvent } from '../../timeline/index.ts';

/** Up to here both were given the same, and what each did first that the other did not. */
export interface PairParting {
  readonly at: Micros;
  readonly left: TimedEvent | null;
  readonly right: TimedEvent | null;
}

/** What is looked at: what a person would tell of it. */
const TOLD: ReadonlySet<SimEvent['type']> = new Set<SimEvent['type']>([
  ...(['stateChanged', 'leaderEstablished', 'serverExited', 'logTruncated'] as const),
  ...(['snapshotInstalled', 'committed', 'replied', 'answered', 'recipeMoved'] as const),
]);

const LOOKED_AT: Micros = 10_000_000;

/** What comes of the last line that was given by then: the first on each side. */
export function partingOf(pair: Pair, now: Micros): PairParting {
  const at = saidUntil(pair, now).at(-1)?.at ?? now;
  const [left, right] = SIDES.map(
    (side) =>
      eventsBetween(pair[side], at + 1, Math.min(now, at + LOOKED_AT), Infinity).find(({ event }) =>
        TOLD.has(event.type),
      ) ?? null,
  );
  return { at, left: left ?? null, right: right ?? null };
}
