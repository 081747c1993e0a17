import { nextRandom, type Outcome, randomBetween, sliceLog } from '../lib/index.ts';
import {
  type EnsembleConfig,
  NO_SERVER,
  NO_SESSION,
  type ServerId,
  type StateMachine,
  type Txn,
} from '../model/index.ts';
import { isMember } from '../replica/index.ts';
import { tickLeader, transferTo } from './answers.ts';
import { type Covering, defragment, withEntry } from './backend.ts';
import { onBatchFlushed, onSaved, runBatches } from './batch.ts';
import { because } from './because.ts';
import { lastIndex, type RaftDisk } from './disk.ts';
import { onElectionTimeout } from './election.ts';
import { foundersOf, groupOfDisk } from './group.ts';
import { offer, propose, takeProposals } from './leading.ts';
import { isLeading } from './leaf.ts';
import { moveRole } from './lifecycle.ts';
import {
  dialAll,
  firstLinks,
  isFromFormer,
  LOOK_MS,
  lookAtLinks,
  noteStream,
  onStreamDialled,
  onStreamDown,
  onStreamUp,
  turnAway,
} from './links.ts';
import { type LinkBeat, RAFT_MESSAGES, type RaftMessage } from './messages.ts';
import { electionTicks } from './pace.ts';
import type { RaftContext, RaftEffect, RaftInput, RaftPeer, RaftSide, RaftTimer } from './peer.ts';
import { RaftDraft } from './raft-draft.ts';
import { raftReactionTo } from './reactions.ts';
import { askRead, tickReads } from './reads.ts';
import { leave, leaveSoon } from './regroup.ts';
import { noteStreamLost, onPingTimer } from './service.ts';
import { appendEntries } from './storage.ts';
import { heedTerm } from './terms.ts';

/** A process as it starts on `disk`: follower of nobody, with what is recorded as committed. */
export function newRaftPeer(
  sid: ServerId,
  disk: RaftDisk,
  config: EnsembleConfig,
  machine: StateMachine,
  chance: number,
): RaftPeer {
  const snapshot = disk.snapshots.at(-1);
  const { term, vote, commit } = disk.platter.hard;
  const drawn = nextRandom(chance);
  const ticks = electionTicks(config);
  return {
    sid,
    leaf: 'FOLLOWER',
    disk,
    ...memoryFrom(disk, machine, config),
    startedAt: 0,
    ...{ term, vote, commit: Math.max(commit, snapshot?.zxid.counter ?? 0) },
    leader: NO_SERVER,
    elapsed: 0,
    timeout: ticks + randomBetween(drawn, 0, ticks - 1),
    chance: drawn,
    ...{ ballots: [], leading: null, reads: [], lastRead: 0, proposals: [] },
    compacted: snapshot?.zxid.counter ?? 0,
    ...{ saving: null, restoring: null, out: [], batch: null, batches: 0, tickDue: false },
    links: firstLinks(
      sid,
      config.servers.map((one) => one.sid),
    ),
    looks: 0,
    told: null,
  };
}

/** The database or the snapshot, and entries as far as they are recorded as committed. */
function memoryFrom(
  disk: RaftDisk,
  machine: StateMachine,
  config: EnsembleConfig,
): Pick<RaftPeer, 'memory' | 'covers' | 'group'> {
  const snapshot = disk.snapshots.at(-1);
  let lastProcessed = snapshot?.zxid ?? disk.base;
  let state: Covering = snapshot ?? { image: machine.empty, covers: lastProcessed.counter };
  if (disk.backend !== null && disk.backend.covers > state.covers) state = disk.backend;
  const { base, log, platter } = disk;
  const from = lastProcessed.counter - base.counter;
  for (const txn of sliceLog(log, from, platter.hard.commit - base.counter)) {
    state = withEntry(state, txn, machine);
    lastProcessed = txn.zxid;
  }
  return {
    memory: { image: state.image, lastProcessed },
    covers: state.covers,
    group: groupOfDisk(disk, config),
  };
}

/** One input to a member: the member after it, and its effects in order. */
export function stepRaftPeer(
  peer: RaftPeer,
  input: RaftInput,
  context: RaftContext,
): Outcome<RaftPeer, RaftEffect> {
  const w = new RaftDraft(peer, context, moveRole);
  take(w, input);
  takeProposals(w);
  runBatches(w);
  return { next: w.finish(), effects: w.effects };
}

function take(w: RaftDraft, input: RaftInput): void {
  switch (input.type) {
    case 'received':
      return receive(w, input.side, input.from, input.message);
    case 'timedOut':
      return onTimer(w, input.timer);
    case 'flushed':
      onBatchFlushed(w, input.ticket);
      runBatches(w);
      return tickThatWaited(w);
    case 'proposed':
      return propose(w, input.txn);
    case 'offered':
      return offer(w, input.txn, w.sid);
    case 'asked':
      return askRead(w, input.read);
    case 'booted':
      return boot(w);
    case 'snapshotSaved':
      return onSaved(w);
    case 'dialled':
      if (input.ids) onStreamDialled(w, input.side, input.from, input.ids);
      return;
    case 'connected':
      return onStreamUp(w, input.side, input.from);
    case 'refused':
    case 'disconnected':
      noteStreamLost(w, input.side, input.from);
      return onStreamDown(w, input.side, input.from);
    case 'urged':
      return urge(w, input.to);
    case 'defragmented':
      return defragment(w);
  }
}

/** An operator asks this member for another leader. */
function urge(w: RaftDraft, to: ServerId): void {
  if (isLeading(w.peer.leaf)) return transferTo(w, to);
  const { leader } = w.peer;
  if (leader === NO_SERVER) {
    return w.note({ type: 'noted', because: because('transfer.refused', { to }) });
  }
  w.remark(because('transfer.forwarded', { to, leader }));
  w.send(leader, { type: 'MsgTransferLeader', term: 0, leader: to });
}

const isOfLink = (message: RaftMessage): message is LinkBeat =>
  message.type === 'LinkHeartbeat' || message.type === 'LinkGone';

/** The message's term first, then what the current leaf makes of it. */
function receive(w: RaftDraft, side: RaftSide, from: ServerId, message: RaftMessage): void {
  noteStream(w, side, from);
  if (isFromFormer(w, side, from)) return turnAway(w, side, from);
  if ('term' in message && !isOfLink(message) && !heedTerm(w, from, message)) return;
  const { leaf } = w.peer;
  const react = raftReactionTo(leaf, message.type);
  if (react !== undefined) return react(w, from, message);
  const why = because('raft.notAccepted', { state: leaf, type: message.type });
  const { class: kind } = RAFT_MESSAGES[message.type];
  w.note({ type: 'messageIgnored', from, message, class: kind, because: why });
}

function onTimer(w: RaftDraft, { kind }: RaftTimer): void {
  switch (kind) {
    case 'tick':
      w.arm('tick', w.context.config.heartbeatMs);
      dialAll(w);
      // The loop that would take it stands in an fsync; its channel holds one.
      if (w.peer.batch === null) return tick(w);
      if (!w.peer.tickDue) w.edit().tickDue = true;
      return;
    case 'link':
      for (const { side, sid } of lookAtLinks(w)) noteStreamLost(w, side, sid);
      return;
    case 'leave':
      return leave(w);
    case 'ping':
      return onPingTimer(w);
  }
}

function tickThatWaited(w: RaftDraft): void {
  if (!w.peer.tickDue) return;
  w.edit().tickDue = false;
  if (!w.ended) tick(w);
}

/** A tick of raft's clock (raft.tickElection, raft.tickHeartbeat). */
function tick(w: RaftDraft): void {
  tickReads(w);
  if (isLeading(w.peer.leaf)) return tickLeader(w);
  const draft = w.edit();
  draft.elapsed += 1;
  if (draft.elapsed >= draft.timeout) onElectionTimeout(w);
}

/** A process starts; on an empty disk it writes down who is in the group (raft.Bootstrap). */
function boot(w: RaftDraft): void {
  const { disk } = w;
  const { commit } = disk.platter.hard;
  const last = lastIndex(disk);
  if (commit > last) {
    return w.exit(because('exit.stateBeyondLog', { commit, last }));
  }
  w.edit().startedAt = w.context.now;
  if (disk.id === null) return w.exit(because('exit.unknown', {}));
  const isFounder = isMember(foundersOf(w.context.config), w.sid);
  if (last === 0 && !disk.wiped && isFounder) bootstrap(w);
  if (w.peer.group.removed.some(({ id }) => id === disk.id)) leaveSoon(w);
  if (w.voters.length === 1) w.edit().elapsed = w.electionTicks - 1;
  dialAll(w);
  w.arm('tick', w.context.config.heartbeatMs);
  w.arm('link', LOOK_MS);
}

/** One entry a member, the same everywhere, and taken for committed. */
function bootstrap(w: RaftDraft): void {
  const group = foundersOf(w.context.config);
  const { members } = group;
  const draft = w.edit();
  draft.term = 1;
  draft.group = group;
  appendEntries(w, firstEntries(members.length));
  draft.commit = members.length;
  w.remark(because('start.fresh', { members: members.map((one) => one.sid) }));
}

/** Made once for each size of group, so that all logs hold the same. */
const firsts: (readonly Txn[] | undefined)[] = [];

function firstEntries(count: number): readonly Txn[] {
  const made =
    firsts[count] ??
    Array.from({ length: count }, (_, i): Txn => {
      const zxid = { epoch: 1, counter: i + 1 };
      return { zxid, session: NO_SESSION, cxid: 0, timeMs: 0, change: { type: 'empty' } };
    });
  firsts[count] = made;
  return made;
}
