import { expect, it } from 'vitest';
import { cluster } from '../../support/cluster.ts';

/** Server 1 learns from server 3, and stands in the fsync that NEWLEADER asks for. */
function savingLearner() {
  const c = cluster({ seed: 4 }).up(2, 3).do('client a connect 3 timeout 8000').run(100);
  c.do('a: create /x 1').run(50).do('disk 1 900', 'start 1');
  while (c.peer(1).learner?.progress !== 'SAVING') c.run(1);
  return c;
}

it('a learner that loses its leader in that fsync adopts the epoch before it leaves', () => {
  const c = savingLearner().do('break 1 3').run(300);
  expect(c.states[1]).toBe('FOLLOWING');
  expect(c.peer(1).disk.currentEpoch).toBe(0);
  c.forgetEvents().run(900);
  const told = c.events.filter((event) => 'server' in event && event.server === 1);
  const types = told.map((event) => event.type);
  expect(types.indexOf('epochAdopted')).toBeGreaterThanOrEqual(0);
  expect(types.indexOf('epochAdopted')).toBeLessThan(types.indexOf('stateChanged'));
  expect(c.peer(1).disk.currentEpoch).toBe(1);
  c.run(6000);
  expect(c.peer(1).memory.lastProcessed).toEqual(c.peer(3).memory.lastProcessed);
});
