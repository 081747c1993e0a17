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
