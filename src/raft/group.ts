import { sliceLog } from '../lib/index.ts';
import type { EnsembleConfig, ServerId, Txn } from '../model/index.ts';
import {
  changedBy,
  type Group,
  type GroupMember,
  groupOf,
  isMember,
  memberOf,
} from '../replica/index.ts';
import { lastIndex, type RaftDisk } from './disk.ts';
import { draftDisk } from './drafts.ts';
import type { RaftPeer } from './peer.ts';

/*
 * Who belongs to the group, as a member has applied it: each is written down by an entry, those of
 * the beginning by the first ones (raft.Bootstrap). Who joins an existing group knows of nobody
 * before it has these entries, and so does not campaign.
 */

export const NOBODY: Group = groupOf([]);

function founder({ servers, founders }: EnsembleConfig, index: number): GroupMember | undefined {
  if (founders !== 0 && index >= founders) return undefined;
  const server = servers[index];
  if (server === undefined) return undefined;
  return { sid: server.sid, id: index + 1, voter: server.learnerType === 'PARTICIPANT' };
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
  if (change.type === 'service' && change.group)
    return changedBy(group, change.group, zxid.counter);
  // Nobody is elected in term 1: its entries are the first ones.
  if (zxid.epoch !== 1 || change.type !== 'empty') return group;
  const one = founder(config, zxid.counter - 1);
  if (one === undefined || isMember(group, one.sid)) return group;
  return groupOf([...group.members, one]);
}

/** A member as it stands in a group; undefined: nobody has its number there, or another member. */
export function standingIn(group: Group, { sid, disk }: Pick<RaftPeer, 'sid' | 'disk'>) {
  const member = memberOf(group, sid);
  return member?.id === disk.id ? member : undefined;
}

/**
 * A disk as its process starts. A founder knows its id by its configuration; who joins asks for it,
 * and who else belongs to the group, the member that has applied most of those that it reaches
 * (etcdserver.GetClusterFromRemotePeers), and has no id where none of them knows of it. Who lags so
 * far behind that it means one who had the number before is no help: its members are not those that
 * the operator has named (ValidateClusterAndAssignIDs). `disks`: all there are, which tell those.
 */
export function introduced(
  disk: RaftDisk,
  sid: ServerId,
  config: EnsembleConfig,
  reached: readonly RaftPeer[],
  disks: readonly RaftDisk[],
): RaftDisk {
  if (disk.id !== null) return disk;
  const draft = draftDisk(disk);
  const founder = memberOf(foundersOf(config), sid);
  if (founder !== undefined && !disk.wiped) {
    draft.id = founder.id;
    return draft;
  }
  if (lastIndex(disk) > 0) return disk;
  const newest = disks.map((one) => memberOf(groupOn(one, config, lastIndex(one.platter)), sid));
  const id = Math.max(0, ...newest.map((member) => member?.id ?? 0));
  const applied = ({ memory }: RaftPeer): number => memory.lastProcessed.counter;
  const [best] = reached
    .filter((one) => memberOf(one.group, sid)?.id === id)
    .sort((a, b) => applied(b) - applied(a));
  if (best === undefined) return disk;
  draft.told = best.group;
  draft.id = id;
  return draft;
}

/** As of what is recorded as committed on a disk. */
export function groupOfDisk(disk: RaftDisk, config: EnsembleConfig): Group {
  return groupOn(disk, config, disk.platter.hard.commit);
}

/** As of an index. */
function groupOn({ snapshots, platter }: RaftDisk, config: EnsembleConfig, index: number): Group {
  const snapshot = snapshots.at(-1);
  const { base, log } = platter;
  const from = (snapshot?.zxid ?? base).counter - base.counter;
  let group = snapshot?.group ?? NOBODY;
  for (const txn of sliceLog(log, from, index - base.counter)) {
    group = groupAfter(group, txn, config);
  }
  return group;
}
