import type { Micros } from '../../model/index.ts';
import type { Command, SimEvent } from '../../sim/index.ts';
import { causesIn, chainOf, type How, pastBetween, type Timeline } from '../../timeline/index.ts';

/** One step of the way back from an event to what began it all. */
export interface Reason {
  readonly n: number;
  readonly at: Micros;
  readonly event: SimEvent;
  /** How it follows from the step after it in the chain. */
  readonly how: How;
  /** What a person did, at the end of the chain. */
  readonly command: Command | null;
}

const FIRST_LOOK = 1500;
const LAST_LOOK = 200_000;

/**
 * From an event back to the command that began it all, the event itself first. It is looked for
 * further and further back; a chain that does not end with a command goes back further than that.
 */
export function chainBack(timeline: Timeline, n: number, at: Micros): readonly Reason[] {
  for (let limit = FIRST_LOOK; ; limit *= 6) {
    const turns = pastBetween(timeline, 0, at, limit);
    const causes = causesIn(turns);
    const chain = chainOf(causes, n);
    const root = causes.get(chain.at(-1) as number);
    const isWhole = turns[0] === undefined || turns[0].n === 0;
    if (root?.how !== 'command' && !isWhole && limit < LAST_LOOK) continue;
    const wanted = new Set(chain);
    const steps: Reason[] = [];
    for (let i = turns.length - 1; i >= 0; i--) {
      const turn = turns[i];
      if (turn === undefined) continue;
      for (let k = turn.events.length - 1; k >= 0; k--) {
        const number = turn.n + k;
        const cause = causes.get(number);
        if (!wanted.has(number) || cause === undefined) continue;
        const event = turn.events[k] as SimEvent;
        steps.push({ n: number, at: turn.at, event, how: cause.how, command: cause.command });
      }
    }
    return steps;
  }
}
