import { exitStatus, printEntry } from '../../script/index.ts';
import type { TranscriptEntry } from '../../sim/index.ts';

/** A line as the console shows it; zkCli's two streams look the same, a failure does not. */
export interface ShownLine {
  readonly kind: 'in' | 'out' | 'failed';
  readonly text: string;
}

/** What a console shows of one entry of its client's transcript. */
export function linesOfEntry(entry: TranscriptEntry): readonly ShownLine[] {
  const kind = exitStatus(entry) === 0 ? 'out' : 'failed';
  return printEntry(entry).map(({ stream, text }) => ({
    kind: stream === 'in' ? 'in' : kind,
    text,
  }));
}
