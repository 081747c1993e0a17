import { itemAt } from '../lib/index.ts';
import {
  compareZxid,
  type EnsembleConfig,
  type ServerId,
  votersOf,
  type Zxid,
} from '../model/index.ts';
import type {
  CountFacts,
  ElectionFacts,
  Facts,
  HeardVote,
  LeadingFacts,
  LogFacts,
  MemberFacts,
  PromiseFacts,
  QuorumFacts,
  Standing,
  VoteFacts,
} from '../replica/index.ts';
import type { Disk } from './disk.ts';
import { serverStateOf, standingOf, zabStateOf } from './leaf.ts';
import { ZabLog } from './log-facts.ts';
import type { Leader, LearnerHandler, Peer, SeenVote, Vote } from './peer.ts';
import { acknowledgedBy, commitSize, quorumSize } from './quorum.ts';
import type { Variants } from './variants.ts';
import { sameVote } from './vote.ts';

/**
 * What is known of a peer outside of this folder: of the process while it runs, else (null) of the
 * disk that it left.
 */
export function factsOf(
  peer: Peer | null,
  disk: Disk,
  config: EnsembleConfig,
  variants: Variants,
): Facts {
  return new ZabFacts(peer, peer?.disk ?? disk, config, variants);
}

/** Holds what it is asked about, and computes nothing before: the stage asks once a frame. */
class ZabFacts implements Facts {
  readonly #peer: Peer | null;
  readonly #disk: Disk;
  readonly #config: EnsembleConfig;
  readonly #variants: Variants;
  #log: LogFacts | null = null;

  constructor(peer: Peer | null, disk: Disk, config: EnsembleConfig, variants: Variants) {
    this.#peer = peer;
    this.#disk = disk;
    this.#config = config;
    this.#variants = variants;
  }

  get role(): string | null {
    return this.#peer && serverStateOf(this.#peer.leaf);
  }

  get phase(): string | null {
    return this.#peer && zabStateOf(this.#peer.leaf);
  }

  get leaf(): string | null {
    return this.#peer?.leaf ?? null;
  }

  get standing(): Standing {
    const peer = this.#peer;
    return peer === null ? 'none' : standingOf(peer.leaf, this.#voters.includes(peer.sid));
  }

  get leader(): ServerId | null {
    const peer = this.#peer;
    if (peer === null) return null;
    if (peer.leader !== null || peer.leaf === 'STANDALONE') return peer.sid;
    return peer.learner?.leader ?? null;
  }

  get term(): number {
    return this.#disk.currentEpoch;
  }

  get promises(): readonly PromiseFacts[] {
    const { acceptedEpoch, currentEpoch } = this.#disk;
    return [
      { name: 'acceptedEpoch', value: acceptedEpoch },
      { name: 'currentEpoch', value: currentEpoch },
    ];
  }

  get election(): ElectionFacts | null {
    return this.#peer && electionOf(this.#peer, this.#voters);
  }

  get needed(): number {
    return quorumSize(this.#voters, this.#variants);
  }

  get count(): CountFacts | null {
    return this.#peer && countOf(this.#peer, this.#voters, this.#variants);
  }

  get log(): LogFacts {
    this.#log ??= new ZabLog(this.#peer, this.#disk);
    return this.#log;
  }

  get leading(): LeadingFacts | null {
    const peer = this.#peer;
    return peer?.leader ? leadingOf(peer.sid, peer.leader, this.#voters, this.#variants) : null;
  }

  get #voters(): readonly ServerId[] {
    return votersOf(this.#config);
  }
}

function voteFacts({ leader, zxid, peerEpoch, electionEpoch }: Vote): VoteFacts {
  return { leader, round: electionEpoch, term: peerEpoch, last: zxid };
}

function electionOf(peer: Peer, voters: readonly ServerId[]): ElectionFacts {
  const { sid, election } = peer;
  const role = serverStateOf(peer.leaf);
  const seen = election.received.filter((one) => one.sid !== sid);
  // Its own vote counts like any other: it is told by a loopback notification.
  if (voters.includes(sid)) seen.push({ sid, vote: election.vote, state: role });
  // In all four fields, as while somebody is LOOKING (Vote.equals).
  const heard = (one: SeenVote): HeardVote => ({
    sid: one.sid,
    vote: voteFacts(one.vote),
    role: one.state,
    counts: voters.includes(one.sid) && sameVote(one.vote, 'LOOKING', election.vote, 'LOOKING'),
  });
  const bySid = (a: HeardVote, b: HeardVote): number => a.sid - b.sid;
  return {
    open: role === 'LOOKING',
    round: election.round,
    vote: voteFacts(election.vote),
    heard: seen.map(heard).sort(bySid),
    decided: election.outOfElection.map(heard).sort(bySid),
    finalizing: role === 'LOOKING' && election.finalizing,
  };
}

function countOf(peer: Peer, voters: readonly ServerId[], variants: Variants): CountFacts | null {
  const need = quorumSize(voters, variants);
  const { leader } = peer;
  if (serverStateOf(peer.leaf) === 'LOOKING') {
    const { heard } = electionOf(peer, voters);
    return { of: 'votes', have: heard.filter((one) => one.counts).length, need };
  }
  if (leader === null || peer.leaf === 'STANDALONE') return null;
  if (leader.epoch === null) return { of: 'reports', have: leader.reported.length, need };
  if (peer.leaf === 'LEADING.DISCOVERY') {
    return { of: 'epochAcks', have: leader.epochAcks.length, need };
  }
  if (!leader.established) {
    return { of: 'newLeaderAcks', have: leader.newLeaderAcks.length, need };
  }
  return { of: 'followers', have: followersOf(leader, voters), need: voters.length - 1 };
}

/** Voters that follow an established leader and are up to date. */
function followersOf(leader: Leader, voters: readonly ServerId[]): number {
  return leader.handlers.filter(
    (one) => voters.includes(one.sid) && (one.progress === 'ACKED' || one.progress === 'SERVING'),
  ).length;
}

function leadingOf(
  sid: ServerId,
  leader: Leader,
  voters: readonly ServerId[],
  variants: Variants,
): LeadingFacts {
  const { proposals, committedCount, lastProposed } = leader;
  return {
    proposed: proposals.length,
    lastProposed,
    next: itemAt(proposals, committedCount)?.zxid ?? null,
    members: leader.handlers.map(memberOf),
    quorum(id: Zxid): QuorumFacts {
      const reached = acknowledgedBy(leader, id, sid);
      const needed = commitSize(voters, variants);
      if (compareZxid(id, leader.lastCommitted) <= 0) {
        return { needed, reached, verdict: 'committed' };
      }
      return { needed, reached, verdict: reached.length < needed ? 'waiting' : 'reached' };
    },
  };
}

function memberOf({ sid, learnerType, acked, progress }: LearnerHandler): MemberFacts {
  const voter = learnerType === 'PARTICIPANT';
  return { sid, voter, acked, doing: progress, serving: progress === 'SERVING' };
}
