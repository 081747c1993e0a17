import type { Client, TranscriptEntry } from '../../client/index.ts';
import { sliceLog } from '../../lib/index.ts';
import { parseZkCli, printAnswer, printSessionEvent, printWatchEvent } from '../../script/index.ts';

/** A line as the console shows it; zkCli's two streams look the same, a failure does not. */
export interface ShownLine {
  readonly kind: 'in' | 'out' | 'failed';
  readonly text: string;
}

/** How far back an answer may look for the line that asked. */
const REACH = 400;

function typedLine(client: Client, cxid: number): string {
  const { transcript } = client;
  const recent = sliceLog(transcript, transcript.length - REACH);
  for (let i = recent.length - 1; i >= 0; i--) {
    const entry = recent[i] as TranscriptEntry;
    if (entry.type === 'typed' && entry.cxid === cxid) return entry.line;
  }
  return '';
}

function as(kind: 'out' | 'failed', texts: readonly string[]): readonly ShownLine[] {
  return texts.map((text) => ({ kind, text }));
}

/** What a console shows of one entry of its client's transcript. */
export function linesOfEntry(client: Client, entry: TranscriptEntry): readonly ShownLine[] {
  switch (entry.type) {
    case 'typed': {
      const parsed = parseZkCli(entry.line);
      const before = parsed.type === 'op' ? as('out', parsed.err) : [];
      return [{ kind: 'in', text: entry.line }, ...before];
    }
    case 'answered': {
      const printed = printAnswer(entry.op, typedLine(client, entry.cxid), entry.reply);
      const failed = entry.reply.code !== 'OK';
      return as(failed ? 'failed' : 'out', [...printed.out, ...printed.err]);
    }
    case 'event':
      return as('out', printWatchEvent(entry.event));
    case 'session':
      return as('out', printSessionEvent(entry.state));
  }
}
