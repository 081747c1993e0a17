import { parseScriptLine } from '../../../src/script/index.ts';
import {
  act,
  begin,
  endOf,
  extendTo,
  isMistake,
  openingOf,
  pastBetween,
  type Timeline,
} from '../../../src/timeline/index.ts';
import type { SpaceTime } from '../../../src/views/space-time/model.ts';
import { sceneOf } from '../../../src/views/space-time/scene.ts';

const LOCK = '/medical/resources/equipment/MRI/lock';

/** Lines at seconds of a hospital's run, up to a second. */
export function runOf(
  until: number,
  lines: readonly (readonly [at: number, line: string])[],
): Timeline {
  const opening = openingOf('hospital');
  if (isMistake(opening)) throw new Error('the hospital opens');
  let run = begin(opening, 1);
  for (const [at, line] of lines) {
    const read = parseScriptLine(line);
    if (read.type !== 'command') throw new Error(line);
    const done = act(run, at * 1e6, read.command);
    if (isMistake(done)) throw new Error(line);
    run = done;
  }
  return extendTo(run, until * 1e6);
}

/** A lock that changes hands, messages held and lost, a leader that dies and comes back. */
export const STORY = runOf(16, [
  [5, `radiology recipe lock ${LOCK}`],
  [5.4, `emergency recipe lock ${LOCK}`],
  [6, 'hold PROPOSAL 3 -> 1'],
  [6.1, 'radiology: create /held x'],
  [6.2, 'release PROPOSAL 3 -> 1'],
  [6.5, 'hold PROPOSAL 3 -> 1'],
  [6.6, 'radiology: create /lost x'],
  [7, 'crash 3'],
  [11, 'start 3'],
  [13, 'radiology recipe release'],
  [15.8, 'hold PROPOSAL 2 -> 1'],
  [15.9, 'emergency: create /waits x'],
]);

/** What is drawn of a run. */
export function drawnOf(run: Timeline, pings = false, limit = Infinity): SpaceTime {
  return sceneOf(run, pastBetween(run, 0, endOf(run), limit), pings).model;
}
