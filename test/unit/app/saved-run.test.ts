import { describe, expect, test } from 'vitest';
import {
  printFile,
  printRun,
  printShared,
  readRun,
  type ShownRun,
} from '../../../src/app/saved-run.ts';
import { ENGINE, newRun, runOf, runOfText, startWith } from '../../../src/app/startup.ts';
import { parseScriptLine } from '../../../src/script/index.ts';
import {
  act,
  addBookmark,
  branchOf,
  extendTo,
  isMistake,
  load,
  MAX_RECORDING_BYTES,
  renameBranch,
  save,
  seenAt,
  switchTo,
  toJson,
  variantNames,
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

describe('a run as a file', () => {
  /** Two branches, the second named, a bookmark, a faulty variant, the playhead in between. */
  function worked(): ShownRun {
    const { timeline } = say(place(), 5_000_000, 'crash 3');
    const faulty = runOf({ ...save(timeline), variants: ['neverTrunc'] }, 'en');
    if (typeof faulty === 'string') throw new Error(faulty);
    let run = { ...faulty, timeline: extendTo(faulty.timeline, 9_000_000) };
    run = say(run, 2_000_000, 'crash 1');
    const named = renameBranch(run.timeline, run.timeline.current, 'without 1');
    const marked = addBookmark(named, 1_000_000, 'here');
    if (isMistake(marked)) throw new Error('it is marked');
    return { timeline: marked, at: 2_500_000 };
  }

  test('opens with all of it, and saved again it is the same file', () => {
    const file = printFile(worked());
    const opened = runOfText(file, 'en');
    if (typeof opened === 'string') throw new Error(opened);
    const { timeline, at } = opened;
    expect(at).toBe(2_500_000);
    expect(timeline.branches.map(({ name }) => name)).toEqual(['', 'without 1']);
    expect(branchOf(timeline).bookmarks).toEqual([{ at: 1_000_000, name: 'here' }]);
    expect(branchOf(timeline).parent).toEqual({ branch: 1, at: 2_000_000 });
    expect(variantNames(timeline.protocol, timeline.variants)).toEqual(['neverTrunc']);
    const first = extendTo(switchTo(timeline, 1), 6_000_000);
    expect(worldAt(first, 6_000_000).hosts.map((host) => host.status)).toEqual([
      'up',
      'up',
      'down',
    ]);
    expect(JSON.parse(printFile(opened))).toMatchObject({
      ...JSON.parse(file),
      kept: { branches: [{ name: '' }, { name: 'without 1' }] },
    });
  });

  test('is a recording to whoever knows no more', () => {
    const recording = load(printFile(worked()));
    if (isMistake(recording)) throw new Error('it is one');
    const { timeline } = worked();
    const seen = seenAt(extendTo(timeline, 2_500_000), 2_500_000);
    expect(recording).toEqual({ ...save(timeline, 2_500_000), seen });
  });

  test('says when it led to other events where it was made', () => {
    const opened = (file: object) => runOfText(JSON.stringify(file), 'en');
    const file = JSON.parse(printFile(worked()));
    expect(opened(file)).toMatchObject({ strayed: false });
    expect(opened({ ...file, kept: undefined })).toMatchObject({ strayed: false });
    expect(opened({ ...file, seen: '12-00000000' })).toMatchObject({
      strayed: true,
      at: 2_500_000,
    });
    expect(opened({ ...file, seen: 'nonsense' })).toMatch(/seen/);
  });

  test('is as short in a link as can be, with all branches or one, by somebody or nobody', () => {
    const one = JSON.parse(printShared(worked(), false, null));
    expect(one).not.toHaveProperty('kept');
    expect(one).not.toHaveProperty('by');
    const all = JSON.parse(printShared(worked(), true, 'Ann'));
    expect(all).toMatchObject({
      ...one,
      by: 'Ann',
      kept: { branches: [{}, { name: 'without 1' }] },
    });
  });

  test('of an older page opens at its end', () => {
    const { timeline } = say(place(), 5_000_000, 'crash 3');
    const opened = runOfText(toJson(save(timeline, 7_000_000)), 'en');
    expect(opened).toMatchObject({ at: 7_000_000 });
  });

  test('opens as a recording when what is kept beside it is nonsense', () => {
    const file = { ...JSON.parse(printFile(worked())), kept: { version: 9 } };
    const opened = runOfText(JSON.stringify(file), 'en');
    expect(opened).toMatchObject({ at: 2_500_000, timeline: { current: 1 } });
  });

  test('is never larger than a recording may be', () => {
    let run = place();
    const line = `client long-name-of-a-department connect 1 2 3 timeout 8000`;
    for (let i = 0; i < 900; i++) run = say(run, 1_000_000 + i, i % 2 ? 'disk 1 7' : line);
    for (let i = 0; i < 30; i++) {
      run = say({ ...run, timeline: switchTo(run.timeline, 1) }, 1_000_880 - i, 'crash 1');
    }
    const file = printFile(run);
    expect(new TextEncoder().encode(file).length).toBeLessThanOrEqual(MAX_RECORDING_BYTES);
    expect(isMistake(load(file))).toBe(false);
  });
});
