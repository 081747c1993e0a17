import type { ServerId } from '../model/index.ts';

/** One who belongs to a group; a learner has no vote. */
export interface GroupMember {
  readonly sid: ServerId;
  readonly voter: boolean;
}

/** Who belongs to a group, by number, and those of them who vote. */
export interface Group {
  readonly members: readonly GroupMember[];
  readonly voters: readonly ServerId[];
}

export function groupOf(members: readonly GroupMember[]): Group {
  const sorted = [...members].sort((a, b) => a.sid - b.sid);
  return { members: sorted, voters: sorted.filter((one) => one.voter).map((one) => one.sid) };
}
