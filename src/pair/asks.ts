import type { EtcdRequest } from '../etcd/index.ts';
import { bytesOf, getKey, hasKey } from '../lib/index.ts';
import type { ClientName } from '../model/index.ts';
import { COMMAND_NAMES, isParseError, type ParseError, parseScriptLine } from '../script/index.ts';
import { type Command, databaseOf, leaderOf, type World } from '../sim/index.ts';
import { doing, type Foreign, foreign, type SideReading, unmodelled } from './side-reading.ts';
import type { PairSide } from './sides.ts';

/*
 * What a client is asked for. Words for both are put, get, del, lock, elect and unlock; any other
 * is a line of zkCli's or of etcdctl's, done by its own client, and the other side says why not.
 */

type WorldOn = (side: PairSide) => World;
type OnBoth = Readonly<Record<PairSide, SideReading>>;

/** Seconds of a lock's lease where ZooKeeper's client is not there to be compared with. */
const USUAL_TTL = 30;
const RECIPES: Readonly<Record<string, string>> = { lock: 'lock', elect: 'leader-election' };
/** How `get` says that any answer will do, or that it must be the newest. */
const LOCAL = ['--local', '--consistency=s'];
const NEWEST = '--consistency=l';

/** Reads what stands behind a client's name. */
export function askOn(client: ClientName, text: string, worldOn: WorldOn): OnBoth | ParseError {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return neutral(client, text, words, worldOn) ?? own(client, text, words);
}

function neutral(
  client: ClientName,
  text: string,
  words: readonly string[],
  worldOn: WorldOn,
): OnBoth | ParseError | null {
  const isLocal = words.some((word) => LOCAL.includes(word));
  const [verb = '', key = '', ...rest] = words.filter(
    (word) => !LOCAL.includes(word) && word !== NEWEST,
  );
  const both = (lines: readonly string[], request: EtcdRequest | null, line = text) => {
    const zab = commandsOf(client, lines);
    if ('type' in zab) return zab;
    return { zab: doing(...zab), raft: doing({ type: 'call', client, line, request }) };
  };
  const path = pathOf(key);
  const isPlain = !words.some((word) => word.startsWith('-')) && key !== '';
  if (verb === 'put' && isPlain && rest.length > 0) {
    const value = rest.join(' ');
    const [last, ...above] = missing(worldOn('zab'), path).reverse();
    const made = above.reverse().map((one) => `create ${one} ""`);
    const line = last === undefined ? `set ${path} ${value}` : `create ${path} ${value}`;
    return both([...made, line], { type: 'put', key: bytesOf(key), value: bytesOf(value) });
  }
  if (verb === 'get' && isReadOf(key, rest)) {
    return both([`get ${path}`], { type: 'range', key: bytesOf(key), serializable: isLocal });
  }
  if (verb === 'del' && isPlain && rest.length === 0) {
    return both([`delete ${path}`], { type: 'deleteRange', key: bytesOf(key) });
  }
  const recipe = RECIPES[verb];
  if (recipe !== undefined && isPlain && rest.length === 0) {
    return queued(client, recipe, path, enterLine(verb, key, client, worldOn('zab')));
  }
  if (verb === 'unlock' && words.length === 1) {
    return {
      zab: doing({ type: 'release-recipe', client }),
      raft: doing({ type: 'call', client, line: '^C', request: null }),
    };
  }
  return null;
}

const pathOf = (key: string): string => (key.startsWith('/') ? key : `/${key}`);

/** A key is read on both sides; a path is a line of zkCli's. */
const isReadOf = (key: string, rest: readonly string[]): boolean =>
  key !== '' && !/^[-/]/.test(key) && rest.length === 0;

function commandsOf(client: ClientName, lines: readonly string[]): readonly Command[] | ParseError {
  const commands: Command[] = [];
  for (const line of lines) {
    const read = parseScriptLine(`${client}: ${line}`);
    if (isParseError(read)) return read;
    if (read.type === 'command') commands.push(read.command);
  }
  return commands;
}

function queued(client: ClientName, recipe: string, path: string, line: string): OnBoth {
  return {
    zab: doing({ type: 'recipe', client, recipe, path }),
    raft: doing({ type: 'call', client, line, request: null }),
  };
}

/** The lease lives as long as the session on the other side: both are missed equally long. */
function enterLine(verb: string, key: string, client: ClientName, world: World): string {
  if (verb === 'elect') return `elect ${key} ${client}`;
  const timeoutMs = getKey(world.clients, client)?.client.timeoutMs;
  const ttl = timeoutMs === undefined ? USUAL_TTL : Math.max(1, Math.round(timeoutMs / 1000));
  return `lock ${key} --ttl=${ttl}`;
}

/** Nodes on the way to a path that are not there, as the leader has it, or else who runs. */
function missing(world: World, path: string): string[] {
  const witness = leaderOf(world) ?? world.hosts.find(({ server }) => server !== null) ?? null;
  const nodes = databaseOf(witness)?.nodes ?? null;
  const parts = path.split('/').slice(1);
  const paths = parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`);
  return paths.filter((one) => nodes === null || !hasKey(nodes, one));
}

// ---- words of one side alone -------------------------------------------------------------------

/** Words of etcdctl that no zkCli has. */
const ETCDCTL = [
  ...['alarm', 'auth', 'check', 'compaction', 'defrag', 'del', 'elect', 'endpoint', 'lease'],
  ...['lock', 'make-mirror', 'member', 'move-leader', 'put', 'role', 'snapshot', 'txn', 'user'],
  ...['watch', '^C'],
];

/** What clients of ZooKeeper say, in the word that both know. */
const NEUTRAL_ASK: Readonly<Record<string, string>> = {
  create: 'put',
  set: 'put',
  delete: 'del',
  deleteall: 'del',
  stat: 'get',
  ls: 'get',
  get: 'get',
  sync: 'get',
};
/** Words of zkCli about what etcd's keys have nothing for: quotas and ACLs. */
const NONE = [
  ...['setquota', 'delquota', 'listquota', 'setAcl', 'getAcl', 'addauth', 'whoami'],
] as readonly string[];
/** About the ensemble's own members, which etcd would change, too. */
const MEMBERS = ['reconfig', 'config'] as readonly string[];

function own(client: ClientName, text: string, words: readonly string[]): OnBoth | ParseError {
  const [verb = ''] = words;
  const call = doing({ type: 'call', client, line: text, request: null });
  if (ETCDCTL.includes(verb) || isEtcdGet(words)) return { zab: onZab(verb), raft: call };
  const asked = commandsOf(client, [text]);
  if ('type' in asked) return asked;
  // Neither tool's: each says so itself.
  return {
    zab: doing(...asked),
    raft: COMMAND_NAMES.includes(verb) ? onRaft(verb, words) : call,
  };
}

/** `get` is either tool's: a path or a letter behind one dash is zkCli's. */
function isEtcdGet([verb, ...words]: readonly string[]): boolean {
  if (verb !== 'get') return false;
  const key = words.find((word) => !word.startsWith('-'));
  const isShell = words.some((word) => /^-\w$/.test(word)) || key?.startsWith('/') === true;
  return !isShell || words.some((word) => word.startsWith('--'));
}

function onZab(verb: string): Foreign {
  switch (verb) {
    case 'lease':
    case 'watch':
    case 'txn':
      return foreign(`ctl.${verb}`, {});
    case 'move-leader':
      return foreign('lead.zab', {});
    case 'get':
    case 'put':
    case 'del':
    case 'lock':
    case 'elect':
    case '^C':
      return foreign('ctl.form', { word: verb });
    default:
      return unmodelled('zab', verb);
  }
}

/** What etcd's side says of a line of zkCli's. */
export function onRaft(verb: string, words: readonly string[]): Foreign {
  if (NONE.includes(verb)) return foreign('none', { word: verb });
  if (MEMBERS.includes(verb)) return unmodelled('raft', verb);
  const has = (letter: string) => words.some((word) => new RegExp(`^-\\w*${letter}`).test(word));
  if (verb === 'create' && has('e')) return foreign('none.ephemeral', {});
  if (verb === 'create' && has('s')) return foreign('none.sequential', {});
  const isWatch = /watch/i.test(verb) || (NEUTRAL_ASK[verb] === 'get' && has('w'));
  if (isWatch) return foreign('none.watch', { word: verb });
  const neutralWord = NEUTRAL_ASK[verb] ?? 'put, get, del, lock, unlock';
  return foreign('foreign.ask', { word: verb, neutral: neutralWord });
}
