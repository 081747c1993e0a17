import { sliceLog } from '../lib/index.ts';
import { NO_SERVER, NO_SESSION, type ServerId, type Txn, type Zxid } from '../model/index.ts';
import { because } from './because.ts';
import { entryAt, lastIndex, termAt } from './disk.ts';
import { standingIn } from './group.ts';
import type { MemberProgress } from './peer.ts';
import type { RaftDraft } from './raft-draft.ts';
import { releaseEarlyReads } from './reads.ts';
import { sendAppend } from './sending.ts';
import { appendEntries, durableIndex } from './storage.ts';

/*
 * A leader: its part, its proposals, and what it takes for committed. raft.becomeLeader,
 * appendEntry, maybeCommit.
 */

/** Everybody's progress is unknown; the first entry of the term is empty. */
export function beginLeading(w: RaftDraft, last: number): void {
  const members = w.peer.group.members.map(({ sid, voter }): MemberProgress => {
    const own = sid === w.sid;
    return {
      sid,
      voter,
      match: own ? durableIndex(w.disk) : 0,
      next: last + 1,
      sending: own ? 'REPLICATE' : 'PROBE',
      ...{ waits: false, snapshot: 0, window: [], active: own },
    };
  });
  const draft = w.edit();
  draft.ballots = [];
  draft.leading = {
    members,
    first: last + 1,
    transferee: NO_SERVER,
    changing: last,
    ...{ reads: [], early: [], lastRead: 0 },
  };
  if (w.context.variants.noEmptyEntry) return broadcast(w);
  const timeMs = Math.floor(w.context.now / 1000);
  appendOwn(w, { session: NO_SESSION, cxid: 0, timeMs, change: { type: 'empty' } });
}

/** The leader's next entry, and what is sent of it at once. */
function appendOwn(w: RaftDraft, prepared: Omit<Txn, 'zxid'>): Txn {
  const { session, cxid, timeMs } = prepared;
  const zxid: Zxid = { epoch: w.peer.term, counter: lastIndex(w.disk) + 1 };
  const change = oneAtATime(w, prepared.change, zxid.counter);
  const txn: Txn = { zxid, session, cxid, timeMs, change };
  if (w.context.record) w.note({ type: 'proposed', txn });
  appendEntries(w, [txn]);
  broadcast(w);
  return txn;
}

/** While another change of the group may be under way, an empty entry takes a change's place. */
function oneAtATime(w: RaftDraft, change: Txn['change'], index: number): Txn['change'] {
  if (change.type !== 'service' || change.group === undefined) return change;
  if (w.leading.changing > w.peer.memory.lastProcessed.counter) return { type: 'empty' };
  w.editLeading().changing = index;
  return change;
}

/** The service above has something for the log. */
export function propose(w: RaftDraft, prepared: Omit<Txn, 'zxid'>): void {
  const { leading, told, term, leader } = w.peer;
  const heard = told?.leader === w.sid && told.term === term;
  if (leading === null || !heard || leading.transferee !== NO_SERVER) {
    return w.note({ type: 'noted', because: because('proposal.dropped', { leader }) });
  }
  w.emit({ type: 'numbered', txn: appendOwn(w, prepared) });
}

/** So many proposals of others may wait at a member (rafthttp's maxPendingProposals). */
const MOST_WAITING = 4096;

/**
 * A service wants this in the log. A follower passes it on and hears no more of it; while the
 * leader hands over it is dropped (raft.stepLeader). One that another member has passed on waits
 * here for a leader, since node.run takes proposals only where there is one, and rafthttp has
 * them come by a channel of their own (peer.propc); it goes with the process.
 */
export function offer(w: RaftDraft, entry: Omit<Txn, 'zxid'>, from: ServerId): void {
  const { leading, leader, leaf, proposals, group } = w.peer;
  // Who was removed while it leads takes nothing more.
  const takes = leading !== null && standingIn(group, w.peer) !== undefined;
  if (takes && leading.transferee === NO_SERVER) {
    appendOwn(w, entry);
    return;
  }
  if (leaf === 'FOLLOWER' && leader !== NO_SERVER) {
    return w.send(leader, { type: 'MsgProp', term: 0, entry });
  }
  if (leader === NO_SERVER && from !== w.sid && proposals.length < MOST_WAITING) {
    w.remark(because('proposal.waits', { from }));
    w.edit().proposals = [...proposals, { from, entry }];
    return;
  }
  w.note({ type: 'noted', because: because('proposal.dropped', { leader }) });
  // Who passed it on hears nothing (node.stepWithWaitOption waits for its own member only).
  if (from === w.sid) w.emit({ type: 'dropped', txn: entry });
}

/** There is a leader again: what waited for one is taken, or passed on to it. */
export function takeProposals(w: RaftDraft): void {
  const { proposals, leader } = w.peer;
  if (proposals.length === 0 || leader === NO_SERVER) return;
  w.edit().proposals = [];
  for (const { entry, from } of proposals) offer(w, entry, from);
}

/** Sends everybody what it lacks, or else how far commits go (raft.bcastAppend). */
export function broadcast(w: RaftDraft): void {
  for (const { sid } of w.leading.members) if (sid !== w.sid) sendAppend(w, sid, true);
}

/** The leader's own disk has come further: it counts from now on. */
export function noteOwnDisk(w: RaftDraft): void {
  const own = w.progressOf(w.sid);
  const index = durableIndex(w.disk);
  if (own === undefined || own.match >= index) return;
  w.editProgress(w.sid).match = index;
  if (maybeCommit(w)) broadcast(w);
}

/** The highest index that a majority of voters has. */
function agreedIndex(w: RaftDraft): number {
  if (w.context.variants.selfQuorum) return w.progressOf(w.sid)?.match ?? 0;
  const matches: number[] = [];
  for (const { voter, match } of w.leading.members) if (voter) matches.push(match);
  matches.sort((a, b) => b - a);
  return matches[w.needed - 1] ?? 0;
}

/**
 * Whether commits go further now: up to what a majority has, if what stands there is of the
 * leader's own term. Older entries are committed with it, and never by counting.
 */
export function maybeCommit(w: RaftDraft): boolean {
  const { term, commit } = w.peer;
  const index = agreedIndex(w);
  if (index <= commit) return false;
  const own = termAt(w.disk, index) === term;
  if (!own && !w.context.variants.commitOldTerm) return false;
  w.edit().commit = index;
  if (w.context.record) tellCommitted(w, commit, index);
  if (own) establish(w);
  return true;
}

function holders(w: RaftDraft, index: number): ServerId[] {
  const { members } = w.leading;
  return members.filter((one) => one.voter && one.match >= index).map((one) => one.sid);
}

function tellCommitted(w: RaftDraft, from: number, to: number): void {
  const { base, log } = w.disk;
  const on = holders(w, to);
  const of = w.voters.length;
  const last = entryAt(w.disk, to)?.zxid;
  for (const txn of sliceLog(log, from - base.counter, to - base.counter)) {
    const { zxid } = txn;
    const why =
      zxid.epoch === w.peer.term || last === undefined || last.epoch !== w.peer.term
        ? because('entry.committed', { zxid, on, of, needed: w.needed })
        : because('entry.inherited', { zxid, with: last });
    w.note({ type: 'committed', txn, because: why });
  }
}

/** An entry of its own term is committed, and with it all that the leader began with. */
function establish(w: RaftDraft): void {
  if (w.peer.leaf === 'LEADER.ESTABLISHED') return;
  const { term, commit } = w.peer;
  const zxid = entryAt(w.disk, commit)?.zxid ?? w.disk.base;
  const why = because('established.ownEntry', { term, zxid, on: holders(w, commit) });
  w.move('COMMITTED', why);
  w.note({ type: 'leaderEstablished', epoch: term, lastZxid: zxid, because: why });
  releaseEarlyReads(w);
}
