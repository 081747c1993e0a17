import { describe, expect, test } from 'vitest';
import { printRun, readRun, type ShownRun } from '../../../src/app/saved-run.ts';
import { ENGINE, newRun, startWith } from '../../../src/app/startup.ts';
import { parseScriptLine } from '../../../src/script/index.ts';
import {
  act,
  addBookmark,
  branchOf,
  extendTo,
  isMistake,
  switchTo,
  worldAt,
} from '../../../src/timeline/index.ts';

function place(): ShownRun {
  const fresh = newRun('default', 'en');
  if (typeof fresh === 'string') throw new Error(fresh);
  return fresh;
}

function say({ timeline }: ShownRun, at: number, line: string): ShownRun {
  const read = parseScriptLine(line);
  if (read.type !== 'command') throw new Error(line);
  const done = act(timeline, at, read.command);
  if (isMistake(done)) throw new Error(line);
  return { timeline: done, at };
}

describe('a run that was kept', () => {
  test('comes back with its branches, bookmarks and playhead', () => {
    let run = say(place(), 5_000_000, 'crash 3');
    run = { ...run, timeline: extendTo(run.timeline, 9_000_000) };
    run = say(run, 2_000_000, 'crash 1');
    const marked = addBookmark(run.timeline, 1_000_000, 'here');
    if (isMistake(marked)) throw new Error('shown');
    const back = readRun(ENGINE, printRun({ timeline: marked, at: 2_500_000 }));
    if (back === null) throw new Error('it can be read');
    expect(back.at).toBe(2_500_000);
    expect(back.timeline.branches).toHaveLength(2);
    expect(branchOf(back.timeline).parent).toEqual({ branch: 1, at: 2_000_000 });
    expect(branchOf(back.timeline).bookmarks).toEqual([{ at: 1_000_000, name: 'here' }]);
    for (const id of [1, 2]) {
      const was = worldAt(extendTo(switchTo(marked, id), 6_000_000), 6_000_000);
      const is = worldAt(extendTo(switchTo(back.timeline, id), 6_000_000), 6_000_000);
      expect(is.hosts.map((host) => host.status)).toEqual(was.hosts.map((host) => host.status));
      expect(is.turn).toBe(was.turn);
    }
    const next = say(back, 2_500_000, 'crash 2');
    expect(new Set(next.timeline.branches.map((branch) => branch.id)).size).toBe(
      next.timeline.branches.length,
    );
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['another shape', '{"version":1}'],
    ['another version', '{"version":7,"current":1,"at":0,"branches":[]}'],
    ['a current branch that is not there', printRun(place()).replace('"current":1', '"current":4')],
    ['a line that cannot be read', printRun(say(place(), 9, 'crash 3')).replace('crash', 'crush')],
    ['a time that is none', printRun(place()).replace('"at":0', '"at":-1')],
  ])('%s is refused, and a new run begins', (_, text) => {
    expect(readRun(ENGINE, text)).toBeNull();
    expect(startWith(text)).toMatchObject({ restored: false, unreadable: true });
  });

  test('nothing stored is nothing unreadable', () => {
    expect(startWith(null)).toMatchObject({ restored: false, unreadable: false });
  });
});
