import { assert, type Mutable, NONE } from '../lib/index.ts';
import { type Because, compareZxid, NO_SERVER, type ServerId } from '../model/index.ts';
import { assertDisk, type Disk } from './disk.ts';
import {
  draftElection,
  draftHandler,
  draftLeader,
  draftLearner,
  draftMemory,
  draftPeer,
} from './drafts.ts';
import { type Leaf, serverStateOf, standingOf, zabStateOf } from './leaf.ts';
import type { ControlEvent } from './lifecycle.ts';
import type { Message } from './messages.ts';
import type {
  Context,
  Election,
  Leader,
  Learner,
  LearnerHandler,
  Memory,
  Peer,
  PeerEffect,
  PeerNote,
  Side,
  TimerKind,
} from './peer.ts';

/**
 * What a handler has found out about this server's role, and leaves to step.ts to carry out once,
 * behind all else that it does: the election is decided, or the role is lost.
 */
export type RoleChange =
  | { readonly type: 'elected'; readonly leader: ServerId; readonly because: Because }
  | { readonly type: 'lost'; readonly because: Because };

type Move = (leaf: Leaf, event: ControlEvent) => Leaf;

/**
 * A peer while one input is worked on, and the effects in the order they are to happen. What a
 * handler reads is the peer so far; what it edits is copied at its first change, so that whatever
 * no handler touches keeps its pointer. It lives for one step; outside there are only immutable
 * peers.
 */
export class PeerDraft {
  // `declare`: made once, by the constructor, and not undefined before.
  declare peer: Peer;
  declare effects: readonly PeerEffect[];
  declare readonly context: Context;
  declare roleChange: RoleChange | null;
  declare private readonly before: Peer;
  declare private readonly moveOn: Move;

  /** `move` is the chart's: step.ts hands it in, since the chart names the handlers. */
  constructor(peer: Peer, context: Context, move: Move) {
    this.peer = peer;
    this.effects = NONE;
    this.context = context;
    this.roleChange = null;
    this.before = peer;
    this.moveOn = move;
  }

  /** The peer after the step. */
  finish(): Peer {
    const { peer, before } = this;
    if (peer === before) return peer;
    if (peer.disk !== before.disk) assertDisk(peer.disk);
    if (peer.leader !== null && peer.leader !== before.leader) assertLeader(peer.leader);
    if (peer.learner !== null && peer.learner !== before.learner) assertLearner(peer.learner);
    assert(peer.leader === null || peer.learner === null, 'who leads does not follow');
    return peer;
  }

  get sid(): ServerId {
    return this.peer.sid;
  }

  /** The leader's part; only while LEADING. */
  get leader(): Leader {
    return this.peer.leader as Leader;
  }

  /** The learner's part; only while FOLLOWING or OBSERVING. */
  get learner(): Learner {
    return this.peer.learner as Learner;
  }

  get disk(): Disk {
    return this.peer.disk;
  }

  get memory(): Memory {
    return this.peer.memory;
  }

  get election(): Election {
    return this.peer.election;
  }

  edit(): Mutable<Peer> {
    if (this.peer === this.before) this.peer = draftPeer(this.peer);
    return this.peer;
  }

  editLeader(): Mutable<Leader> {
    const peer = this.edit();
    if (peer.leader === this.before.leader) peer.leader = draftLeader(this.leader);
    return peer.leader as Leader;
  }

  editLearner(): Mutable<Learner> {
    const peer = this.edit();
    if (peer.learner === this.before.learner) peer.learner = draftLearner(this.learner);
    return peer.learner as Learner;
  }

  /** The leader's handler of a learner that it has. */
  editHandler(sid: ServerId): Mutable<LearnerHandler> {
    const leader = this.editLeader();
    const old = this.before.leader?.handlers;
    const handlers = leader.handlers === old ? old.slice() : (leader.handlers as LearnerHandler[]);
    leader.handlers = handlers;
    let at = 0;
    while (at < handlers.length && handlers[at]?.sid !== sid) at += 1;
    const handler = handlers[at];
    assert(handler !== undefined, 'only who is connected has a handler');
    if (old?.includes(handler) !== true) return handler;
    const draft = draftHandler(handler);
    handlers[at] = draft;
    return draft;
  }

  editMemory(): Mutable<Memory> {
    const peer = this.edit();
    if (peer.memory === this.before.memory) peer.memory = draftMemory(peer.memory);
    return peer.memory;
  }

  editElection(): Mutable<Election> {
    const peer = this.edit();
    if (peer.election === this.before.election) peer.election = draftElection(peer.election);
    return peer.election;
  }

  /** Moves along the lifecycle chart and tells why. */
  move(event: ControlEvent, why: Because): void {
    const leaf = this.moveOn(this.peer.leaf, event);
    if (leaf === this.peer.leaf) return;
    this.edit().leaf = leaf;
    const [role, phase] = [serverStateOf(leaf), zabStateOf(leaf)];
    const standing = standingOf(leaf, this.context.isParticipant(this.sid));
    this.note({ type: 'stateChanged', leaf, role, phase, standing, because: why });
  }

  /** The election is decided: step.ts takes the role up. */
  elected(leader: ServerId, because: Because): void {
    assert(this.roleChange === null, 'a role changes once');
    this.roleChange = { type: 'elected', leader, because };
  }

  /** The role is lost: step.ts leaves it. */
  lose(because: Because): void {
    assert(this.roleChange === null, 'a role changes once');
    this.roleChange = { type: 'lost', because };
  }

  emit(effect: PeerEffect): void {
    // Most steps have one effect or none: an array that is pushed into takes room for seventeen.
    if (this.effects.length === 0) this.effects = [effect];
    else (this.effects as PeerEffect[]).push(effect);
  }

  note(note: PeerNote): void {
    this.emit({ type: 'note', note });
  }

  send(side: Side, to: ServerId, message: Message): void {
    this.emit({ type: 'send', side, to, message });
  }

  arm(kind: TimerKind, afterMs: number, sid: ServerId = 0): void {
    this.emit({ type: 'arm', timer: { kind, sid }, afterMs });
  }

  disarm(kind: TimerKind, sid: ServerId = 0): void {
    this.emit({ type: 'disarm', timer: { kind, sid } });
  }
}

/** Leader's invariants, by their numbers. */
function assertLeader(l: Leader): void {
  const { committedCount, proposals, lastProposed, epoch } = l;
  assert(committedCount >= 0 && committedCount <= proposals.length, 'Leader 1: commits proposals');
  assert(compareZxid(l.lastCommitted, lastProposed) <= 0, 'Leader 2: commits what it proposed');
  assert(compareZxid(l.ownAcked, lastProposed) <= 0, 'Leader 2: has on disk what it proposed');
  let last = NO_SERVER;
  for (const { sid } of l.handlers) {
    assert(sid > last, 'Leader 3: one handler a learner, by sid');
    last = sid;
  }
  if (epoch !== null) return;
  assert(l.epochAcks.length === 0 && proposals.length === 0, 'Leader 4: an epoch comes first');
  assert(!l.established, 'Leader 5: who has no epoch is not established');
}

/** Learner's invariants, by their numbers. */
function assertLearner(l: Learner): void {
  const { progress, head, pending } = l;
  assert(head >= 0 && head <= pending.length, 'Learner 1: done with what it has received');
  assert(progress !== 'SERVING' || l.toCommit.length === 0, 'Learner 2: serves what is committed');
  assert(progress === 'SAVING' || !l.gone, 'Learner 3: who reads notices the end');
  if (progress !== 'CONNECTING' && progress !== 'REGISTERED') return;
  assert(l.epoch === 0 && pending.length === 0, 'Learner 4: LEADERINFO comes first');
}
