import type { Branch, Timeline } from '../timeline/index.ts';

interface Shown {
  readonly timeline: Timeline;
  /** A branch’s number. */
  readonly beside: number | null;
}

/** The branch that is shown beside the current one, if it is still there. */
export function branchBeside({ timeline, beside }: Shown): Branch | null {
  const found = timeline.branches.find(({ id }) => id === beside);
  return found === undefined || found.id === timeline.current ? null : found;
}
