import {
  type DatabaseFile,
  type EnsembleConfig,
  type Image,
  type Micros,
  NO_SERVER,
  type ServerId,
  ZERO,
  type Zxid,
} from '../model/index.ts';
import type {
  CountFacts,
  ElectionFacts,
  Facts,
  Group,
  HeardVote,
  LeadingFacts,
  LogFacts,
  MemberFacts,
  PromiseFacts,
  QuorumFacts,
  Standing,
  VoteFacts,
} from '../replica/index.ts';
import { settled } from './backend.ts';
import { entryAt, lastIndex, lastOf, type RaftDisk } from './disk.ts';
import { foundersOf, standingIn } from './group.ts';
import { isCampaigning, phaseOf, roleOf, standingOf } from './leaf.ts';
import { RaftLogFacts } from './log-facts.ts';
import type { Leading, MemberProgress, RaftPeer } from './peer.ts';
import type { RaftVariants } from './variants.ts';

/**
 * What is known of a member outside of this folder: of the process while it runs, else (null) of
 * the disk that it left.
 */
export function raftFactsOf(
  peer: RaftPeer | null,
  disk: RaftDisk,
  config: EnsembleConfig,
  variants: RaftVariants,
): Facts {
  return new RaftFacts(peer, peer?.disk ?? disk, config, variants);
}

/** Holds what it is asked about, and computes nothing before. */
class RaftFacts implements Facts {
  readonly #peer: RaftPeer | null;
  readonly #disk: RaftDisk;
  readonly #config: EnsembleConfig;
  readonly #variants: RaftVariants;

  constructor(
    peer: RaftPeer | null,
    disk: RaftDisk,
    config: EnsembleConfig,
    variants: RaftVariants,
  ) {
    this.#peer = peer;
    this.#disk = disk;
    this.#config = config;
    this.#variants = variants;
  }

  /** A learner is a follower, as on the wire; people are told that it is one. */
  get role(): string | null {
    const peer = this.#peer;
    if (peer === null) return null;
    return standingIn(this.group, peer)?.voter ? roleOf(peer.leaf) : 'LEARNER';
  }

  get phase(): string | null {
    return this.#peer && phaseOf(this.#peer.leaf, this.leader !== null);
  }

  get leaf(): string | null {
    return this.#peer?.leaf ?? null;
  }

  get standing(): Standing {
    const peer = this.#peer;
    if (peer === null) return 'none';
    const isVoter = standingIn(this.group, peer)?.voter === true;
    return standingOf(peer.leaf, isVoter, this.leader !== null);
  }

  get leader(): ServerId | null {
    const leader = this.#peer?.leader ?? NO_SERVER;
    return leader === NO_SERVER ? null : leader;
  }

  get term(): number {
    return this.#peer?.term ?? this.#disk.platter.hard.term;
  }

  /** As they are on the disk: a restart finds these. */
  get promises(): readonly PromiseFacts[] {
    const { term, vote } = this.#disk.platter.hard;
    return [
      { name: 'term', value: term },
      { name: 'votedFor', value: Math.max(0, vote), isServer: true },
    ];
  }

  get election(): ElectionFacts | null {
    return this.#peer && electionOf(this.#peer);
  }

  get group(): Group {
    return this.#peer?.group ?? foundersOf(this.#config);
  }

  /** Both streams have to be there (rafthttp's peerStatus). */
  connectedSince(sid: ServerId): Micros | null {
    const links = this.#peer?.links.filter((one) => one.sid === sid) ?? [];
    if (links.length === 0 || links.some(({ status }) => status !== 'UP')) return null;
    return Math.max(...links.map(({ since }) => since));
  }

  databaseAt(now: Micros): { readonly file: DatabaseFile; readonly image: Image } | null {
    const { backend } = this.#disk;
    return backend && settled(backend, now);
  }

  get needed(): number {
    const { length } = this.group.voters;
    return this.#variants.halfMajority ? (length + 1) >> 1 : (length >> 1) + 1;
  }

  get count(): CountFacts | null {
    const peer = this.#peer;
    if (peer === null) return null;
    const need = this.needed;
    if (isCampaigning(peer.leaf)) {
      return { of: 'votes', have: peer.ballots.filter((one) => one.granted).length, need };
    }
    if (peer.leading === null) return null;
    const others = peer.leading.members.filter((one) => one.voter && one.sid !== peer.sid);
    const have = others.filter((one) => one.active).length;
    return { of: 'followers', have, need: others.length };
  }

  get log(): LogFacts {
    return new RaftLogFacts(this.#peer, this.#disk);
  }

  get leading(): LeadingFacts | null {
    const peer = this.#peer;
    return peer?.leading ? leadingOf(peer, peer.leading, this.needed) : null;
  }
}

function electionOf(peer: RaftPeer): ElectionFacts {
  const { term, vote, disk, ballots, leaf } = peer;
  const last = lastOf(disk);
  const own: VoteFacts = { leader: Math.max(0, vote), round: term, term: last.epoch, last };
  const heard = ballots.map(
    ({ sid, granted }): HeardVote => ({
      sid,
      vote: { ...own, leader: granted ? peer.sid : 0 },
      role: roleOf(leaf),
      counts: granted,
    }),
  );
  const open = isCampaigning(leaf);
  return { open, round: term, vote: own, heard, decided: [], finalizing: false };
}

function leadingOf(peer: RaftPeer, leading: Leading, needed: number): LeadingFacts {
  const { disk, commit, sid } = peer;
  const zxidAt = (index: number): Zxid => entryAt(disk, index)?.zxid ?? ZERO;
  const last = lastIndex(disk);
  return {
    proposed: last - leading.first + 1,
    lastProposed: lastOf(disk),
    next: commit < last ? zxidAt(commit + 1) : null,
    members: leading.members
      .filter((one) => one.sid !== sid)
      .map((one): MemberFacts => memberOf(one, zxidAt, commit)),
    quorum(id: Zxid): QuorumFacts {
      const reached = leading.members
        .filter((one) => one.voter && one.match >= id.counter)
        .map((one) => one.sid);
      if (id.counter <= commit) return { needed, reached, verdict: 'committed' };
      if (reached.length < needed) return { needed, reached, verdict: 'waiting' };
      return { needed, reached, verdict: id.epoch === peer.term ? 'reached' : 'older' };
    },
  };
}

function memberOf(
  one: MemberProgress,
  zxidAt: (index: number) => Zxid,
  commit: number,
): MemberFacts {
  const { sid, voter, match, sending } = one;
  const serving = sending === 'REPLICATE' && match >= commit;
  return { sid, voter, acked: zxidAt(match), doing: sending, serving };
}
