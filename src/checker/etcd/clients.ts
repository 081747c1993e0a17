import {
  type EtcdClient,
  type EtcdProgram,
  isInRange,
  type KeyEvent,
  type MemberWord,
} from '../../etcd/index.ts';
import { deleteKey, entriesOf, getKey, getSorted, keysOf, NONE, setKey } from '../../lib/index.ts';
import type { ClientName } from '../../model/index.ts';
import type { Wire } from '../../sim/index.ts';
import { type EtcdLedgerDraft, editEtcdGhost } from './ghost.ts';

/* What clients ask, and what they are told: the outside view of the cluster. */

const SECOND = 1_000_000;

/** A client of etcd's, as a wire has it. */
function clientOf(wire: Wire | undefined): EtcdClient | null {
  // A cast: clients of this world are etcd's, or bare.
  return (wire?.library ?? null) as EtcdClient | null;
}

export function readClient(
  r: EtcdLedgerDraft,
  name: ClientName,
  was: Wire | undefined,
  is: Wire,
): void {
  const after = clientOf(is);
  if (after === null) return;
  const old = clientOf(was);
  const isNew = old === null || after.lastId < old.lastId;
  if (isNew) forget(r, name);
  const before = isNew ? null : old;
  const words = before === null ? NONE : heardBy(r, name, was, is);
  if (before !== null) {
    words.forEach((word, i) => {
      readWord(r, name, before, word, words.slice(0, i + 1));
    });
  }
  if (before !== after) readAsked(r, name, before, after);
  const last = words.at(-1);
  if (before !== null && last !== undefined) readOwners(r, name, before, after, last);
}

/** Another client begins under this name: it numbers what it asks anew. */
function forget(r: EtcdLedgerDraft, name: ClientName): void {
  const { floors, watches } = r.ledger.service;
  for (const key of keysOf(floors)) {
    if (!key.startsWith(`${name}:`)) continue;
    const ghost = editEtcdGhost(r);
    ghost.floors = deleteKey(ghost.floors, key);
  }
  for (const key of keysOf(watches)) {
    if (!key.startsWith(`${name}:`)) continue;
    const ghost = editEtcdGhost(r);
    ghost.watches = deleteKey(ghost.watches, key);
  }
}

/** What its library was told in this turn: a message, or what it missed while it stood still. */
function heardBy(
  { cause }: EtcdLedgerDraft,
  name: ClientName,
  was: Wire | undefined,
  is: Wire,
): readonly MemberWord[] {
  if (is.missed !== null) return NONE;
  // Casts: only members of etcd's speak to its clients.
  if (was?.missed) {
    return was.missed.flatMap((one) => (one.type === 'heard' ? [one.body as MemberWord] : []));
  }
  if (cause.type !== 'flight' || cause.to !== name || cause.message.type !== 'RPC') return NONE;
  return [(cause.message as { readonly body?: unknown }).body as MemberWord];
}

function readWord(
  r: EtcdLedgerDraft,
  client: ClientName,
  before: EtcdClient,
  word: MemberWord,
  upTo: readonly MemberWord[],
): void {
  if (word.type === 'watched') {
    if (hasBegun(before, word.stream, upTo)) readWatched(r, client, before, word);
    return;
  }
  if (word.type !== 'answer') return;
  const call = before.calls.find(({ id }) => id === word.id);
  const { answer, by } = word;
  if (call === undefined || !('revision' in answer)) return;
  const { request, since } = call;
  const { revision } = answer;
  const isOld = request.type === 'range' && request.serializable === true;
  if (answer.type === 'range' && !isOld) {
    const floor = getKey(r.ledger.service.floors, `${client}:${call.id}`) ?? 0;
    r.happened(r.judges.readNewest, { type: 'readNewest', client, by, revision, floor });
  }
  if (answer.type === 'leaseKeepAlive' && request.type === 'leaseKeepAlive' && answer.ttl > 0) {
    const known = getKey(r.ledger.service.leases, request.id) ?? -1;
    const due = since + answer.ttl * SECOND;
    const ghost = editEtcdGhost(r);
    if (known >= 0 && due > known) ghost.leases = setKey(ghost.leases, request.id, due);
  }
  if (revision > r.ledger.service.told) editEtcdGhost(r).told = revision;
}

/** What is asked from now on: with it, what everybody knew then. */
function readAsked(
  r: EtcdLedgerDraft,
  client: ClientName,
  before: EtcdClient | null,
  after: EtcdClient,
): void {
  const { told } = r.ledger.service;
  for (const { id, request } of after.calls) {
    if (before !== null && id <= before.lastId) continue;
    const ghost = editEtcdGhost(r);
    if (request.type === 'range') ghost.floors = setKey(ghost.floors, `${client}:${id}`, told);
    if (request.type === 'leaseRevoke') ghost.revoked = setKey(ghost.revoked, request.id, true);
  }
  for (const program of before?.programs ?? NONE) {
    const { watch } = after.programs.find(({ id }) => id === program.id) ?? { watch: null };
    if (program.watch === null || watch?.range === program.watch.range) continue;
    // Another watch than this one begins, or none.
    const ghost = editEtcdGhost(r);
    ghost.watches = deleteKey(ghost.watches, watchKey(client, program));
  }
  for (const { id } of before?.calls ?? NONE) {
    const key = `${client}:${id}`;
    const isOver = !after.calls.some((one) => one.id === id);
    if (!isOver || getKey(r.ledger.service.floors, key) === undefined) continue;
    const ghost = editEtcdGhost(r);
    ghost.floors = deleteKey(ghost.floors, key);
  }
}

function watchKey(client: ClientName, { id, watch }: EtcdProgram): string {
  return `${client}:${id}:${watch?.range.key ?? ''}`;
}

/**
 * Whether a stream has a watch that began, in this turn or before. What comes when none did is
 * heard by nobody: it was on its way over a connection that is given up.
 */
function hasBegun({ programs }: EtcdClient, stream: number, upTo: readonly MemberWord[]): boolean {
  const isBegin = (one: MemberWord) =>
    one.type === 'watched' && one.created && one.stream === stream;
  return programs.find(({ id }) => id === stream)?.watch?.begun === true || upTo.some(isBegin);
}

/** A watcher hears: all of its keys' events since the last time, in order, each once. */
function readWatched(
  r: EtcdLedgerDraft,
  client: ClientName,
  before: EtcdClient,
  word: Extract<MemberWord, { type: 'watched' }>,
): void {
  const program = before.programs.find(({ id }) => id === word.stream);
  const watch = program?.watch ?? null;
  if (program === undefined || watch === null || word.canceled) return;
  const key = watchKey(client, program);
  const known = getKey(r.ledger.service.watches, key);
  const from = known ?? (watch.next > 0 ? watch.next : word.revision + 1);
  const last = word.events.at(-1)?.kv.modRevision ?? null;
  if (last !== null) {
    const expected: KeyEvent[] = [];
    for (let at = from; at <= last; at++) {
      const record = getKey(r.ledger.service.revisions, `${at}`);
      if (record === undefined) continue;
      for (const one of record.events) if (isInRange(one.kv.key, watch.range)) expected.push(one);
    }
    const { revisions, compacted } = r.ledger.service;
    // What came and was compacted in one step stood in no store that could be read.
    const heard = word.events.filter(
      ({ kv }) => kv.modRevision > compacted || getKey(revisions, `${kv.modRevision}`),
    );
    const missing = firstMissing(expected, heard, compacted);
    const { by } = word;
    r.happened(r.judges.watchHeard, {
      ...{ type: 'watchHeard', client, by, from, to: last, missing },
    });
  }
  const ghost = editEtcdGhost(r);
  ghost.watches = setKey(ghost.watches, key, last === null ? from : last + 1);
}

type Told = Pick<KeyEvent, 'type' | 'kv'>;

/** The revision of the first event that is not as it was; null: all are. */
function firstMissing(
  expected: readonly Told[],
  heard: readonly Told[],
  compacted: number,
): number | null {
  let next = 0;
  for (const one of expected) {
    const got = heard[next];
    const isIt =
      got !== undefined &&
      got.type === one.type &&
      got.kv.key === one.kv.key &&
      got.kv.modRevision === one.kv.modRevision &&
      got.kv.value === one.kv.value;
    if (isIt) next += 1;
    else if (one.type !== 'DELETE' || one.kv.modRevision > compacted) return one.kv.modRevision;
  }
  return heard[next]?.kv.modRevision ?? null;
}

/** Who takes itself for an owner now must have its key, and nobody else may be one with a key. */
function readOwners(
  r: EtcdLedgerDraft,
  client: ClientName,
  before: EtcdClient,
  after: EtcdClient,
  word: MemberWord,
): void {
  for (const program of after.programs) {
    if (!program.owns || before.programs.find(({ id }) => id === program.id)?.owns) continue;
    const revision = word.type === 'answer' && 'revision' in word.answer ? word.answer.revision : 0;
    const keys = getKey(r.ledger.service.revisions, `${revision}`)?.keys;
    if (keys === undefined) continue;
    const hasKey = getSorted(keys, program.key)?.createRevision === program.revision;
    const other = hasKey ? otherOwner(r, client, program) : null;
    const { by } = word;
    const name = nameOf(program);
    r.happened(r.judges.owned, { type: 'owned', client, by, name, hasKey, other });
  }
}

function nameOf({ task }: EtcdProgram): string {
  return task.type === 'lock' || task.type === 'elect' ? task.name : '';
}

/** Another client that takes itself for the owner, while keys of both are there. */
function otherOwner(
  r: EtcdLedgerDraft,
  client: ClientName,
  program: EtcdProgram,
): ClientName | null {
  const { revisions, newest } = r.ledger.service;
  const keys = getKey(revisions, `${newest}`)?.keys;
  const isThere = ({ key, revision }: EtcdProgram): boolean =>
    keys !== undefined && getSorted(keys, key)?.createRevision === revision;
  if (!isThere(program)) return null;
  for (const [name, wire] of entriesOf(r.world.wires)) {
    for (const one of clientOf(wire)?.programs ?? NONE) {
      if (name === client && one.id === program.id) continue;
      const isAlike = one.task.type === program.task.type && nameOf(one) === nameOf(program);
      if (one.owns && isAlike && isThere(one)) return name;
    }
  }
  return null;
}
