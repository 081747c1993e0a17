import type { Client, TranscriptEntry } from '../../client/index.ts';
import { sliceLog } from '../../lib/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import { clientsOf } from '../inspector/facts.ts';

/** How many transcript entries the console shows. */
export const MOST_ENTRIES = 200;

/** A line that did not become an operation: what was said about it, after how many entries. */
export interface LocalLine {
  readonly client: ClientName | null;
  readonly after: number;
  readonly line: string;
  /** What was wrong; null: a script line that was done. */
  readonly says: string | null;
}

export type ConsoleItem =
  | { readonly kind: 'entry'; readonly key: string; readonly entry: TranscriptEntry }
  | { readonly kind: 'local'; readonly key: string; readonly local: LocalLine };

export interface ConsoleModel {
  readonly clients: readonly { readonly name: ClientName; readonly server: ServerId }[];
  readonly client: Client | null;
  readonly items: readonly ConsoleItem[];
  /** Operations that wait for their answer. */
  readonly waiting: number;
}

/** What the console shows of the client with this name, with the lines that stayed in the page. */
export function consoleModel(
  world: World,
  name: ClientName | null,
  locals: readonly LocalLine[],
): ConsoleModel {
  const hosts = clientsOf(world);
  const clients = hosts.map(({ client }) => ({ name: client.name, server: client.server }));
  const client = hosts.find((host) => host.client.name === name)?.client ?? null;
  const length = client?.transcript.length ?? 0;
  const from = Math.max(0, length - MOST_ENTRIES);
  const entries = client === null ? [] : sliceLog(client.transcript, from);
  const items: ConsoleItem[] = [];
  const mine = locals.filter((local) => local.client === name);
  let next = 0;
  const flush = (upTo: number): void => {
    for (; next < mine.length && (mine[next] as LocalLine).after <= upTo; next++) {
      items.push({ kind: 'local', key: `local ${next}`, local: mine[next] as LocalLine });
    }
  };
  entries.forEach((entry, i) => {
    flush(from + i);
    items.push({ kind: 'entry', key: `entry ${from + i}`, entry });
  });
  // After a jump into the past the transcript is shorter than when a line was refused.
  flush(Number.MAX_SAFE_INTEGER);
  const waiting =
    client === null
      ? 0
      : [...client.sent, ...client.queued].filter((call) => call.asker === 'console').length;
  return { clients, client, items, waiting };
}

/** A typed line, by what it is for. */
export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'fourLetterWord'; readonly word: string }
  /** For the whole ensemble: a line of the script language. */
  | { readonly kind: 'script'; readonly line: string }
  /** For this client: a zkCli command. */
  | { readonly kind: 'command'; readonly line: string };

const FOUR_LETTER_WORDS: ReadonlySet<string> = new Set(
  (
    'ruok srvr stat mntr conf cons crst dump envi srst wchs wchc wchp dirs isro hash gtmk stmk ' +
    'lsnp lead orst obsr sysp icfg voting_view'
  ).split(' '),
);

/** Tells what a typed line is for. `stat /a` is zkCli's, a bare `stat` the four-letter word. */
export function typed(text: string): Typed {
  const line = text.trim();
  if (line === '') return { kind: 'nothing' };
  if (line.startsWith('/')) return { kind: 'script', line: line.slice(1).trim() };
  if (FOUR_LETTER_WORDS.has(line)) return { kind: 'fourLetterWord', word: line };
  return { kind: 'command', line };
}

/** The lines of pasted text, without the empty ones. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** What came before and after in the lines typed so far: `at` counts back from the newest, 0 is the draft. */
export function recalled(history: readonly string[], at: number): string {
  return at <= 0 ? '' : (history[history.length - at] ?? '');
}

/** The first free name for a new client: console, console2, console3 … */
export function freeName(world: World, base: string): ClientName {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (!world.clientNames.includes(name)) return name;
  }
}
