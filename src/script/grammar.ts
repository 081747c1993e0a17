import { clientRefusal, type ServerId } from '../model/index.ts';
import type { Command, Endpoint, MessageType } from '../sim/index.ts';
import { MAX_LOAD_CLIENTS, MAX_LOAD_PER_SECOND, MAX_MS } from './limits.ts';
import type { COMMAND_WORDS } from './names.ts';
import { sentence } from './parse-error.ts';
import type { Reader } from './reader.ts';

/** What lets time pass; told apart from commands, which take none. */
export type Drive =
  | { readonly type: 'run'; readonly ms: number }
  | { readonly type: 'until'; readonly until: 'leader' | 'commit' | 'quiet' | 'serving' }
  | {
      readonly type: 'until-message';
      readonly message: MessageType;
      readonly from: ServerId;
      readonly to: ServerId;
    }
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

function onServers(
  type: 'start' | 'crash' | 'power-loss' | 'freeze' | 'resume' | 'wipe',
  least: 0 | 1,
): Form {
  return {
    usage: least === 0 ? `${type} [1 2 3]` : `${type} 1 2 3`,
    read: (reader) => command({ type, servers: reader.sids(least) }),
  };
}

function pair(reader: Reader): readonly [Endpoint, Endpoint] {
  const word = reader.peek();
  const a = reader.endpoint();
  const b = reader.endpoint();
  distinct(reader, word, a, b);
  return [a, b];
}

function distinct(
  reader: Reader,
  word: Parameters<Reader['refuse']>[0],
  a: Endpoint,
  b: Endpoint,
): void {
  if (a === b) reader.refuse(word, sentence('errors.ends.same', { end: a }));
  if (typeof a === 'string' && typeof b === 'string') {
    reader.refuse(word, sentence('errors.ends.clients'));
  }
}

function streamOf(reader: Reader): {
  readonly message: MessageType;
  readonly from: ServerId;
  readonly to: ServerId;
} {
  const message = reader.message();
  const word = reader.peek();
  const from = reader.sid();
  reader.expect('->');
  const to = reader.sid();
  distinct(reader, word, from, to);
  return { message, from, to };
}

function readCut(reader: Reader): Said {
  const word = reader.peek();
  const from = reader.endpoint();
  const oneWay = reader.skip('->');
  const to = reader.endpoint();
  distinct(reader, word, from, to);
  return command({ type: 'cut', from, to, oneWay });
}

function readDelay(reader: Reader): Said {
  const word = reader.peek();
  const from = reader.endpoint();
  reader.expect('->');
  const to = reader.endpoint();
  distinct(reader, word, from, to);
  return command({ type: 'delay', from, to, ms: reader.whole(0, MAX_MS) });
}

function readPartition(reader: Reader): Said {
  const groups = [reader.sids(1)];
  reader.expect('|');
  do groups.push(reader.sids(1));
  while (reader.skip('|'));
  return command({ type: 'partition', groups });
}

const ACTIONS = ['connect', 'check', 'disconnect', 'kill', 'freeze', 'resume', 'close'] as const;

function readPath(reader: Reader): string {
  const path = reader.take(sentence('errors.path.missing'));
  const fault = clientRefusal(path.text);
  if (fault !== null) reader.refuse(path, sentence('errors.path.bad', { line: fault }));
  return path.text;
}

function readClient(reader: Reader): Said {
  const client = reader.client();
  const action = reader.choice(ACTIONS);
  if (action === 'check') {
    const path = readPath(reader);
    return command({ type: 'client-check', client, path, version: reader.whole(0, 0x7fffffff) });
  }
  if (action !== 'connect') return command({ type: 'client', client, action });
  const servers = reader.sids(1);
  const timeoutMs = reader.skip('timeout') ? reader.whole(0, MAX_MS) : DEFAULT_TIMEOUT_MS;
  return command({ type: 'client-connect', client, servers, timeoutMs });
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
  return drive({ type: 'until-message', ...streamOf(reader) });
}

/** Every line that begins with a word of its own. Lines that begin with a client's: below. */
export const FORMS: Readonly<Record<(typeof COMMAND_WORDS)[number], Form>> = {
  start: onServers('start', 1),
  crash: onServers('crash', 1),
  'power-loss': onServers('power-loss', 0),
  freeze: onServers('freeze', 1),
  resume: onServers('resume', 1),
  wipe: onServers('wipe', 1),
  disk: {
    usage: 'disk 2 1500',
    read: (reader) =>
      command({ type: 'disk', server: reader.sid(), fsyncMs: reader.whole(0, MAX_MS) }),
  },
  cut: { usage: 'cut 1 3 | cut 1 -> 3', read: readCut },
  heal: {
    usage: 'heal | heal 1 3',
    read: (reader) =>
      command({ type: 'heal', between: reader.peek() === null ? null : pair(reader) }),
  },
  partition: { usage: 'partition 1 2 | 3 4 5', read: readPartition },
  isolate: {
    usage: 'isolate 3',
    read: (reader) => command({ type: 'isolate', server: reader.sid() }),
  },
  delay: { usage: 'delay 1 -> 2 40', read: readDelay },
  hold: {
    usage: 'hold PROPOSAL 3 -> 1',
    read: (reader) => command({ type: 'hold', ...streamOf(reader) }),
  },
  release: {
    usage: 'release PROPOSAL 3 -> 1',
    read: (reader) => command({ type: 'release', ...streamOf(reader) }),
  },
  break: {
    usage: 'break 3 1',
    read: (reader) => {
      const [a, b] = pair(reader);
      return command({ type: 'break', a, b });
    },
  },
  client: {
    usage:
      'client NAME connect 1 2 timeout 8000 | client NAME disconnect|kill|freeze|resume|close' +
      ' | client NAME check /path 0',
    read: readClient,
  },
  load: { usage: 'load 4 clients 5 per second | load off', read: readLoad },
  run: {
    usage: 'run 2500 | run until leader|commit|quiet|serving | run until PROPOSAL 3 -> 1',
    read: readRun,
  },
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
