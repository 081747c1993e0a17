import type { Micros } from '../../model/index.ts';
import { beatsOf, endOf, type Past, reigns, type Timeline, worldAt } from '../../timeline/index.ts';
import { eventAxis } from '../timeline/axis.ts';
import type { ReignBand } from './layout.ts';
import { placed, type SpaceTime, spaceTime } from './model.ts';

/** What the diagram shows of a run: some of its turns, and all its epochs. */
export interface DiagramScene {
  readonly model: SpaceTime;
  readonly bands: readonly ReignBand[];
}

export function sceneOf(timeline: Timeline, turns: readonly Past[], pings: boolean): DiagramScene {
  const end = Math.max(0, endOf(timeline));
  const axis = eventAxis(beatsOf(timeline), end);
  const start = worldAt(timeline, Math.max(0, (turns[0]?.at ?? 0) - 1));
  const when = (at: Micros) => ({ at, place: axis.placeOf(at) });
  return {
    model: spaceTime(
      start,
      worldAt(timeline, end),
      placed(turns, beatsOf(timeline), axis.placeOf),
      pings,
    ),
    bands: reigns(timeline).map(({ epoch, server, from, to }) => ({
      ...{ epoch, server },
      ...{ from: when(from), to: when(to ?? end) },
    })),
  };
}
