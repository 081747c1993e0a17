import { expect, test } from 'vitest';
import { dateAt, dateText } from '../../../src/lib/index.ts';

test('dates are those of UTC, before 1970 and across leap years', () => {
  const moments = [0, -1, 951_782_400_000, 951_868_799_999, 1_796_009_378_000, 4_107_542_400_000];
  for (let i = 0; i < 2000; i++) moments.push(Math.floor((i - 1000) * 61_234_567_890.5));
  for (const ms of moments) {
    const date = new Date(ms);
    const { year, weekday } = dateAt(ms);
    expect([year, weekday], String(ms)).toEqual([date.getUTCFullYear(), date.getUTCDay()]);
    if (year < 0) continue;
    expect(dateText(ms)).toBe(date.toISOString().slice(0, 19).replace('T', ' '));
  }
});
