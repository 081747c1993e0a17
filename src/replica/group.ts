import type { GroupChange, ServerId } from '../model/index.ts';

/** A machine as one of a group. */
export interface MemberId {
  readonly sid: ServerId;
  /** The index of the entry that added it: a number that is given again names another member. */
  readonly id: number;
}

/** One who belongs to a group; a learner has no vote. */
export interface GroupMember extends MemberId {
  readonly voter: boolean;
}

/** Who belongs to a group, by number, and those of them who vote; who did and does no more. */
export interface Group {
  readonly members: readonly GroupMember[];
  readonly voters: readonly ServerId[];
  readonly removed: readonly MemberId[];
}

export function groupOf(members: readonly GroupMember[], removed: readonly MemberId[] = []): Group {
  const sorted = [...members].sort((a, b) => a.sid - b.sid);
  const voters = sorted.filter((one) => one.voter).map((one) => one.sid);
  return { members: sorted, voters, removed };
}

export function isMember(group: Group, sid: ServerId): boolean {
  return memberOf(group, sid) !== undefined;
}

export function memberOf({ members }: Group, sid: ServerId): GroupMember | undefined {
  return members.find((one) => one.sid === sid);
}

/** Why a change comes to nothing, though it has its place in the log. */
export type GroupRefusal = 'exists' | 'notFound' | 'tooManyLearners' | 'notLearner';

/** A group has one learner at most (membership.maxLearners). */
const MOST_LEARNERS = 1;

/** RaftCluster.ValidateConfigurationChange; null: it is valid. */
export function refusalOfChange(group: Group, { act, sid }: GroupChange): GroupRefusal | null {
  const { members } = group;
  const member = members.find((one) => one.sid === sid);
  switch (act) {
    case 'add':
      return member === undefined ? null : 'exists';
    case 'addLearner': {
      if (member !== undefined) return 'exists';
      return members.filter((one) => !one.voter).length < MOST_LEARNERS ? null : 'tooManyLearners';
    }
    case 'promote':
      if (member === undefined) return 'notFound';
      return member.voter ? 'notLearner' : null;
    case 'remove':
      return member === undefined ? 'notFound' : null;
  }
}

/** The group after a change that has this index; the same one where that comes to nothing. */
export function changedBy(group: Group, change: GroupChange, index: number): Group {
  if (refusalOfChange(group, change) !== null) return group;
  const { act, sid } = change;
  const { removed } = group;
  const id = memberOf(group, sid)?.id ?? index;
  const others = group.members.filter((one) => one.sid !== sid);
  if (act === 'remove') return groupOf(others, [...removed, { sid, id }]);
  return groupOf([...others, { sid, id, voter: act !== 'addLearner' }], removed);
}
