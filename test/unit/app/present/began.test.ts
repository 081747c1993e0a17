import { expect, test } from 'vitest';
import { beganBefore, dayOf, lengthText } from '../../../../src/app/present/began.ts';

const HOUR = 3_600_000;

test.each([
  ['nothing was kept', null, 9, false],
  ['no time', '{"began": "nine"}', 9, false],
  [
    'a window that is opened again',
    JSON.stringify({ began: 8 * HOUR, seen: 8.9 * HOUR }),
    8,
    false,
  ],
  ['after lunch', JSON.stringify({ began: 6 * HOUR, seen: 7.5 * HOUR }), 6, false],
  ['another day', JSON.stringify({ began: 0, seen: 2 * HOUR }), 0, true],
  ['a clock that was put back', JSON.stringify({ began: 10 * HOUR, seen: 11 * HOUR }), 9, false],
])('when a session began: %s', (_, kept, hours, isApart) => {
  expect(beganBefore(kept, 9 * HOUR)).toEqual({ began: hours * HOUR, isApart });
});

test('a day has two digits for month and day', () => {
  expect(dayOf(new Date(2026, 2, 5, 23, 59).getTime())).toBe('2026-03-05');
});

test('from an hour on, a length has hours', () => {
  const lengths = [-5, 4 * 60_000 + 5999, HOUR - 1, HOUR + 4 * 60_000 + 5000, 24 * HOUR];
  expect(lengths.map(lengthText)).toEqual(['0:00', '4:05', '59:59', '1:04:05', '24:00:00']);
});
