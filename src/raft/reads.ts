import { NO_SERVER, type ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { isLeading } from './leaf.ts';
import type { AskedRead, WaitingRead } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { sendHeartbeats } from './sending.ts';

/*
 * Linearizable reads without a write: the leader notes how far commits go, makes sure by a round of
 * heartbeats that it still leads, and only then names that index (raft.readOnly; ReadIndex).
 */

/** When a read is asked for again (etcdserver.readIndexRetryTime); looked at with each tick. */
const AGAIN_MS = 500;

/** A read that the service above asks for by its number takes the place of one before it. */
export function askRead(w: RaftDraft, read: number): void {
  if (w.peer.reads.length > 0) {
    w.edit().reads = w.peer.reads.filter(({ of }) => of.type !== 'asked');
  }
  if (read !== 0) beginRead(w, { type: 'asked', read });
}

/** The service waits with an answer until this member has seen all that was committed by now. */
export function beginRead(w: RaftDraft, of: WaitingRead['of']): void {
  const read = w.peer.lastRead + 1;
  const draft = w.edit();
  draft.lastRead = read;
  draft.reads = [...draft.reads, { read, index: null, ticks: 0, of }];
  ask(w, read);
}

function ask(w: RaftDraft, read: number): void {
  const { leader, leaf } = w.peer;
  if (isLeading(leaf)) return onReadIndex(w, w.sid, read);
  if (leader !== NO_SERVER) w.send(leader, { type: 'MsgReadIndex', term: 0, read });
}

/** A tick passes: what got no answer is asked for again. */
export function tickReads(w: RaftDraft): void {
  if (w.peer.reads.length === 0) return;
  const { heartbeatMs } = w.context.config;
  const again: number[] = [];
  w.edit().reads = w.peer.reads.map((one) => {
    if (one.index !== null) return one;
    if ((one.ticks + 1) * heartbeatMs < AGAIN_MS) return { ...one, ticks: one.ticks + 1 };
    again.push(one.read);
    return { ...one, ticks: 0 };
  });
  for (const read of again) ask(w, read);
}

/** A leader is asked how far a read must see. */
export function onReadIndex(w: RaftDraft, from: ServerId, read: number): void {
  const { variants } = w.context;
  const { leaf, term, commit, elapsed } = w.peer;
  if (leaf !== 'LEADER.ESTABLISHED') {
    w.remark(because('read.kept', { term }));
    const leading = w.editLeading();
    leading.early = [...leading.early, { from, read }];
    return;
  }
  const leased = variants.leaseRead === true && elapsed < w.electionTicks;
  if (w.voters.length === 1 || variants.readLocal || leased) {
    return confirmed(w, from, read, commit, [w.sid]);
  }
  const leading = w.editLeading();
  leading.lastRead += 1;
  // A number for each asking: else a late answer to the first would stand for the second (#20418).
  const id = leading.lastRead;
  leading.reads = [...leading.reads, { id, from, read, index: commit, heard: [w.sid] }];
  sendHeartbeats(w, id);
}

/** An entry of the leader's own term is committed: now it knows how far commits go. */
export function releaseEarlyReads(w: RaftDraft): void {
  const { early } = w.leading;
  if (early.length === 0) return;
  w.editLeading().early = [];
  for (const { from, read } of early) onReadIndex(w, from, read);
}

/** A member answers a heartbeat that carried a read: with a majority it and all before it count. */
export function noteHeard(w: RaftDraft, from: ServerId, id: number): void {
  const { reads } = w.leading;
  const at = reads.findIndex((one) => one.id === id);
  const asked = reads[at];
  if (asked === undefined || asked.heard.includes(from)) return;
  const heard = [...asked.heard, from];
  const enough = heard.filter((sid) => w.voters.includes(sid)).length >= w.needed;
  const leading = w.editLeading();
  if (!enough) {
    leading.reads = reads.map((one) => (one === asked ? withHeard(one, heard) : one));
    return;
  }
  leading.reads = reads.slice(at + 1);
  for (const one of reads.slice(0, at + 1)) confirmed(w, one.from, one.read, one.index, heard);
}

function withHeard({ id, from, read, index }: AskedRead, heard: readonly ServerId[]): AskedRead {
  return { id, from, read, index, heard };
}

function confirmed(
  w: RaftDraft,
  to: ServerId,
  read: number,
  index: number,
  heard: readonly ServerId[],
): void {
  w.remark(because('read.confirmed', { index, heard }));
  if (to === w.sid) return onReadAnswer(w, read, index);
  w.send(to, { type: 'MsgReadIndexResp', term: w.peer.term, read, index });
}

/** The index is known: the read may be answered when so much is applied (`releaseReads`). */
export function onReadAnswer(w: RaftDraft, read: number, index: number): void {
  if (!w.peer.reads.some((one) => one.read === read && one.index === null)) return;
  w.edit().reads = w.peer.reads.map((one) => (one.read === read ? { ...one, index } : one));
}

/** What is applied may have reached what reads wait for. */
export function releaseReads(w: RaftDraft): void {
  const { reads, memory, leader } = w.peer;
  const ready = reads.filter(
    ({ index }) => index !== null && index <= memory.lastProcessed.counter,
  );
  if (ready.length === 0) return;
  w.edit().reads = reads.filter((one) => !ready.includes(one));
  for (const { of } of ready) {
    if (of.type === 'asked') w.emit({ type: 'readable', read: of.read });
    else w.emit({ type: 'passUp', from: leader, message: of });
  }
}

/**
 * Another leader, or none: syncs that wait will not be answered. What the service above asked for
 * it gives up itself; until then the next leader is asked.
 */
export function abandonReads(w: RaftDraft): void {
  if (w.peer.reads.length === 0) return;
  w.edit().reads = w.peer.reads.filter(({ of }) => of.type === 'asked');
}
