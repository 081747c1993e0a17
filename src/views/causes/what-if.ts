import {
  type Alterable,
  alterableAt,
  type TimedEvent,
  type Timeline,
} from '../../timeline/index.ts';

/** What can be otherwise, and whether it is called by its name where it is offered. */
export interface Offered {
  readonly what: Alterable;
  readonly named: boolean;
}

/** What is offered under an event itself; null: nothing about it can be otherwise. */
export function offeredAt(
  timeline: Timeline,
  { n, at }: Pick<TimedEvent, 'n' | 'at'>,
): Offered | null {
  const what = alterableAt(timeline, n, at);
  return what && { what, named: what.command !== null || what.n !== n };
}
