/** A leader puts into one MsgApp what fits, and always one entry (etcdserver.maxSizePerMsg). */
import { expect, test } from 'vitest';
import { type EtcdMember, revisionOf, storeOf } from '../../../src/etcd/index.ts';
import type { Txn } from '../../../src/model/index.ts';
import type { Turn } from '../../../src/sim/index.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';

/** Lists how many entries each MsgApp to one member carries. */
class Counted extends EtcdConsole {
  readonly sizes: number[] = [];
  to = 0;

  protected override follow(turn: Turn): void {
    super.follow(turn);
    for (const event of turn.events) {
      if (event.type !== 'messageDelivered' || event.to !== this.to) continue;
      if (event.message.type !== 'MsgApp') continue;
      // A cast: the field that Raft's MsgApp has.
      const { entries } = event.message as unknown as { readonly entries: readonly Txn[] };
      if (entries.length > 0) this.sizes.push(entries.length);
    }
  }
}

/** What a member is sent that was down while values of these lengths were put. */
function sentAfter(lengths: readonly number[]): readonly number[] {
  const cluster = new Counted();
  const [late = 0] = cluster.followers;
  cluster.do(`client a connect ${cluster.leader}`, `crash ${late}`).run(300);
  for (const [i, length] of lengths.entries()) {
    cluster.do(`a: put k${i} ${'x'.repeat(length)}`).run(300);
  }
  cluster.to = late;
  // Its own publish comes behind them: meanwhile, where they take more than one message.
  cluster.do(`start ${late}`).run(3000);
  const host = cluster.world.hosts.find(({ sid }) => sid === late);
  // A cast: every machine of this world runs etcd's service.
  const store = storeOf(host?.server as EtcdMember);
  expect(revisionOf(store)).toBe(1 + lengths.length);
  return cluster.sizes;
}

test('short entries come together', () => {
  expect(sentAfter([10, 10, 10, 10, 10])[0]).toBe(5);
});

test('long ones as far as they fit 1 MiB', () => {
  expect(sentAfter([400_000, 400_000, 400_000, 400_000, 10]).slice(0, 2)).toEqual([2, 4]);
});

test('one that is longer than that comes alone', () => {
  expect(sentAfter([10, 1_300_000, 10, 10]).slice(0, 3)).toEqual([1, 1, 3]);
});
