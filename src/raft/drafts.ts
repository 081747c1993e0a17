import type { Mutable } from '../lib/index.ts';
import type { RaftDisk } from './disk.ts';
import type { Leading, MemberProgress, RaftPeer } from './peer.ts';

/* Copies to write in, written out, so that all records of a kind have one shape. */

export function draftRaftPeer(p: RaftPeer): Mutable<RaftPeer> {
  return {
    sid: p.sid,
    leaf: p.leaf,
    disk: p.disk,
    memory: p.memory,
    covers: p.covers,
    startedAt: p.startedAt,
    group: p.group,
    term: p.term,
    vote: p.vote,
    commit: p.commit,
    leader: p.leader,
    elapsed: p.elapsed,
    timeout: p.timeout,
    chance: p.chance,
    ballots: p.ballots,
    leading: p.leading,
    reads: p.reads,
    lastRead: p.lastRead,
    proposals: p.proposals,
    compacted: p.compacted,
    saving: p.saving,
    restoring: p.restoring,
    out: p.out,
    batch: p.batch,
    batches: p.batches,
    tickDue: p.tickDue,
    links: p.links,
    looks: p.looks,
    told: p.told,
  };
}

export function draftDisk(d: RaftDisk): Mutable<RaftDisk> {
  return {
    base: d.base,
    log: d.log,
    flushed: d.flushed,
    platter: d.platter,
    snapshots: d.snapshots,
    backend: d.backend,
    wiped: d.wiped,
    id: d.id,
    told: d.told,
  };
}

export function draftLeading(l: Leading): Mutable<Leading> {
  return {
    members: l.members,
    first: l.first,
    transferee: l.transferee,
    changing: l.changing,
    reads: l.reads,
    early: l.early,
    lastRead: l.lastRead,
  };
}

export function draftProgress(p: MemberProgress): Mutable<MemberProgress> {
  return {
    sid: p.sid,
    voter: p.voter,
    match: p.match,
    next: p.next,
    sending: p.sending,
    waits: p.waits,
    snapshot: p.snapshot,
    window: p.window,
    active: p.active,
  };
}
