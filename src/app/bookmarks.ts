import {
  addBookmark,
  branchOf,
  complaintOf,
  isMistake,
  removeBookmark,
  renameBranch,
} from '../timeline/index.ts';
import { clockText } from '../views/index.ts';
import type { Lab } from './lab.svelte.ts';

/** Puts a bookmark at the playhead, or takes away the one that is there. */
export function bookmarkHere(lab: Lab): void {
  const { timeline } = lab;
  const at = Math.floor(lab.now);
  if (branchOf(timeline).bookmarks.some((one) => one.at === at)) {
    lab.timeline = removeBookmark(timeline, at);
  } else {
    const name = lab.t('timeline.bookmark.at', { seconds: clockText(at) });
    const marked = addBookmark(timeline, at, name);
    if (isMistake(marked)) {
      lab.notice(complaintOf(marked, lab.settings.language), 'alarm');
      return;
    }
    lab.timeline = marked;
  }
  lab.onchange();
}

/** Gives the branch that is shown a name; an empty one takes it away. */
export function nameBranch(lab: Lab, name: string): void {
  lab.timeline = renameBranch(lab.timeline, lab.timeline.current, name);
  lab.onchange();
}
