import type { Client, TranscriptEntry } from '../../client/index.ts';
import { sliceLog } from '../../lib/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';
import { clientsOf } from '../inspector/facts.ts';

/** How many transcript entries the console shows. */
export const MOST_ENTRIES = 200;

export interface ConsoleItem {
  readonly key: number;
  readonly entry: TranscriptEntry;
}

export interface ConsoleModel {
  readonly clients: readonly { readonly name: ClientName; readonly server: ServerId }[];
  readonly client: Client | null;
  readonly items: readonly ConsoleItem[];
  /** Lines that wait for an answer, or for their turn. */
  readonly waiting: number;
}

/** What the console shows of the client with this name. */
export function consoleModel(world: World, name: ClientName | null): ConsoleModel {
  const hosts = clientsOf(world);
  const clients = hosts.map(({ client }) => ({ name: client.name, server: client.server }));
  const client = hosts.find((host) => host.client.name === name)?.client ?? null;
  if (client === null) return { clients, client, items: [], waiting: 0 };
  const from = Math.max(0, client.transcript.length - MOST_ENTRIES);
  const items = sliceLog(client.transcript, from).map((entry, i) => ({ key: from + i, entry }));
  return { clients, client, items, waiting: waitingLines(client) };
}

/** Lines that were typed and have not come to an end. */
function waitingLines({ sent, queued, shell }: Client): number {
  const asked = [...sent, ...queued].filter((call) => call.asker === 'console').length;
  return asked + (shell.busy === null ? 0 : 1) + shell.waiting.length;
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

/** A line typed before: `at` counts back from the newest, which is 1; 0 is an empty draft. */
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
