import { describe, expect, it } from 'vitest';
import {
  append,
  type ChunkedLog,
  emptyLog,
  itemAt,
  sliceLog,
  takeLog,
} from '../../../src/lib/index.ts';

interface Thing {
  readonly n: number;
}
const things = (from: number, to: number): Thing[] =>
  Array.from({ length: to - from }, (_, i) => ({ n: from + i }));
const numbers = (log: ChunkedLog<Thing>): number[] => sliceLog(log, 0).map(({ n }) => n);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

function appendAll(log: ChunkedLog<Thing>, items: readonly Thing[]): ChunkedLog<Thing> {
  let next = log;
  for (const item of items) next = append(next, item);
  return next;
}

describe('a chunked log', () => {
  it.each([1, 370, 371, 372, 742, 743, 1500])('holds %i items in order', (count) => {
    const log = appendAll(emptyLog(), things(0, count));
    expect(numbers(log)).toEqual(upTo(count));
    expect(itemAt(log, count)).toBeUndefined();
  });

  it('two that are given the same items stand in the same chunks, step by step', () => {
    let [one, other] = [emptyLog<Thing>(), emptyLog<Thing>()];
    for (const item of things(0, 1500)) {
      one = append(one, item);
      other = append(other, item);
      expect(other.tail).toBe(one.tail);
    }
    expect(other.spine).toBe(one.spine);
    expect(numbers(other)).toEqual(upTo(1500));
  });

  it('the later one may be some items behind', () => {
    const items = things(0, 1500);
    let [one, other] = [emptyLog<Thing>(), emptyLog<Thing>()];
    items.forEach((item, i) => {
      one = append(one, item);
      const late = items[i - 10];
      if (late) other = append(other, late);
    });
    expect(other.spine).toBe(one.spine);
    expect(other.tail).toBe(one.tail);
    expect(numbers(other)).toEqual(upTo(1490));
  });

  it.each([1, 200, 370, 371, 372, 742])('goes on otherwise from its first %i items', (count) => {
    const log = appendAll(emptyLog(), things(0, 1000));
    const older = appendAll(emptyLog(), sliceLog(log, 0, count));
    const branched = appendAll(older, things(5000, 5800));
    expect(numbers(log)).toEqual(upTo(1000));
    expect(numbers(branched)).toEqual([...upTo(count), ...things(5000, 5800).map(({ n }) => n)]);
    const again = appendAll(older, things(5000, 5800));
    expect(numbers(again)).toEqual(numbers(branched));
    expect(numbers(takeLog(branched, count))).toEqual(upTo(count));
  });

  it('two that part in the same way from the same place share that, too', () => {
    const log = appendAll(emptyLog(), things(0, 100));
    appendAll(log, things(100, 200));
    const others = things(7000, 7400);
    const one = appendAll(log, others);
    const other = appendAll(log, others);
    expect(other.tail).toBe(one.tail);
    expect(other.spine).toBe(one.spine);
  });
});
