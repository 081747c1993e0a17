import { takeLog } from '../lib/index.ts';
import type { Because, ServerId } from '../model/index.ts';
import { because } from './because.ts';
import { beginLeading, beginLearning } from './discovery.ts';
import type { Disk } from './disk.ts';
import { draftDisk } from './drafts.ts';
import { startElection } from './election.ts';
import type { PeerDraft } from './peer-draft.ts';
import { diskUnreadable, firstUnreadable, loadMemory, replay } from './storage.ts';

/*
 * Taking up a role and leaving it, without a restart of the process (QuorumPeer.run, Learner and
 * Leader.shutdown, ZooKeeperServer.shutdown). Only step.ts calls this, behind what the phases do:
 * they say that a role changes, and need not know of each other.
 */

/** The election is decided: lead, or follow. */
export function takeRole(w: PeerDraft, leader: ServerId, why: Because): void {
  if (leader === w.sid) {
    w.move('ELECTED_LEADING', why);
    beginLeading(w);
  } else {
    const participant = w.context.isParticipant(w.sid);
    w.move(participant ? 'ELECTED_FOLLOWING' : 'ELECTED_OBSERVING', why);
    beginLearning(w, leader);
  }
}

/** Whether memory has what a leader sent and the disk does not (ZOOKEEPER-3642 and 5094). */
function isHalfRepaired(w: PeerDraft): boolean {
  const mode = w.peer.learner?.syncMode;
  if (mode === 'SNAP') return !w.context.variants.keepMemoryAfterSnap;
  return mode === 'TRUNC';
}

/** The log as the end of a role finds it: what still waits for the disk is drained first. */
function shutDownLog(w: PeerDraft): Disk {
  if (!w.context.variants.zombieSyncThread) return w.disk;
  // ZOOKEEPER-4712: the thread that writes lives on, and appends when nobody looks any more.
  const disk = draftDisk(w.disk);
  disk.log = takeLog(disk.log, disk.flushed);
  return disk;
}

/** Back to LOOKING. Memory is kept unless a SNAP or TRUNC was only half done. */
export function leaveRole(w: PeerDraft, why: Because): void {
  const { leader, learner } = w.peer;
  const { config, machine } = w.context;
  if (leader) {
    for (const { sid } of leader.handlers) {
      w.emit({ type: 'hangUp', side: 'leader', to: sid });
      w.disarm('handler', sid);
    }
    w.disarm('init');
    w.disarm('tick');
  }
  if (learner) {
    w.emit({ type: 'hangUp', side: 'learner', to: learner.leader });
    w.disarm('read');
    w.disarm('connect');
  }
  if (isHalfRepaired(w)) {
    // ZOOKEEPER-3642, and its twin for TRUNC: what was only in memory must not be voted with.
    if (learner?.progress === 'SAVING') w.edit().saving = null;
    w.edit().memory = loadMemory(w.disk, machine, config.commitLogCount);
  } else if (!w.context.variants.noFastForward) {
    // ZOOKEEPER-2845: the logged tail counts, committed or not.
    const from = w.memory.lastProcessed;
    w.edit().memory = replay(w.memory, shutDownLog(w), from, machine, config.commitLogCount);
  }
  w.edit().leader = null;
  w.edit().learner = null;
  w.emit({ type: 'stopServing' });
  w.move('LOST', why);
  settle(w);
}

/**
 * LOOKING begins when all that was appended is on disk (SyncRequestProcessor.shutdown drains its
 * queue).
 */
export function settle(w: PeerDraft): void {
  if (w.peer.leaf !== 'LOOKING.SETTLING') return;
  if (w.disk.flushed < w.disk.log.length) return;
  const unreadable = firstUnreadable(w);
  if (unreadable !== null) {
    // It tries again and again (QuorumPeer.getLastLoggedZxid), and votes for nobody.
    w.note({ type: 'noted', because: diskUnreadable(unreadable) });
    return;
  }
  const round = w.election.round + 1;
  w.move('SETTLED', because('looking.start', { round }));
  startElection(w);
}
