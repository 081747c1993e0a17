import { assert, type Mutable, NONE, nextRandom, randomBetween } from '../lib/index.ts';
import { type Because, NO_SERVER, type ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { lastIndex, type RaftDisk } from './disk.ts';
import { draftLeading, draftProgress, draftRaftPeer } from './drafts.ts';
import { standingIn } from './group.ts';
import { isLeading, phaseOf, type RaftLeaf, roleOf, standingOf } from './leaf.ts';
import type { RoleEvent } from './lifecycle.ts';
import type { RaftOwn } from './messages.ts';
import { electionTicks } from './pace.ts';
import type {
  Leading,
  MemberProgress,
  RaftContext,
  RaftEffect,
  RaftNote,
  RaftPeer,
  RaftTimerKind,
} from './peer.ts';

type Move = (leaf: RaftLeaf, event: RoleEvent) => RaftLeaf;

/**
 * A member while one input is worked on, and the effects in the order in which they are to happen.
 * Messages are only formed here: they leave with the next batch (`batch.ts`).
 */
export class RaftDraft {
  // `declare`: made once, by the constructor, and not undefined before.
  declare peer: RaftPeer;
  declare effects: readonly RaftEffect[];
  declare readonly context: RaftContext;
  /** The process ends: nothing more is done. */
  declare ended: boolean;
  declare private readonly before: RaftPeer;
  declare private readonly moveOn: Move;

  /** `move` is the chart's: step.ts hands it in, since the chart names the handlers. */
  constructor(peer: RaftPeer, context: RaftContext, move: Move) {
    this.peer = peer;
    this.effects = NONE;
    this.context = context;
    this.ended = false;
    this.before = peer;
    this.moveOn = move;
  }

  /** The member after the step. */
  finish(): RaftPeer {
    const { peer } = this;
    if (peer === this.before || this.ended) return peer;
    assert(peer.commit <= lastIndex(peer.disk), 'RaftPeer 1: what is committed is in the log');
    assert(
      peer.memory.lastProcessed.counter <= peer.commit || this.context.variants.applyAtAppend,
      'RaftPeer 1: what is applied is committed',
    );
    assert((peer.leading !== null) === isLeading(peer.leaf), 'RaftPeer 2: who leads has a part');
    assert(peer.leading === null || peer.leader === peer.sid, 'RaftPeer 2: it knows that it leads');
    assert(peer.disk.platter.hard.term <= peer.term, 'RaftPeer 3: terms only grow');
    return peer;
  }

  get sid(): ServerId {
    return this.peer.sid;
  }

  get disk(): RaftDisk {
    return this.peer.disk;
  }

  /** The leader's part; only while it leads. */
  get leading(): Leading {
    return this.peer.leading as Leading;
  }

  get voters(): readonly ServerId[] {
    return this.peer.group.voters;
  }

  get isVoter(): boolean {
    return standingIn(this.peer.group, this.peer)?.voter === true;
  }

  /** More than half of the voters. */
  get needed(): number {
    const { length } = this.voters;
    if (this.context.variants.halfMajority) return (length + 1) >> 1;
    return (length >> 1) + 1;
  }

  get electionTicks(): number {
    return electionTicks(this.context.config);
  }

  edit(): Mutable<RaftPeer> {
    if (this.peer === this.before) this.peer = draftRaftPeer(this.peer);
    return this.peer;
  }

  editLeading(): Mutable<Leading> {
    const peer = this.edit();
    if (peer.leading === this.before.leading) peer.leading = draftLeading(this.leading);
    return peer.leading as Leading;
  }

  /** The leader's view of a member that it has; copied at its first change. */
  editProgress(sid: ServerId): Mutable<MemberProgress> {
    const leading = this.editLeading();
    const old = this.before.leading?.members;
    const members = leading.members === old ? old.slice() : (leading.members as MemberProgress[]);
    leading.members = members;
    let at = 0;
    while (at < members.length && members[at]?.sid !== sid) at += 1;
    const progress = members[at];
    assert(progress !== undefined, 'a leader has a view of each member');
    if (old?.includes(progress) !== true) return progress;
    const draft = draftProgress(progress);
    members[at] = draft;
    return draft;
  }

  progressOf(sid: ServerId): MemberProgress | undefined {
    return this.peer.leading?.members.find((one) => one.sid === sid);
  }

  /** Moves along the chart and tells why; where the chart stays, nothing is told. */
  move(event: RoleEvent, why: Because): void {
    const leaf = this.moveOn(this.peer.leaf, event);
    if (leaf === this.peer.leaf) return;
    this.edit().leaf = leaf;
    this.tellRole(why);
  }

  /** How it stands now: for a follower that found its leader, too. */
  tellRole(why: Because): void {
    const { leaf, leader } = this.peer;
    const knows = leader !== NO_SERVER;
    const [role, phase] = [roleOf(leaf), phaseOf(leaf, knows)];
    const standing = standingOf(leaf, this.isVoter, knows);
    this.note({ type: 'stateChanged', leaf, role, phase, standing, because: why });
  }

  /** The clock begins anew; with `draws` another timeout is drawn, too (raft.reset). */
  resetClock(draws: boolean): void {
    const draft = this.edit();
    draft.elapsed = 0;
    if (!draws) return;
    draft.chance = nextRandom(draft.chance);
    const ticks = this.electionTicks;
    const more = randomBetween(draft.chance, 0, ticks - 1);
    draft.timeout = ticks + (this.context.variants.sameTimeouts ? 0 : more);
  }

  emit(effect: RaftEffect): void {
    if (this.effects.length === 0) this.effects = [effect];
    else (this.effects as RaftEffect[]).push(effect);
  }

  note(note: RaftNote): void {
    this.emit({ type: 'note', note });
  }

  /** Something that people want to know, of which no other event tells. */
  remark(why: Because): void {
    if (this.context.record) this.note({ type: 'noted', because: why });
  }

  /** A message is formed; it leaves with the batch. */
  send(to: ServerId, message: RaftOwn): void {
    const draft = this.edit();
    const mine = draft.out !== this.before.out && draft.out.length > 0;
    if (mine) (draft.out as { to: ServerId; message: RaftOwn }[]).push({ to, message });
    else draft.out = [...draft.out, { to, message }];
  }

  arm(kind: RaftTimerKind, afterMs: number): void {
    this.emit({ type: 'arm', timer: { kind, sid: 0 }, afterMs });
  }

  /** The process ends by itself (a panic). */
  exit(why: Because): void {
    this.ended = true;
    this.emit({ type: 'exit', code: 2, because: why });
  }

  ignored(from: ServerId, message: RaftOwn, kind: Extract<RaftNote, { class: unknown }>['class']) {
    const { term } = this.peer;
    const why = because('raft.stale', { type: message.type, term: message.term, own: term });
    this.note({ type: 'messageIgnored', from, message, class: kind, because: why });
  }
}
