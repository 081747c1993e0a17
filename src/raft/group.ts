import { sliceLog } from '../lib/index.ts';
import type { EnsembleConfig, Txn } from '../model/index.ts';
import { changedBy, type Group, type GroupMember, groupOf, isMember } from '../replica/index.ts';
import type { RaftDisk } from './disk.ts';

/*
 * Who belongs to the group, as a member has applied it: each is written down by an entry, those of
 * the beginning by the first ones (raft.Bootstrap). Who joins an existing group knows of nobody
 * before it has these entries, and so does not campaign.
 */

export const NOBODY: Group = groupOf([]);

function founder({ servers, founders }: EnsembleConfig, index: number): GroupMember | undefined {
  if (founders !== 0 && index >= founders) return undefined;
  const server = servers[index];
  return server && { sid: server.sid, voter: server.learnerType === 'PARTICIPANT' };
}

const founded = new WeakMap<EnsembleConfig, Group>();

/** The group at the beginning. */
export function foundersOf(config: EnsembleConfig): Group {
  const known = founded.get(config);
  if (known !== undefined) return known;
  const group = groupOf(config.servers.flatMap((_, i) => founder(config, i) ?? []));
  founded.set(config, group);
  return group;
}

/** The group after an entry; the same where it is about nobody. */
export function groupAfter(group: Group, { zxid, change }: Txn, config: EnsembleConfig): Group {
  if (change.type === 'service' && change.group) return changedBy(group, change.group);
  // Nobody is elected in term 1: its entries are the first ones.
  if (zxid.epoch !== 1 || change.type !== 'empty') return group;
  const one = founder(config, zxid.counter - 1);
  if (one === undefined || isMember(group, one.sid)) return group;
  return groupOf([...group.members, one]);
}

/** As of what is recorded as committed on a disk. */
export function groupOfDisk(disk: RaftDisk, config: EnsembleConfig): Group {
  const snapshot = disk.snapshots.at(-1);
  const { base, log, hard } = disk.platter;
  const from = (snapshot?.zxid ?? base).counter - base.counter;
  let group = snapshot?.group ?? NOBODY;
  for (const txn of sliceLog(log, from, hard.commit - base.counter)) {
    group = groupAfter(group, txn, config);
  }
  return group;
}
