import { getKey, sliceLog, textOf } from '../lib/index.ts';
import { type ClientName, type Micros, NO_SERVER, type Op, type ServerId } from '../model/index.ts';
import { printEntry } from '../script/index.ts';
import type { SimEvent, World } from '../sim/index.ts';
import type { Past } from '../timeline/index.ts';
import type { PairLine } from './pair.ts';

/*
 * What clients were told. ZooKeeper's tell it at their consoles and by their recipes, etcd's as
 * their library's answers; a row is a line that was said to both.
 */

/** From what its server had, or as of a moment after it was asked for. */
export type ReadKind = 'local' | 'linearizable';

/** Something that a client asked for, and what it was told. */
export interface ToldLine {
  readonly client: ClientName;
  readonly line: string;
  readonly at: Micros;
  /** Null: nothing yet. */
  readonly answer: string | null;
  readonly after: Micros | null;
  /** Whose answer that is; null: no server's, the client has given up by itself. */
  readonly by: ServerId | null;
  /** Null: it is no read, or no server has answered it. */
  readonly read: ReadKind | null;
}

/** A call of etcd's library. */
export interface LibraryCall extends ToldLine {
  readonly id: number;
}

/** What a recipe of ZooKeeper's told its client: its node's name, or that its session is over. */
export interface RecipeNews {
  readonly client: ClientName;
  readonly at: Micros;
  readonly answer: string;
  readonly isOver: boolean;
}

/** An answer of a ZooKeeper server, or of none. */
export interface Replied {
  readonly client: ClientName;
  readonly at: Micros;
  readonly op: Op;
  readonly server: ServerId;
}

/** Where nothing was printed (etcdctl). */
const NOTHING = '–';

export const UNTOLD = { answer: null, after: null, by: null, read: null } as const;

const READS: readonly Op['type'][] = ['exists', 'getData', 'getChildren', 'getChildren2', 'getACL'];

/** How a request of ZooKeeper's is read; null: it is no read. Every server answers by itself. */
export function zooRead(op: Op): ReadKind | null {
  return READS.includes(op.type) ? 'local' : null;
}

/** How a line of etcd's clients is read; null: it is no read. */
export function etcdRead(line: string): ReadKind | null {
  if (!/^get\s/.test(line)) return null;
  return /--local\b|--consistency[= ]"?s"?(\s|$)/.test(line) ? 'local' : 'linearizable';
}

/** An answer of etcd's library, in the turn that brought it. */
export function onAnswered(
  calls: LibraryCall[],
  { client, id, answer }: Extract<SimEvent, { readonly type: 'answered' }>,
  { at, cause }: Past,
): void {
  // Numbers begin anew with a new client of that name: the last one is meant.
  const call = calls.filter((one) => one.client === client && one.id === id).at(-1);
  if (call === undefined || (answer === NOTHING && call.answer !== null)) return;
  const from = cause.type === 'flight' && cause.to === client ? cause.from : null;
  const by = typeof from === 'number' ? from : null;
  const read = by === null ? null : etcdRead(call.line);
  calls[calls.indexOf(call)] = { ...call, answer, after: at - call.at, by, read };
}

const OF_QUEUE = /^(lock|elect)\s/;
/** A line of a console of ZooKeeper's, as it happened. */
type TranscriptEntry = Parameters<typeof printEntry>[0];

const SAID = /^(\S+?)\s*:\s*(.*)$/;

/** What was said to a client, and in which words; null: the line is no client's. */
function clientLine({ text }: PairLine): readonly [ClientName, string] | null {
  const [, client, line] = SAID.exec(text) ?? [];
  return client === undefined || line === undefined ? null : [client, line];
}

/** What etcd's clients were told, by the words that were said to both. */
export function toldByLibrary(
  calls: readonly ToldLine[],
  said: readonly PairLine[],
): readonly ToldLine[] {
  const left = said.flatMap((line) => {
    const [client, words] = clientLine(line) ?? [];
    const isOwn = client !== undefined && line.on.raft === null && words !== 'unlock';
    return isOwn ? [{ at: line.at, client, words: words ?? '' }] : [];
  });
  return calls.map((call) => {
    const i = left.findIndex(({ at, client }) => at === call.at && client === call.client);
    const [own] = i < 0 ? [] : left.splice(i, 1);
    return own === undefined ? call : { ...call, line: own.words };
  });
}

/** What ZooKeeper's clients were told. */
export function toldByShell(
  world: World,
  said: readonly PairLine[],
  replies: readonly Replied[],
  places: readonly RecipeNews[],
): readonly ToldLine[] {
  const taken = new Map<ClientName, number>();
  return said.flatMap((one): readonly ToldLine[] => {
    const [client, line] = clientLine(one) ?? [];
    if (client === undefined || line === undefined || one.on.zab !== null) return [];
    const untold = { client, line, at: one.at, ...UNTOLD };
    if (one.typed !== null) {
      return [{ ...untold, ...shellAnswer(world, one, one.typed, client, taken, replies) }];
    }
    if (!OF_QUEUE.test(line)) return [];
    const own = places.filter((place) => place.client === client && place.at >= one.at);
    const place = own.find(({ isOver }) => isOver) ?? own[0];
    if (place === undefined) return [untold];
    return [{ ...untold, answer: place.answer, after: place.at - one.at }];
  });
}

/** What a recipe says of itself; null: nothing that its client waits for. */
export function placeOf(
  { client, state, because }: Extract<SimEvent, { readonly type: 'recipeMoved' }>,
  at: Micros,
): RecipeNews | null {
  if (state === 'lost') return { client, at, answer: 'SESSIONEXPIRED', isOver: true };
  const { own } = because.facts;
  return state === 'granted' ? { client, at, answer: String(own), isOver: false } : null;
}

function shellAnswer(
  world: World,
  { at }: PairLine,
  typedLine: string,
  client: ClientName,
  taken: Map<ClientName, number>,
  replies: readonly Replied[],
): Partial<ToldLine> {
  const entries = transcriptOf(world, client);
  const from = taken.get(client) ?? 0;
  const typed = entries.findIndex(
    (one, i) => i >= from && one.type === 'typed' && one.line === typedLine,
  );
  taken.set(client, typed < 0 ? entries.length : typed + 1);
  if (typed < 0) return {};
  const answer = entries.find(
    (one, i) =>
      i > typed && (one.type === 'answered' || one.type === 'printed') && one.line === typedLine,
  );
  if (answer === undefined) return {};
  const told = { answer: answerOf(answer), after: answer.at - at };
  if (answer.type !== 'answered') return told;
  const by = replies.find(
    (one) => one.client === client && one.at === answer.at && one.op === answer.op,
  );
  if (by === undefined || by.server === NO_SERVER) return told;
  return { ...told, by: by.server, read: zooRead(answer.op) };
}

function answerOf(entry: TranscriptEntry): string {
  if (entry.type !== 'answered') {
    const lines = printEntry(entry).map(({ text }) => text);
    return lines.filter((text) => text !== '').join('\n') || NOTHING;
  }
  const { reply } = entry;
  const data = reply.body?.type === 'data' ? reply.body.data : null;
  return data === null ? reply.code : textOf(data);
}

function transcriptOf(world: World, name: ClientName): readonly TranscriptEntry[] {
  const host = getKey(world.clients, name);
  return host === undefined ? [] : sliceLog(host.client.transcript, 0);
}
