import { isDeepStrictEqual } from 'node:util';
import { byCodeUnit } from '../../lib/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import type { Expectation, SeenEvent } from './scenarios-format.ts';

/** Key by key, what differs between what was recorded of a step and what came of it here. */
export function compareStep(
  where: string,
  expected: Expectation,
  got: Expectation,
): readonly Discrepancy[] {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
  return keys.sort(byCodeUnit).flatMap((key) => {
    if (key === 'unordered') return [];
    const asOne = key === 'events' && expected.unordered === true;
    const wanted = key === 'events' ? byClient(expected.events, asOne) : plain(expected[key]);
    const had = key === 'events' ? byClient(got.events, asOne) : plain(got[key]);
    if (isDeepStrictEqual(wanted, had)) return [];
    return [{ where: `${where}: ${key}`, expected: said(wanted), got: said(had) }];
  });
}

/** As it would come out of a file. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

const said = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Between clients the order of events means nothing; within one it does, unless said otherwise. */
function byClient(events: unknown, unordered: boolean): unknown {
  if (events === undefined) return undefined;
  const lists = new Map<string, string[]>();
  for (const event of plain(events) as readonly SeenEvent[]) {
    const { to, type, state, path, before } = event;
    const list = lists.get(to) ?? [];
    list.push([type, state, path, ...(before ? ['before'] : [])].join(' '));
    lists.set(to, list);
  }
  if (unordered) for (const list of lists.values()) list.sort(byCodeUnit);
  return Object.fromEntries([...lists].sort(([a], [b]) => byCodeUnit(a, b)));
}
