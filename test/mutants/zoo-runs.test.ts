/**
 * What the page plays of the bug zoo: the stories of test/golden as recordings. `vitest -u` writes
 * them anew when the stories or the simulator change.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import RUNS from '../../src/app/zoo-runs.json';
import { breaksOf } from '../../src/checker/index.ts';
import {
  extendTo,
  isMistake,
  load,
  marksOf,
  type Recording,
  replay,
} from '../../src/timeline/index.ts';
import { VARIANTS, type VariantName, ZAB } from '../../src/zab/index.ts';
import { recordingOf } from '../support/golden.ts';

const NAMES = Object.keys(VARIANTS) as VariantName[];
const folder = join(import.meta.dirname, '../golden');
const storyOf = (name: string): string => readFileSync(join(folder, `zoo-${name}.txt`), 'utf8');

function fallenIn(recording: Recording): readonly string[] {
  const timeline = replay(recording);
  if (isMistake(timeline)) throw new Error(timeline.what.key);
  const done = extendTo(timeline, Math.round((recording.untilMs ?? 0) * 1000));
  return marksOf(done).flatMap((mark) => (mark.type === 'violated' ? [mark.invariant] : []));
}

function runOf(name: VariantName): Recording {
  const read = load(JSON.stringify(RUNS[name]));
  if (isMistake(read)) throw new Error(`${name}: ${read.what.key}`);
  return read;
}

describe('the runs of the bug zoo', () => {
  test('are the stories', async () => {
    const runs = Object.fromEntries(NAMES.map((name) => [name, recordingOf(storyOf(name))]));
    const text = `${JSON.stringify(runs, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../src/app/zoo-runs.json');
  });

  test.each(NAMES)('%s breaks in the page what it is said to break', (name) => {
    const fallen = fallenIn(runOf(name));
    expect(breaksOf(ZAB, name).filter((one) => !fallen.includes(one))).toEqual([]);
    if (breaksOf(ZAB, name).length === 0) expect(fallen).toEqual([]);
  });

  test.each(NAMES)('%s: without the variant nothing is broken', (name) => {
    expect(fallenIn({ ...runOf(name), variants: [] })).toEqual([]);
  });
});
