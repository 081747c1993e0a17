/** The run as text, page by page: every event of any run can be come to, both ways. */
import { describe, expect, test } from 'vitest';
import { endOf, eventsBetween } from '../../../src/timeline/index.ts';
import { MOST_ROWS, passes } from '../../../src/views/events/model.ts';
import { endOfPageAfter, pageBefore } from '../../../src/views/events/pages.ts';
import { STORY } from './space-time-run.ts';

const end = endOf(STORY);
const all = eventsBetween(STORY, 0, end, Infinity);
const FILTERS = [
  { end: null, subject: null, pings: true },
  { end: null, subject: null, pings: false },
  { end: 3, subject: 'roles', pings: false },
  { end: 'radiology', subject: 'faults', pings: false },
] as const;

describe.each(FILTERS)('with %o', (filter) => {
  const wanted = all.filter((one) => passes(one, filter));

  test('pages back from the end have every event that passes, once', () => {
    const found: number[] = [];
    for (let until: number | null = end; until !== null; ) {
      const page = pageBefore(STORY, until, filter);
      expect(page.events.length).toBeLessThanOrEqual(MOST_ROWS);
      found.unshift(...page.events.map(({ n }) => n));
      if (page.earlier !== null) expect(page.earlier).toBeLessThan(until);
      until = page.earlier;
    }
    expect(found).toEqual(wanted.map(({ n }) => n));
  });

  test('pages forward from any time leave none out', () => {
    const from = 4_000_000;
    const found: number[] = [];
    for (let after = from; after < end; ) {
      const until = endOfPageAfter(STORY, after, end, filter);
      expect(until).toBeGreaterThan(after);
      const page = pageBefore(STORY, until, filter);
      found.push(...page.events.filter(({ at }) => at > after).map(({ n }) => n));
      after = until;
    }
    const later = wanted.filter(({ at }) => at > from).map(({ n }) => n);
    expect(found).toEqual(later);
  });
});
