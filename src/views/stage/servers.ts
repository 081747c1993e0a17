import { itemAt, sliceLog } from '../../lib/index.ts';
import { compareZxid, type ServerId, type Txn, votersOf, ZERO } from '../../model/index.ts';
import type { Host, World } from '../../sim/index.ts';
import {
  type Disk,
  type Leader,
  type Peer,
  type ServerState,
  serverStateOf,
  type Vote,
  type ZabState,
  zabStateOf,
} from '../../zab/index.ts';
import { knowledgeOf } from '../log/knowledge.ts';

/** One transaction on a card. Each stage includes the ones before it. */
export interface Cell {
  readonly epoch: number;
  readonly counter: number;
  readonly stage: 'received' | 'logged' | 'committed' | 'applied';
}

/** What a card says of a server. */
export interface ServerShape {
  readonly sid: ServerId;
  readonly status: Host['status'];
  /** Null while the process does not run. */
  readonly state: ServerState | null;
  readonly phase: ZabState | null;
  readonly standalone: boolean;
  readonly observer: boolean;
  /** A full crown: established by a quorum. A hollow one: elected, and no more. */
  readonly crown: 'full' | 'hollow' | null;
  /** Whom it follows or observes. */
  readonly leader: ServerId | null;
  readonly vote: Vote | null;
  /** A count towards a quorum, in the words of the phase; null when nothing is being counted. */
  readonly count: Count | null;
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  readonly cells: readonly Cell[];
  /** Entries before the cells. */
  readonly earlier: number;
  readonly flushing: boolean;
  readonly fsyncMs: number;
  readonly serving: boolean;
  /** Things that came due while it was frozen. */
  readonly backlog: number;
}

/** `have` of `need`: what a server waits for. */
export interface Count {
  readonly of: 'votes' | 'reports' | 'epochAcks' | 'newLeaderAcks' | 'followers';
  readonly have: number;
  readonly need: number;
}

/** How many cells a card shows at most. */
const MOST_CELLS = 8;

function cellsOf(host: Host, disk: Disk): readonly Cell[] {
  const known = knowledgeOf(host);
  const first = Math.max(0, disk.log.length - MOST_CELLS);
  const logged = sliceLog(disk.log, first).map((txn: Txn, i): Cell => {
    const onDisk = first + i < disk.flushed;
    const { epoch, counter } = txn.zxid;
    if (compareZxid(txn.zxid, known.committed) <= 0) {
      const applied = compareZxid(txn.zxid, known.applied) <= 0;
      return { epoch, counter, stage: applied ? 'applied' : 'committed' };
    }
    return { epoch, counter, stage: onDisk ? 'logged' : 'received' };
  });
  const learner = host.server?.peer.learner;
  const pending = learner == null ? [] : sliceLog(learner.pending, learner.head);
  const last = itemAt(disk.log, disk.log.length - 1)?.zxid ?? ZERO;
  const waiting = pending
    .filter((txn) => compareZxid(txn.zxid, last) > 0)
    .map(({ zxid }): Cell => ({ epoch: zxid.epoch, counter: zxid.counter, stage: 'received' }));
  return [...logged, ...waiting].slice(-MOST_CELLS);
}

function votesFor(peer: Peer, voters: readonly ServerId[]): number {
  const { vote, received } = peer.election;
  const others = received.filter(
    (seen) =>
      seen.sid !== peer.sid &&
      voters.includes(seen.sid) &&
      seen.vote.leader === vote.leader &&
      seen.vote.electionEpoch === vote.electionEpoch &&
      compareZxid(seen.vote.zxid, vote.zxid) === 0,
  );
  return others.length + (voters.includes(peer.sid) ? 1 : 0);
}

function countOf(peer: Peer, voters: readonly ServerId[]): Count | null {
  const need = Math.floor(voters.length / 2) + 1;
  const { leader } = peer;
  if (serverStateOf(peer.leaf) === 'LOOKING') {
    return { of: 'votes', have: votesFor(peer, voters), need };
  }
  if (leader === null || peer.leaf === 'STANDALONE') return null;
  if (leader.epoch === null) return { of: 'reports', have: leader.reported.length, need };
  if (peer.leaf === 'LEADING.DISCOVERY') {
    return { of: 'epochAcks', have: leader.epochAcks.length, need };
  }
  if (!leader.established) {
    return { of: 'newLeaderAcks', have: leader.newLeaderAcks.length, need };
  }
  return { of: 'followers', have: followersOf(leader, voters), need: voters.length };
}

/** Voters that follow an established leader and are up to date, itself among them. */
function followersOf(leader: Leader, voters: readonly ServerId[]): number {
  const synced = leader.handlers.filter(
    (one) => voters.includes(one.sid) && (one.progress === 'ACKED' || one.progress === 'SERVING'),
  );
  return synced.length + 1;
}

function crownOf(peer: Peer): ServerShape['crown'] {
  if (peer.leaf === 'STANDALONE') return 'full';
  if (peer.leader === null) return null;
  return peer.leader.established ? 'full' : 'hollow';
}

/** What there is to draw of a machine and, while it runs, of its server. */
export function serverShape(host: Host, world: World): ServerShape {
  const peer = host.server?.peer ?? null;
  const disk = peer?.disk ?? host.disk;
  const voters = votersOf(world.config);
  const state = peer === null ? null : serverStateOf(peer.leaf);
  const cells = cellsOf(host, disk);
  const pendingCells = cells.length - Math.min(cells.length, disk.log.length);
  return {
    sid: host.sid,
    status: host.status,
    state,
    phase: peer === null ? null : zabStateOf(peer.leaf),
    standalone: peer?.leaf === 'STANDALONE',
    observer: !voters.includes(host.sid),
    crown: peer === null ? null : crownOf(peer),
    leader: peer?.learner?.leader ?? null,
    vote: state === 'LOOKING' ? (peer as Peer).election.vote : null,
    count: peer === null ? null : countOf(peer, voters),
    acceptedEpoch: disk.acceptedEpoch,
    currentEpoch: disk.currentEpoch,
    cells,
    earlier: Math.max(0, disk.log.length + pendingCells - cells.length),
    flushing: host.flushing,
    fsyncMs: host.fsyncMs,
    serving: host.server?.serving ?? false,
    backlog: host.backlog.length,
  };
}
