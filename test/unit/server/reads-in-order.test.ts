/**
 * A leader with a slow disk commits several transactions at one fsync. A read that stands between
 * two of a client's writes is answered as of the first: it may not see what comes after it.
 */
import '../../../src/protocols/all.ts';
import { expect, test } from 'vitest';
import { compareZxid, type Zxid, zxidShort } from '../../../src/model/index.ts';
import { RAFT } from '../../../src/raft/index.ts';
import { follow, isMistake, replay } from '../../../src/timeline/index.ts';
import { cluster } from '../../support/cluster.ts';

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

/** On Raft the word on a sync comes by a way of its own, which the writes behind it overtake. */
test('what stands before a write that is applied first is answered as of before it', () => {
  const run = cluster({ protocol: RAFT, seed: 6 }).up().run(500);
  run.do('client a connect 1 timeout 20000').run(200).do('a: create /x 0').run(100);
  run.do('hold MsgReadIndexResp 3 -> 1', 'a: sync /', 'a: get /x', 'a: set /x 1', 'a: get /x');
  run.run(500);
  const told = run.of('replied');
  expect(told.map(({ op, zxid }) => `${op.type} ${zxidShort(zxid)}`)).toEqual([
    'create 2·6',
    'sync 2·6',
    'getData 2·6',
    'setData 2·7',
    'getData 2·7',
  ]);
});
