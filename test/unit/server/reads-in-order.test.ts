/**
 * A leader with a slow disk commits several transactions at one fsync. A read that stands between
 * two of a client's writes is answered as of the first: it may not see what comes after it.
 */
import { expect, test } from 'vitest';
import { compareZxid, type Zxid } from '../../../src/model/index.ts';
import { follow, isMistake, replay } from '../../../src/timeline/index.ts';

test('a client’s answers never go back, though many transactions are applied at once', () => {
  const timeline = replay({
    version: 1,
    scenario: 'hospital',
    seed: 37,
    commands: [
      '@16458.912 disk 2 800',
      '@16824.939 load 2 clients 4 per second',
      '@21287.87 crash 3',
    ],
  });
  if (isMistake(timeline)) throw new Error(timeline.what.key);
  const seen = new Map<string, Zxid>();
  let together = 0;
  follow(timeline, 60_000_000, ({ turn }) => {
    const applied = turn.events.filter((event) => event.type === 'applied' && event.server === 2);
    together = Math.max(together, applied.length);
    for (const event of turn.events) {
      if (event.type !== 'replied' || event.result === 'CONNECTIONLOSS') continue;
      const before = seen.get(event.client);
      if (before) expect(compareZxid(event.zxid, before)).toBeGreaterThanOrEqual(0);
      seen.set(event.client, event.zxid);
    }
    return true;
  });
  expect(together).toBeGreaterThan(1);
  expect(seen.size).toBe(3);
});
