import type { Micros } from '../model/index.ts';
import { MAX_BOOKMARKS } from './limits.ts';
import { type Mistake, mistake } from './mistake.ts';
import { branchOf, withBranch } from './timeline.ts';
import type { Timeline } from './types.ts';

/** Shows another branch. */
export function switchTo(timeline: Timeline, id: number): Timeline {
  return { ...timeline, current: branchOf(timeline, id).id };
}

/** Names a branch; the empty name makes it known by its number again. */
export function renameBranch(timeline: Timeline, id: number, name: string): Timeline {
  return withBranch(timeline, { ...branchOf(timeline, id), name });
}

/**
 * Forgets a branch. Branches that left it stay, since each has all its commands; they then count as
 * leaving what the forgotten one left. The last branch cannot be forgotten.
 */
export function dropBranch(timeline: Timeline, id: number): Timeline | Mistake {
  const dropped = branchOf(timeline, id);
  if (timeline.branches.length === 1) return mistake('recordings.branches.last');
  const branches = timeline.branches
    .filter((branch) => branch !== dropped)
    .map((branch) => {
      if (branch.parent?.branch !== id) return branch;
      const { parent } = dropped;
      const at = Math.min(parent?.at ?? 0, branch.parent.at);
      return { ...branch, parent: parent === null ? null : { branch: parent.branch, at } };
    });
  const next = timeline.current === id ? (dropped.parent?.branch ?? branches[0]?.id) : undefined;
  return { ...timeline, branches, current: next ?? timeline.current };
}

/** Puts a bookmark on the current branch; one at the same time is replaced. */
export function addBookmark(timeline: Timeline, at: Micros, name: string): Timeline | Mistake {
  const branch = branchOf(timeline);
  const others = branch.bookmarks.filter((bookmark) => bookmark.at !== at);
  if (others.length >= MAX_BOOKMARKS) {
    return mistake('recordings.bookmarks.tooMany', { most: MAX_BOOKMARKS });
  }
  const bookmarks = [...others, { at, name }].sort((a, b) => a.at - b.at);
  return withBranch(timeline, { ...branch, bookmarks });
}

/** Takes the bookmark at a time off the current branch. */
export function removeBookmark(timeline: Timeline, at: Micros): Timeline {
  const branch = branchOf(timeline);
  const bookmarks = branch.bookmarks.filter((bookmark) => bookmark.at !== at);
  return withBranch(timeline, { ...branch, bookmarks });
}
