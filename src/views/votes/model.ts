import { compareZxid, type ServerId, votersOf, type Zxid, zxidShort } from '../../model/index.ts';
import {
  factsOf,
  type HeardVote,
  type Host,
  hostOf,
  neededOf,
  type VoteFacts,
  type World,
} from '../../sim/index.ts';
import type { Moment, TimedEvent } from '../props.ts';

/** One row of a vote table: what `sid` was heard to vote for. */
export interface VoteLine extends HeardVote {
  /** It is this server's own vote, which it counts like any other (loopback notification). */
  readonly own: boolean;
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
  readonly state: string | null;
  readonly voter: boolean;
  readonly round: number;
  readonly vote: VoteFacts | null;
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

interface Claim {
  readonly sid: ServerId;
  readonly epoch: number;
  readonly zxid: Zxid;
}

/** FastLeaderElection.totalOrderPredicate, as a comparison that tells what decided it. */
function beats(winner: Claim, loser: Claim): Beats {
  const names = { winner: winner.sid, loser: loser.sid };
  if (winner.epoch !== loser.epoch) {
    return { ...names, by: 'epoch', more: String(winner.epoch), less: String(loser.epoch) };
  }
  if (compareZxid(winner.zxid, loser.zxid) !== 0) {
    return { ...names, by: 'zxid', more: zxidShort(winner.zxid), less: zxidShort(loser.zxid) };
  }
  return { ...names, by: 'sid', more: String(winner.sid), less: String(loser.sid) };
}

function compareClaims(a: Claim, b: Claim): number {
  return a.epoch - b.epoch || compareZxid(a.zxid, b.zxid) || a.sid - b.sid;
}

/** With what a server stands for election: its currentEpoch and the last zxid it has. */
function claimOf(world: World, sid: ServerId): Claim | null {
  const host = hostOf(world, sid);
  if (host === null) return null;
  const { term, log } = factsOf(world, host);
  return { sid, epoch: term, zxid: log.last };
}

/** Against whom the vote's leader prevails: the best of the others that were heard. */
function beatsOf(world: World, vote: VoteFacts, heard: readonly ServerId[]): Beats | null {
  let best: Claim | null = null;
  for (const sid of heard) {
    const claim = sid === vote.leader ? null : claimOf(world, sid);
    if (claim !== null && (best === null || compareClaims(claim, best) > 0)) {
      best = claim;
    }
  }
  if (best === null) return null;
  return beats({ sid: vote.leader, epoch: vote.term, zxid: vote.last }, best);
}

function decisionOf(events: readonly TimedEvent[], sid: ServerId): TimedEvent | null {
  let decision: TimedEvent | null = null;
  for (let i = events.length - 1; i >= 0; i--) {
    const timed = events[i] as TimedEvent;
    const { event } = timed;
    if (event.type !== 'stateChanged' || event.server !== sid) continue;
    if (event.standing === 'candidate' || event.standing === 'none') return decision;
    decision = timed;
  }
  return null;
}

function votesOf(moment: Seen, host: Host, voters: readonly ServerId[]): ServerVotes {
  const { sid, status } = host;
  const voter = voters.includes(sid);
  const { role: state, election } = factsOf(moment.world, host);
  if (election === null) {
    const nothing = { lines: [], decided: [], agreeing: [], beats: null, decision: null };
    return {
      ...{ sid, status, voter, state, round: 0, vote: null, finalizing: false },
      ...nothing,
    };
  }
  const { open, round, vote, finalizing } = election;
  const line = (one: HeardVote): VoteLine => ({ ...one, own: one.sid === sid });
  const lines = election.heard.map(line);
  const heard = lines.map((one) => one.sid);
  return {
    ...{ sid, status, voter, state, round, vote, finalizing, lines },
    decided: election.decided.map(line),
    agreeing: lines.filter((one) => one.counts).map((one) => one.sid),
    beats: open ? beatsOf(moment.world, vote, heard) : null,
    decision: open ? null : decisionOf(moment.events, sid),
  };
}

/** Every server's vote table, with what its quorum still lacks. */
export function votesModel(moment: Seen): VotesModel {
  const { config, hosts } = moment.world;
  const voters = votersOf(config);
  return {
    voters: voters.length,
    quorum: neededOf(moment.world),
    standalone: config.standalone,
    servers: hosts.map((host) => votesOf(moment, host, voters)),
  };
}
