import { type Micros, MS } from '../../model/index.ts';
import { atOf, type Pair, type Story } from '../../pair/index.ts';

/** A line that is given as time comes to it. */
export type DueLine = readonly [at: Micros, text: string];

/** How it was before something that can be taken back. */
export interface Before {
  readonly name: string;
  readonly pair: Pair;
  readonly now: number;
  readonly due: readonly DueLine[];
  readonly given: number;
}

export function dueOf(story: Story | null): readonly DueLine[] {
  return story?.lines.map(([ms, text]) => [atOf(ms), text]) ?? [];
}

/** Lines one after the other from a time on, with `run` between them, and when that is over. */
export function dueFrom(
  from: Micros,
  lines: readonly string[],
): { readonly due: readonly DueLine[]; readonly endsAt: Micros } {
  let endsAt = from;
  const due: DueLine[] = [];
  for (const line of lines) {
    const [, ms] = /^run (\d+)$/.exec(line) ?? [];
    if (ms === undefined) due.push([endsAt, line]);
    else endsAt += Number(ms) * MS;
  }
  return { due, endsAt };
}
