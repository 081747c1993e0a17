import { clientRefusal } from '../model/index.ts';
import {
  CLIENT_ACTIONS,
  type Command,
  FAULT_TYPES,
  FAULTS,
  type FaultType,
  type HoldRule,
} from '../sim/index.ts';
import { MAX_LOAD_CLIENTS, MAX_LOAD_PER_SECOND } from './limits.ts';
import type { COMMAND_WORDS } from './names.ts';
import { sentence } from './parse-error.ts';
import type { Reader } from './reader.ts';
import { readWire, WIRE_USAGE } from './wire.ts';

/** What lets time pass; told apart from commands, which take none. */
export type Drive =
  | { readonly type: 'run'; readonly ms: number }
  | { readonly type: 'until'; readonly until: 'leader' | 'commit' | 'quiet' | 'serving' }
  | ({ readonly type: 'until-message' } & HoldRule)
  | { readonly type: 'step' };

export type Said =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'drive'; readonly drive: Drive };

interface Form {
  /** How it is written; the same in every language. */
  readonly usage: string;
  readonly read: (reader: Reader) => Said;
}

/** A connect string's timeout when none is given: zkCli's own. */
const DEFAULT_TIMEOUT_MS = 30000;

const command = (one: Command): Said => ({ type: 'command', command: one });
const drive = (one: Drive): Said => ({ type: 'drive', drive: one });

function readPath(reader: Reader): string {
  const path = reader.take(sentence('errors.path.missing'));
  const fault = clientRefusal(path.text);
  if (fault !== null) reader.refuse(path, sentence('errors.path.bad', { line: fault }));
  return path.text;
}

function readClient(reader: Reader): Said {
  const client = reader.client();
  const action = reader.choice(['connect', 'check', ...CLIENT_ACTIONS]);
  if (action === 'check') {
    const path = readPath(reader);
    return command({ type: 'client-check', client, path, version: reader.whole(0, 0x7fffffff) });
  }
  if (action !== 'connect') {
    reader.back();
    reader.back();
    return command(FAULTS.client.read(reader));
  }
  const servers = reader.sids(1);
  const chroot = reader.peek()?.text.startsWith('/') ? { chroot: readPath(reader) } : {};
  const timeoutMs = reader.skip('timeout') ? reader.ms() : DEFAULT_TIMEOUT_MS;
  return command({ type: 'client-connect', client, servers, timeoutMs, ...chroot });
}

function readLoad(reader: Reader): Said {
  if (reader.skip('off')) return command({ type: 'load', clients: 0, perSecond: 0 });
  const clients = reader.whole(0, MAX_LOAD_CLIENTS);
  if (!reader.skip('client')) reader.expect('clients');
  const perSecond = reader.whole(0, MAX_LOAD_PER_SECOND);
  reader.expect('per');
  reader.expect('second');
  return command({ type: 'load', clients, perSecond });
}

const UNTILS = ['leader', 'commit', 'quiet', 'serving'] as const;

function readRun(reader: Reader): Said {
  if (!reader.skip('until')) return drive({ type: 'run', ms: reader.millis() });
  const word = reader.take();
  const until = UNTILS.find((one) => one === word.text);
  if (until !== undefined) return drive({ type: 'until', until });
  if (reader.peek() === null) {
    reader.refuse(word, sentence('errors.until.unknown', { word: word.text }));
  }
  reader.back();
  return drive({ type: 'until-message', ...reader.stream() });
}

const ofFault = (type: FaultType): Form => ({
  usage: FAULTS[type].usage,
  read: (reader) => command(FAULTS[type].read(reader)),
});

const WIRE: Form = { usage: WIRE_USAGE, read: (reader) => command(readWire(reader)) };

/** Every line that begins with a word of its own. Lines that begin with a client's: below. */
export const FORMS: Readonly<Record<(typeof COMMAND_WORDS)[number], Form>> = {
  ...(Object.fromEntries(FAULT_TYPES.map((type) => [type, ofFault(type)])) as Record<
    FaultType,
    Form
  >),
  client: {
    usage: [
      'client NAME connect 1 2 [/chroot] timeout 8000',
      FAULTS.client.usage,
      'client NAME check /path 0',
    ].join(' | '),
    read: readClient,
  },
  load: { usage: 'load 4 clients 5 per second | load off', read: readLoad },
  run: {
    usage: 'run 2500 | run until leader|commit|quiet|serving | run until PROPOSAL 3 -> 1',
    read: readRun,
  },
  wire: WIRE,
  step: { usage: 'step', read: () => drive({ type: 'step' }) },
};

/** `radiology recipe lock /path` and `radiology recipe release`. */
export const RECIPE: Form = {
  usage: 'NAME recipe lock /path | NAME recipe release',
  read: (reader) => {
    const client = reader.client();
    reader.expect('recipe');
    const recipe = reader.take(sentence('errors.recipe.missing'));
    if (recipe.text === 'release') return command({ type: 'release-recipe', client });
    if (!/^[a-z][a-z0-9-]*$/.test(recipe.text)) {
      reader.refuse(recipe, sentence('errors.recipe.unknown', { word: recipe.text }));
    }
    return command({ type: 'recipe', client, recipe: recipe.text, path: readPath(reader) });
  },
};
