import type { Because, Fact, ServerId } from '../model/index.ts';
import type { Disk } from './disk.ts';
import { type ControlEvent, type Leaf, move } from './lifecycle.ts';
import type { Message } from './messages.ts';
import type {
  Context,
  Election,
  Leader,
  Learner,
  Memory,
  Peer,
  PeerEffect,
  PeerNote,
  Side,
  TimerKind,
} from './peer.ts';

/** A reason: a rule of the catalogue and the facts that made it apply. */
export function because(rule: string, facts: Readonly<Record<string, Fact>> = {}): Because {
  return { rule, facts };
}

// A peer's copies, written out: every message makes one, and a spread costs ten times as much.
function copyPeer(
  p: Peer,
  leaf: Leaf,
  disk: Disk,
  memory: Memory,
  election: Election,
  leader: Leader | null,
  learner: Learner | null,
): Peer {
  return {
    sid: p.sid,
    leaf,
    disk,
    memory,
    election,
    leader,
    learner,
    chance: p.chance,
    sinceSnapshot: p.sinceSnapshot,
    snapshotAfter: p.snapshotAfter,
    saving: p.saving,
    logOpen: p.logOpen,
  };
}

/**
 * The workbench of one step: the peer as it is so far, and the effects in the order they are to
 * happen. It lives for one step; outside of it there are only immutable peers.
 */
export class Work {
  peer: Peer;
  readonly effects: PeerEffect[] = [];
  readonly context: Context;

  constructor(peer: Peer, context: Context) {
    this.peer = peer;
    this.context = context;
  }

  get sid(): ServerId {
    return this.peer.sid;
  }

  /** The leader's part; only while LEADING. */
  get leader(): Leader {
    return this.peer.leader as Leader;
  }

  set leader(leader: Leader | null) {
    const p = this.peer;
    this.peer = copyPeer(p, p.leaf, p.disk, p.memory, p.election, leader, p.learner);
  }

  /** The learner's part; only while FOLLOWING or OBSERVING. */
  get learner(): Learner {
    return this.peer.learner as Learner;
  }

  set learner(learner: Learner | null) {
    const p = this.peer;
    this.peer = copyPeer(p, p.leaf, p.disk, p.memory, p.election, p.leader, learner);
  }

  set disk(disk: Disk) {
    const p = this.peer;
    this.peer = copyPeer(p, p.leaf, disk, p.memory, p.election, p.leader, p.learner);
  }

  get disk(): Disk {
    return this.peer.disk;
  }

  set memory(memory: Memory) {
    const p = this.peer;
    this.peer = copyPeer(p, p.leaf, p.disk, memory, p.election, p.leader, p.learner);
  }

  get memory(): Memory {
    return this.peer.memory;
  }

  set election(election: Election) {
    const p = this.peer;
    this.peer = copyPeer(p, p.leaf, p.disk, p.memory, election, p.leader, p.learner);
  }

  get election(): Election {
    return this.peer.election;
  }

  /** Moves along the lifecycle chart and tells why. */
  move(event: ControlEvent, why: Because): void {
    const p = this.peer;
    const leaf = move(p.leaf, event);
    if (leaf === p.leaf) return;
    this.peer = copyPeer(p, leaf, p.disk, p.memory, p.election, p.leader, p.learner);
    this.note({ type: 'stateChanged', leaf, because: why });
  }

  emit(effect: PeerEffect): void {
    this.effects.push(effect);
  }

  note(note: PeerNote): void {
    this.effects.push({ type: 'note', note });
  }

  send(side: Side, to: ServerId, message: Message): void {
    this.effects.push({ type: 'send', side, to, message });
  }

  arm(kind: TimerKind, afterMs: number, sid: ServerId = 0): void {
    this.effects.push({ type: 'arm', timer: { kind, sid }, afterMs });
  }

  disarm(kind: TimerKind, sid: ServerId = 0): void {
    this.effects.push({ type: 'disarm', timer: { kind, sid } });
  }
}
