import type { Mutable } from '../lib/index.ts';
import type { Disk } from './disk.ts';
import type { Election, Leader, Learner, LearnerHandler, Memory, Peer } from './peer.ts';

/*
 * Copies to write in, written out: a spread costs ten times as much, and gives each place where it
 * stands a shape of its own, over which every later read stumbles. These are the only copies of
 * these records that a step makes.
 */

export function draftPeer(p: Peer): Mutable<Peer> {
  return {
    sid: p.sid,
    leaf: p.leaf,
    disk: p.disk,
    memory: p.memory,
    election: p.election,
    leader: p.leader,
    learner: p.learner,
    chance: p.chance,
    sinceSnapshot: p.sinceSnapshot,
    snapshotAfter: p.snapshotAfter,
    saving: p.saving,
    logOpen: p.logOpen,
  };
}

export function draftDisk(d: Disk): Mutable<Disk> {
  return {
    acceptedEpoch: d.acceptedEpoch,
    currentEpoch: d.currentEpoch,
    log: d.log,
    flushed: d.flushed,
    usableFrom: d.usableFrom,
    files: d.files,
    snapshots: d.snapshots,
    generation: d.generation,
  };
}

export function draftMemory(m: Memory): Mutable<Memory> {
  return {
    image: m.image,
    lastProcessed: m.lastProcessed,
    committedLog: m.committedLog,
    committedFrom: m.committedFrom,
  };
}

export function draftElection(e: Election): Mutable<Election> {
  return {
    round: e.round,
    vote: e.vote,
    current: e.current,
    received: e.received,
    outOfElection: e.outOfElection,
    finalizing: e.finalizing,
    notificationMs: e.notificationMs,
    links: e.links,
    waiting: e.waiting,
  };
}

export function draftLeader(l: Leader): Mutable<Leader> {
  return {
    reported: l.reported,
    highestAccepted: l.highestAccepted,
    epoch: l.epoch,
    ownEpoch: l.ownEpoch,
    ownZxid: l.ownZxid,
    epochAcks: l.epochAcks,
    newLeaderAcks: l.newLeaderAcks,
    established: l.established,
    handlers: l.handlers,
    proposals: l.proposals,
    committedCount: l.committedCount,
    lastProposed: l.lastProposed,
    lastCommitted: l.lastCommitted,
    ownAcked: l.ownAcked,
    tick: l.tick,
    halfTick: l.halfTick,
  };
}

export function draftHandler(h: LearnerHandler): Mutable<LearnerHandler> {
  return {
    sid: h.sid,
    learnerType: h.learnerType,
    progress: h.progress,
    lastZxid: h.lastZxid,
    syncMode: h.syncMode,
    acked: h.acked,
    deadlineTick: h.deadlineTick,
    heardAt: h.heardAt,
    oldestUnacked: h.oldestUnacked,
    latestUnacked: h.latestUnacked,
  };
}

export function draftLearner(l: Learner): Mutable<Learner> {
  return {
    leader: l.leader,
    progress: l.progress,
    attempts: l.attempts,
    epoch: l.epoch,
    syncMode: l.syncMode,
    appliedUnlogged: l.appliedUnlogged,
    pending: l.pending,
    head: l.head,
    toCommit: l.toCommit,
    ackFrom: l.ackFrom,
    inbox: l.inbox,
    gone: l.gone,
    heardAt: l.heardAt,
  };
}
