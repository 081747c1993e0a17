/**
 * A session moves to the leader while a write of it, sent through a follower, is proposed and not
 * committed. In the leader's CommitProcessor all of one session wait in one line, whichever
 * connection they came by: what is read on the new connection is read behind that write.
 */
import { expect, test } from 'vitest';
import { cluster } from '../../support/cluster.ts';

test('who has moved to the leader reads its own write that is still under way', () => {
  const c = cluster().up().do('client a connect 2 3 timeout 8000').run(500);
  c.do('disk 1 2000', 'disk 2 2000', 'disk 3 2000', 'a: create /x 1').run(20).forgetEvents();
  c.do('client a disconnect').run(1200).do('a: ls /', 'a: set /zookeeper 1', 'a: ls /').run(12_000);
  const replies = c.of('replied').map((event) => `${event.op.type} ${event.zxid.counter}`);
  expect(replies).toEqual(['create 0', 'getChildren 2', 'setData 3', 'getChildren 3']);
});
