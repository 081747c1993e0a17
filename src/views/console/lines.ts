import type { Client, TranscriptEntry } from '../../client/index.ts';
import { sliceLog } from '../../lib/index.ts';
import {
  type ConsoleLine,
  parseZkCli,
  printAnswer,
  printSessionEvent,
  printWatchEvent,
} from '../../script/index.ts';

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

function as(stream: 'out' | 'err', texts: readonly string[]): readonly ConsoleLine[] {
  return texts.map((text) => ({ stream, text }));
}

/** What a console shows of one entry of its client's transcript. */
export function linesOfEntry(client: Client, entry: TranscriptEntry): readonly ConsoleLine[] {
  switch (entry.type) {
    case 'typed': {
      const parsed = parseZkCli(entry.line);
      const before = parsed.type === 'op' ? as('err', parsed.err) : [];
      return [{ stream: 'in', text: entry.line }, ...before];
    }
    case 'answered': {
      const printed = printAnswer(entry.op, typedLine(client, entry.cxid), entry.reply);
      return [...as('out', printed.out), ...as('err', printed.err)];
    }
    case 'event':
      return as('out', printWatchEvent(entry.event));
    case 'session':
      return as('out', printSessionEvent(entry.state));
  }
}
