import type { EtcdRequest } from '../etcd/index.ts';
import { bytesOf, hasKey } from '../lib/index.ts';
import type { ClientName } from '../model/index.ts';
import {
  isParseError,
  nameFault,
  type ParseError,
  parseScriptLine,
  type Sentence,
  sentence,
} from '../script/index.ts';
import { type Command, databaseOf, leaderOf, type World } from '../sim/index.ts';
import type { PairSide } from './sides.ts';

/*
 * One line for two ensembles. Faults are the same for both. What clients ask for, and which message
 * is held, has a neutral word; a word that only one side has is answered by the other in a sentence
 * that names the neutral one.
 */

/** What a line comes to on one side. */
export type SideReading =
  | { readonly type: 'command'; readonly command: Command }
  /** This side has no such thing; nothing happens here. */
  | { readonly type: 'foreign'; readonly says: Sentence };

/** A line that lets time pass is the playhead's. */
export type NeutralLine =
  | { readonly type: 'read'; readonly on: Readonly<Record<PairSide, SideReading>> }
  | { readonly type: 'run'; readonly ms: number }
  | { readonly type: 'blank' };

/** What a message does, by the name that each protocol has for the one that does it. */
export const NEUTRAL_MESSAGES = {
  VOTE: { zab: 'NOTIFICATION', raft: 'MsgVote' },
  ENTRY: { zab: 'PROPOSAL', raft: 'MsgApp' },
  ACK: { zab: 'ACK', raft: 'MsgAppResp' },
  BEAT: { zab: 'PING', raft: 'MsgHeartbeat' },
  REQUEST: { zab: 'REQUEST', raft: 'MsgProp' },
} as const satisfies Readonly<Record<string, Readonly<Record<PairSide, string>>>>;
type NeutralMessage = keyof typeof NEUTRAL_MESSAGES;

const OTHER: Readonly<Record<PairSide, PairSide>> = { zab: 'raft', raft: 'zab' };

const foreign = (key: 'pair.foreign.message' | 'pair.foreign.ask', facts: Sentence['facts']) =>
  ({ type: 'foreign', says: sentence(key, facts) }) as const;
const unmodelled = (side: PairSide, what: string): SideReading => ({
  type: 'foreign',
  says: sentence(`pair.unmodelled.${side}`, { what }),
});

const ASK = /^\s*([^\s:|/"'#]+)\s*:\s*(.*)$/;
const HOLDS = /^\s*(hold|release|drop|duplicate)\s+(\S+)(\s+.*)$/;

/** Reads a line; `world` is ZooKeeper's, since what `put` is there turns on whether the node is. */
export function readNeutral(line: string, world: World): NeutralLine | ParseError {
  const asked = ASK.exec(line);
  const [, client = '', text = ''] = asked ?? [];
  if (asked !== null && nameFault(client) === null) {
    const on = askOn(client, text.trim(), world);
    if (on !== null) return { type: 'read', on };
  }
  const held = HOLDS.exec(line);
  if (held !== null) {
    const [, verb = '', word = '', rest = ''] = held;
    const both = namesFor(word);
    if (both !== null) return bothOf((side) => `${verb} ${both[side]}${rest}`);
  }
  const read = parseScriptLine(line);
  if (isParseError(read)) return read;
  if (read.type === 'blank') return { type: 'blank' };
  if (read.type === 'drive') {
    const { drive } = read;
    if (drive.type === 'run') return { type: 'run', ms: drive.ms };
    return failureOf('pair.drive');
  }
  return { type: 'read', on: commandOn(read.command) };
}

function failureOf(key: 'pair.drive'): ParseError {
  return { type: 'error', line: 1, where: 1, what: sentence(key), hint: null };
}

/** A neutral word's messages; null: it is a protocol's own, or none. */
function namesFor(word: string): Readonly<Record<PairSide, string>> | null {
  const known = Object.keys(NEUTRAL_MESSAGES).find((one) => one === word.toUpperCase());
  if (known === undefined) return null;
  // ACK is ZAB's own name, too: here it is what an acknowledgement is called in general.
  return NEUTRAL_MESSAGES[known as NeutralMessage];
}

function bothOf(lineOf: (side: PairSide) => string): NeutralLine | ParseError {
  const [zab, raft] = (['zab', 'raft'] as const).map((side) => parseScriptLine(lineOf(side)));
  for (const one of [zab, raft]) if (one !== undefined && isParseError(one)) return one;
  if (!isCommand(zab) || !isCommand(raft)) return { type: 'blank' };
  return {
    type: 'read',
    on: {
      zab: { type: 'command', command: zab.command },
      raft: { type: 'command', command: raft.command },
    },
  };
}

function isCommand(
  read: ReturnType<typeof parseScriptLine> | undefined,
): read is Extract<ReturnType<typeof parseScriptLine>, { type: 'command' }> {
  return read !== undefined && !isParseError(read) && read.type === 'command';
}

/** A command of the script language, on each side. */
function commandOn(command: Command): Readonly<Record<PairSide, SideReading>> {
  const here: SideReading = { type: 'command', command };
  const notIn = (side: PairSide, says: SideReading) => ({ zab: here, raft: here, [side]: says });
  switch (command.type) {
    case 'hold':
    case 'release':
    case 'drop':
    case 'duplicate': {
      const { message } = command as { readonly message?: string };
      const side = message === undefined ? null : sideOf(message);
      if (side === null || message === undefined) return { zab: here, raft: here };
      const neutral = neutralFor(message, side);
      const other = OTHER[side];
      return notIn(
        other,
        neutral === null
          ? unmodelled(other, message)
          : foreign('pair.foreign.message', { word: message, neutral }),
      );
    }
    case 'client-connect':
      return command.chroot === undefined
        ? { zab: here, raft: here }
        : notIn('raft', unmodelled('raft', 'chroot'));
    case 'client':
    case 'busy':
    case 'load':
    case 'recipe':
    case 'release-recipe':
    case 'client-check':
    case 'wire':
      return notIn('raft', unmodelled('raft', command.type));
    case 'ask': {
      const [word = ''] = command.line.split(/\s+/);
      const neutral = NEUTRAL_ASK[word] ?? 'put, get, del';
      return notIn('raft', foreign('pair.foreign.ask', { word, neutral }));
    }
    default:
      return { zab: here, raft: here };
  }
}

/** What clients of ZooKeeper say, in the word that both know. */
const NEUTRAL_ASK: Readonly<Record<string, string>> = {
  create: 'put',
  set: 'put',
  delete: 'del',
  stat: 'get',
  ls: 'get',
  sync: 'get',
};

/** Words of etcdctl that ZooKeeper has nothing for, or another recipe. */
const ETCD_ONLY = [
  ...['txn', 'lease', 'watch', 'lock', 'elect', 'endpoint', 'compaction', 'member'],
  'move-leader',
];

const ZAB_ONLY_TYPES: ReadonlySet<string> = new Set([
  ...['NOTIFICATION', 'FOLLOWERINFO', 'OBSERVERINFO', 'LEADERINFO', 'ACKEPOCH', 'DIFF', 'TRUNC'],
  ...['SNAP', 'NEWLEADER', 'UPTODATE', 'PROPOSAL', 'COMMIT', 'INFORM'],
]);

/** Whose message it is; null: both have one of that name. */
function sideOf(message: string): PairSide | null {
  if (message.startsWith('Msg') || message === 'LinkHeartbeat') return 'raft';
  return ZAB_ONLY_TYPES.has(message) ? 'zab' : null;
}

function neutralFor(message: string, side: PairSide): string | null {
  const row = Object.entries(NEUTRAL_MESSAGES).find(([, names]) => names[side] === message);
  return row?.[0] ?? null;
}

/** What a client is asked for, in neutral words or etcd's; null: ZooKeeper's own. */
function askOn(
  client: ClientName,
  text: string,
  world: World,
): Readonly<Record<PairSide, SideReading>> | null {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const isLocal = words.includes('--local');
  const [verb = '', key = '', ...rest] = words.filter((word) => word !== '--local');
  const path = key.startsWith('/') ? key : `/${key}`;
  const on = (zabLine: string, request: EtcdRequest) => {
    const zab = parseScriptLine(`${client}: ${zabLine}`);
    if (!isCommand(zab)) return null;
    const raft: Command = { type: 'call', client, line: text, request };
    return {
      zab: { type: 'command', command: zab.command },
      raft: { type: 'command', command: raft },
    } as const;
  };
  const bytes = bytesOf(key);
  if (verb === 'put' && key !== '' && rest.length > 0) {
    const value = rest.join(' ');
    const line = `${isThere(world, path) ? 'set' : 'create'} ${path} ${value}`;
    return on(line, { type: 'put', key: bytes, value: bytesOf(value) });
  }
  if (verb === 'get' && key !== '' && rest.length === 0 && !key.startsWith('/')) {
    return on(`get ${path}`, { type: 'range', key: bytes, serializable: isLocal });
  }
  if (verb === 'del' && key !== '' && rest.length === 0) {
    return on(`delete ${path}`, { type: 'deleteRange', key: bytes });
  }
  if (ETCD_ONLY.includes(verb)) {
    return { zab: unmodelled('zab', verb), raft: unmodelled('raft', verb) };
  }
  return null;
}

/** Whether the node is there, as the leader has it, or else anybody who runs. */
function isThere(world: World, path: string): boolean {
  const witness = leaderOf(world) ?? world.hosts.find(({ server }) => server !== null) ?? null;
  const database = databaseOf(witness);
  return database !== null && hasKey(database.nodes, path);
}
