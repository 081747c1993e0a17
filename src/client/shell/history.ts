import { type ChunkedLog, itemAt } from '../../lib/index.ts';
import type { TranscriptEntry } from '../client.ts';
import type { NumberedLine } from './program.ts';
import type { TypedLine } from './shell.ts';

/** How many lines before the present one `history` shows. */
const SHOWN = 10;

/**
 * What the history holds under a number: the line that was typed, or, where that was a `redo`, the
 * line that it carried out again.
 */
export function remembered(
  transcript: ChunkedLog<TranscriptEntry>,
  number: number,
): TypedLine | null {
  const typed = typedAt(transcript, number);
  if (typed?.program.type !== 'redo') return typed;
  return redoable(transcript, number, typed.program.number) ?? typed;
}

/** The line that `redo` carries out again; null: it refuses to. */
export function redoable(
  transcript: ChunkedLog<TranscriptEntry>,
  now: number,
  number: number | null,
): TypedLine | null {
  if (number === null || number < 0 || number >= now) return null;
  const line = remembered(transcript, number);
  const refused = line === null || line.program.type === 'redo' || line.program.type === 'again';
  return refused ? null : line;
}

function typedAt(transcript: ChunkedLog<TranscriptEntry>, number: number): TypedLine | null {
  for (let i = transcript.length - 1; i >= 0; i--) {
    const entry = itemAt(transcript, i);
    if (entry?.type === 'typed' && entry.number === number) return entry;
  }
  return null;
}

/** What `history`, being line `now`, shows. */
export function recentLines(
  transcript: ChunkedLog<TranscriptEntry>,
  now: number,
): readonly NumberedLine[] {
  const lines: NumberedLine[] = [];
  for (let number = Math.max(0, now - SHOWN); number <= now; number++) {
    const line = remembered(transcript, number)?.line;
    if (line !== undefined) lines.push({ number, line });
  }
  return lines;
}
