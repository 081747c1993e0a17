import { compareZxid, type ServerId, votersOf, type Zxid, zxidShort } from '../../model/index.ts';
import type { Host, World } from '../../sim/index.ts';
import {
  lastZxidOnDisk,
  type SeenVote,
  type ServerState,
  serverStateOf,
  type Vote,
} from '../../zab/index.ts';
import { hostOf } from '../inspector/facts.ts';
import type { Moment, TimedEvent } from '../props.ts';

/** One row of a vote table: what `sid` was heard to vote for. */
export interface VoteLine {
  readonly sid: ServerId;
  readonly vote: Vote;
  /** The state in which the voter said so. */
  readonly state: ServerState;
  /** It is this server's own vote, which it counts like any other (loopback notification). */
  readonly own: boolean;
  /** It agrees with this server's vote and comes from a voter: one of the quorum. */
  readonly counts: boolean;
}

/**
 * Why one vote beats another: the first of peerEpoch, zxid, sid in which they differ
 * (FastLeaderElection.totalOrderPredicate).
 */
export interface Beats {
  readonly by: 'epoch' | 'zxid' | 'sid';
  readonly winner: ServerId;
  readonly loser: ServerId;
  readonly more: string;
  readonly less: string;
}

export interface ServerVotes {
  readonly sid: ServerId;
  readonly status: Host['status'];
  /** Null while the process does not run; then nothing below is known. */
  readonly state: ServerState | null;
  readonly voter: boolean;
  readonly round: number;
  readonly vote: Vote | null;
  /** A quorum agrees; it waits a moment for a better vote (finalizeWait). */
  readonly finalizing: boolean;
  readonly lines: readonly VoteLine[];
  /** Votes of servers that have decided already (outOfElection). */
  readonly decided: readonly VoteLine[];
  readonly agreeing: readonly ServerId[];
  readonly beats: Beats | null;
  /** The event in which this server decided; null when it is LOOKING or that is out of sight. */
  readonly decision: TimedEvent | null;
}

export interface VotesModel {
  readonly voters: number;
  readonly quorum: number;
  /** One stand-alone server elects nobody. */
  readonly standalone: boolean;
  readonly servers: readonly ServerVotes[];
}

type Seen = Pick<Moment, 'world' | 'events'>;

/** Vote.equals while somebody is LOOKING: all four fields. */
export function sameVote(a: Vote, b: Vote): boolean {
  return (
    a.leader === b.leader &&
    a.peerEpoch === b.peerEpoch &&
    a.electionEpoch === b.electionEpoch &&
    compareZxid(a.zxid, b.zxid) === 0
  );
}

interface Standing {
  readonly sid: ServerId;
  readonly epoch: number;
  readonly zxid: Zxid;
}

/** FastLeaderElection.totalOrderPredicate, as a comparison that tells what decided it. */
function beats(winner: Standing, loser: Standing): Beats {
  const names = { winner: winner.sid, loser: loser.sid };
  if (winner.epoch !== loser.epoch) {
    return { ...names, by: 'epoch', more: String(winner.epoch), less: String(loser.epoch) };
  }
  if (compareZxid(winner.zxid, loser.zxid) !== 0) {
    return { ...names, by: 'zxid', more: zxidShort(winner.zxid), less: zxidShort(loser.zxid) };
  }
  return { ...names, by: 'sid', more: String(winner.sid), less: String(loser.sid) };
}

function compareStanding(a: Standing, b: Standing): number {
  return a.epoch - b.epoch || compareZxid(a.zxid, b.zxid) || a.sid - b.sid;
}

/** With what a server stands for election: its currentEpoch and the last zxid it has. */
function standingOf(world: World, sid: ServerId): Standing | null {
  const host = hostOf(world, sid);
  if (host === null) return null;
  const disk = host.server?.peer.disk ?? host.disk;
  return { sid, epoch: disk.currentEpoch, zxid: lastZxidOnDisk(disk) };
}

/** Against whom the vote's leader prevails: the best of the others that were heard. */
function beatsOf(world: World, vote: Vote, heard: readonly ServerId[]): Beats | null {
  let best: Standing | null = null;
  for (const sid of heard) {
    const standing = sid === vote.leader ? null : standingOf(world, sid);
    if (standing !== null && (best === null || compareStanding(standing, best) > 0)) {
      best = standing;
    }
  }
  if (best === null) return null;
  return beats({ sid: vote.leader, epoch: vote.peerEpoch, zxid: vote.zxid }, best);
}

function decisionOf(events: readonly TimedEvent[], sid: ServerId): TimedEvent | null {
  for (let i = events.length - 1; i >= 0; i--) {
    const timed = events[i] as TimedEvent;
    const { event } = timed;
    if (event.type === 'stateChanged' && event.server === sid) {
      if (event.leaf.startsWith('LOOKING')) return null;
      if (event.leaf.endsWith('.DISCOVERY')) return timed;
    }
  }
  return null;
}

function votesOf(moment: Seen, host: Host, voters: readonly ServerId[]): ServerVotes {
  const { sid, status } = host;
  const voter = voters.includes(sid);
  if (host.server === null) {
    const nothing = { lines: [], decided: [], agreeing: [], beats: null, decision: null };
    return {
      ...{ sid, status, voter, state: null, round: 0, vote: null, finalizing: false },
      ...nothing,
    };
  }
  const { leaf, election } = host.server.peer;
  const state = serverStateOf(leaf);
  const counts = (seen: SeenVote): boolean =>
    voters.includes(seen.sid) && sameVote(seen.vote, election.vote);
  const line = (seen: SeenVote): VoteLine => ({
    ...seen,
    own: seen.sid === sid,
    counts: counts(seen),
  });
  const bySid = (a: VoteLine, b: VoteLine): number => a.sid - b.sid;
  const seen = election.received.filter((one) => one.sid !== sid);
  if (voter) seen.push({ sid, vote: election.vote, state });
  const lines = seen.map(line).sort(bySid);
  const looking = state === 'LOOKING';
  const heard = lines.map((one) => one.sid);
  return {
    ...{ sid, status, voter, state, round: election.round, vote: election.vote },
    finalizing: looking && election.finalizing,
    lines,
    decided: election.outOfElection.map(line).sort(bySid),
    agreeing: lines.filter((one) => one.counts).map((one) => one.sid),
    beats: looking ? beatsOf(moment.world, election.vote, heard) : null,
    decision: looking ? null : decisionOf(moment.events, sid),
  };
}

/** Every server's vote table, with what its quorum still lacks. */
export function votesModel(moment: Seen): VotesModel {
  const { config, hosts } = moment.world;
  const voters = votersOf(config);
  return {
    voters: voters.length,
    quorum: Math.floor(voters.length / 2) + 1,
    standalone: config.standalone,
    servers: hosts.map((host) => votesOf(moment, host, voters)),
  };
}
