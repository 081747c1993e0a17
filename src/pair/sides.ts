import '../checker/all.ts';
import '../protocols/all.ts';
import { ETCD } from '../etcd/index.ts';
import { type Micros, MS, type ServerId } from '../model/index.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../protocols/index.ts';
import type { Protocol, VariantSwitches } from '../replica/index.ts';
import { createWorld, leaderOf } from '../sim/index.ts';
import {
  beginWith,
  type Engine,
  extendTo,
  isMistake,
  openingOf,
  SIM,
  type Timeline,
  worldAt,
  zooCfgFor,
} from '../timeline/index.ts';

/** The two ensembles, in the order in which they stand beside each other. */
export const SIDES = ['zab', 'raft'] as const;
export type PairSide = (typeof SIDES)[number];
/** The same in every language. */
export const PAIR_NAMES: Readonly<Record<PairSide, string>> = { zab: 'ZAB', raft: 'Raft' };

/**
 * What only Raft has a setting for: pre-vote, or one entry at most in each message; with that, too,
 * a leader that commits by counting what is not of its own term.
 */
export const RAFT_SETTINGS = ['preVote', 'oneEntryAMessage', 'commitOldTerm'] as const;
export type RaftSetting = (typeof RAFT_SETTINGS)[number];

/** What both begin with. */
export interface PairSetting {
  /** Who has a vote. */
  readonly servers: number;
  /** Besides them who has none: observers on the one side, learners on the other. */
  readonly observers?: number;
  /** Who leads when the story begins. */
  readonly lead: ServerId;
  readonly seed: number;
  /** Of Raft only: a variant that is on, shown where it is used. */
  readonly raft?: RaftSetting;
}

/** When a person or a story may begin: both have a leader by then. */
export const BEGINS: Micros = 4_000_000;

/** What each side speaks. */
export function protocolOf(side: PairSide): Protocol {
  const protocol = side === 'raft' ? PROTOCOLS.raft : DEFAULT_PROTOCOL;
  if (protocol === undefined) throw new Error('the protocols are not all there');
  return protocol;
}

/** Members of etcd in the place of ZooKeeper's servers. */
export const ETCD_ENGINE: Engine = {
  ...SIM,
  createWorld: (protocol, scenario, seed, variants) =>
    createWorld(protocol, scenario, seed, variants, ETCD),
};

/** So many seeds are tried until the one leads that should. */
export const MOST_SEEDS = 200;

/** What Raft's side has in its zoo.cfg: etcd keeps 5,000 entries behind a snapshot. */
export const RAFT_LINES = 'commitLogCount=5000\n';

/** What ZooKeeper's zoo.cfg says for both. */
function cfgFor(side: PairSide, { servers, observers = 0 }: PairSetting): string {
  return `${zooCfgFor(servers, observers)}${side === 'raft' ? RAFT_LINES : ''}`;
}

function switchesOf(raft: RaftSetting): VariantSwitches {
  return raft === 'commitOldTerm' ? { oneEntryAMessage: true, [raft]: true } : { [raft]: true };
}

function begun(side: PairSide, setting: PairSetting, seed: number): Timeline {
  const { servers, observers = 0, raft } = setting;
  const all = Array.from({ length: servers + observers }, (_, i) => i + 1).join(' ');
  const spec = { zooCfg: cfgFor(side, setting), setup: [`start ${all}`] };
  const opening = openingOf(spec);
  if (isMistake(opening)) throw new Error('there is no such ensemble');
  const variants: VariantSwitches = side === 'raft' && raft !== undefined ? switchesOf(raft) : {};
  const engine = side === 'raft' ? ETCD_ENGINE : SIM;
  return extendTo(beginWith(engine, opening, seed, variants, [], protocolOf(side)), BEGINS);
}

/**
 * A side at the story's beginning. Who leads a group of Raft is chance: the first seed from the
 * given one on with which it is the one wanted. ZAB elects the greatest number by itself.
 */
export function beginSide(side: PairSide, setting: PairSetting): Timeline {
  for (let seed = setting.seed; seed < setting.seed + MOST_SEEDS; seed++) {
    const timeline = begun(side, setting, seed);
    if (leaderOf(worldAt(timeline, BEGINS))?.sid === setting.lead) return timeline;
  }
  throw new Error(`server ${setting.lead} leads with none of ${MOST_SEEDS} seeds`);
}

/** The time of a story's clock as the run has it. */
export function atOf(ms: number): Micros {
  return BEGINS + ms * MS;
}
