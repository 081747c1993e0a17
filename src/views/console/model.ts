import type { Client, TranscriptEntry } from '../../client/index.ts';
import type { FactTexts, Key } from '../../i18n/index.ts';
import { sliceLog } from '../../lib/index.ts';
import {
  type ClientName,
  clientAddress,
  NO_SERVER,
  type ServerId,
  serverAt,
} from '../../model/index.ts';
import {
  COMMAND_NAMES,
  COMMAND_WORDS,
  FOUR_LETTER_WORDS,
  UNMODELLED_WORDS,
  zkCliPrompt,
} from '../../script/index.ts';
import type { World } from '../../sim/index.ts';
import { clientsOf } from '../inspector/facts.ts';
import type { ViewActions } from '../props.ts';

/** How many transcript entries the console shows. */
const MOST_ENTRIES = 200;

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
  /** A four-letter word; no address: for the client's own server. */
  | { readonly kind: 'fourLetterWord'; readonly word: string; readonly address: string | null }
  /** For the whole ensemble: a line of the script language. */
  | { readonly kind: 'script'; readonly line: string }
  /** For this client: a zkCli command. */
  | { readonly kind: 'command'; readonly line: string };

const NC = /^echo\s+(\S+)\s*\|\s*nc\s+(\S+)\s+(\d+)$/;
const WORD = /^4lw\s+(\S+)(?:\s+(\S+))?$/;

/** Tells what a typed line is for. `echo ruok | nc server1 2181` may be said `4lw ruok 1`. */
export function typed(text: string): Typed {
  const line = text.trim();
  if (line === '') return { kind: 'nothing' };
  if (line.startsWith('/')) return { kind: 'script', line: line.slice(1).trim() };
  const [, said, host, port] = NC.exec(line) ?? [];
  if (said !== undefined) {
    return { kind: 'fourLetterWord', word: said, address: `${host}:${port}` };
  }
  const [, word, address] = WORD.exec(line) ?? [];
  if (word !== undefined) return { kind: 'fourLetterWord', word, address: address ?? null };
  return { kind: 'command', line: text };
}

/**
 * What is to be said beside zkCli's answer, which is that it has no such command: that a server is
 * asked for a four-letter word, or how a line for the whole ensemble is said here (a command of the
 * script language, or one that begins with a client and a colon), or that it is found among all
 * that can be done. Null: nothing.
 */
export function hintFor(
  { clientNames }: World,
  typed: string,
  sought: ViewActions['sought'] = () => null,
): ConsoleHint | null {
  const line = typed.trim();
  if ([...FOUR_LETTER_WORDS, ...UNMODELLED_WORDS].includes(line)) {
    return { key: 'inspector.console.askServer', facts: { word: line } };
  }
  const [word = ''] = line.split(/\s+/);
  const isScript =
    COMMAND_WORDS.some((one) => one === word) || clientNames.some((name) => word === `${name}:`);
  // What a client is told beyond zkCli, such as “neurology recipe release”.
  const isToClient = clientNames.some((name) => word === name) && !COMMAND_NAMES.includes(word);
  if (isScript || isToClient)
    return { key: 'inspector.console.forEnsemble', facts: { word, line } };
  const found = COMMAND_NAMES.includes(word) ? null : sought(line);
  return found && { key: 'inspector.console.forPalette', facts: { ...found } };
}

export interface ConsoleHint {
  readonly key: Key;
  readonly facts: FactTexts;
}

/** The server that a four-letter word is for: by number or address; null: there is none. */
export function serverMeant(
  { config }: World,
  address: string | null,
  own: ServerId,
): ServerId | null {
  if (address === null) return own === NO_SERVER ? null : own;
  if (config.servers.some(({ sid }) => String(sid) === address)) return Number(address);
  const [, host = address, port] = /^(.*):(\d+)$/.exec(address) ?? [];
  return serverAt(config, host, Number(port ?? 0));
}

/** The prompt of a client's shell, for the line that is typed next. */
export function promptOf({ config }: World, { leaf, servers, shell }: Client): string {
  const addresses = servers.map((sid) => clientAddress(config, sid));
  return zkCliPrompt(addresses, leaf, shell.count + shell.waiting.length);
}

/** A line of output fit for a page: of two megabytes the beginning says enough. */
export function shortened(
  text: string,
  most = 2000,
): { readonly text: string; readonly cut: number } {
  if (text.length <= most) return { text, cut: 0 };
  return { text: text.slice(0, most), cut: text.length - most };
}

/** The prompt of zkCli, with which a line that was copied from a terminal begins. */
const PROMPT = /^\s*\[zk: [^\]]*\([A-Z_]+\)(?: \d+)?\] ?/;

/** Pasted text without the prompts that it wears. */
export function withoutPrompts(text: string): string {
  return text.replace(new RegExp(PROMPT, 'gm'), '');
}

/** The lines of pasted text, without the empty ones and without prompts. */
export function linesOf(text: string): readonly string[] {
  return withoutPrompts(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
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
