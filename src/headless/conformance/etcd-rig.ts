import type { ServerId } from '../../model/index.ts';
import { PROTOCOLS } from '../../protocols/index.ts';
import type { Facts, Service, VariantSwitches } from '../../replica/index.ts';
import { isParseError, parseZooCfg } from '../../script/index.ts';
import { factsOf } from '../../sim/index.ts';
import { zooCfgFor } from '../../timeline/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import { Rig } from './rig.ts';

/** Between whom something is done to links. */
export interface Ways {
  readonly from?: string | readonly string[];
  readonly to?: unknown;
  readonly between?: readonly (readonly string[])[];
  /** Of which messages; absent: of all. */
  readonly kinds?: readonly string[];
  readonly ms?: number;
}

/** The times that members were started with, as lines of a zoo.cfg. */
export function paceLines(said: {
  readonly heartbeat?: number;
  readonly election?: number;
}): string {
  const { heartbeat = 100, election = 1000 } = said;
  return `zabscope.heartbeat=${heartbeat}\nzabscope.election=${election}\n`;
}

/** One name, several, or none. */
export function namesIn(said: unknown): readonly string[] {
  if (typeof said === 'string') return [said];
  return Array.isArray(said) ? said : [];
}

/** Members of Raft, called as in a recording, whichever number they have. */
export class EtcdRig extends Rig {
  readonly names = new Map<string, ServerId>();
  readonly founders: readonly ServerId[];

  /**
   * `more`: lines of a zoo.cfg beside the usual ones; `learners` come after the voters, and behind
   * them machines that may be added to the group.
   */
  constructor(
    members: number,
    preVote: boolean,
    seed: number,
    more = '',
    service?: Service,
    variants: VariantSwitches = {},
    learners = 0,
    spares = 0,
  ) {
    const founders = members + learners;
    const added = Array.from({ length: spares }, (_, i) => founders + i + 1);
    const lines = added.map((sid) => `server.${sid}=server${sid}:2888:3888\n`).join('');
    // etcd keeps 5,000 entries in memory behind a snapshot (DefaultSnapshotCatchUpEntries).
    const cfg = `${zooCfgFor(members, learners)}${lines}commitLogCount=5000\n${more}`;
    const read = parseZooCfg(cfg);
    const { raft } = PROTOCOLS;
    if (isParseError(read) || raft === undefined) throw new Error('there is no such cluster');
    const on = preVote ? { ...variants, preVote } : variants;
    super({ ...read.config, founders }, seed, raft, on, service);
    for (let sid = 1; sid <= founders + spares; sid++) this.names.set(`m${sid}`, sid);
    this.founders = this.all.slice(0, founders);
  }

  get all(): readonly ServerId[] {
    return [...this.names.values()];
  }

  sidOf(name: string): ServerId {
    const sid = this.names.get(name);
    if (sid === undefined) throw new Error(`there is no member ${name}`);
    return sid;
  }

  sidsOf(names: readonly string[]): readonly ServerId[] {
    return names.map((name) => this.sidOf(name));
  }

  nameOf(sid: ServerId): string {
    return [...this.names].find(([, one]) => one === sid)?.[0] ?? `${sid}`;
  }

  factsAt(sid: ServerId): Facts {
    return factsOf(this.world, this.host(sid));
  }

  /** The leader of the highest term among those that can be asked; null: there is none. */
  leader(among: readonly ServerId[] = this.all): ServerId | null {
    let found: { readonly sid: ServerId; readonly term: number } | null = null;
    for (const sid of this.liveOf(among)) {
      const { leading, term } = this.factsAt(sid);
      if (leading !== null && (found === null || term > found.term)) found = { sid, term };
    }
    return found?.sid ?? null;
  }

  /** The leader gets the name that is given, and whoever had it gets the leader's. */
  rename(name: string): void {
    const leader = this.leader();
    if (leader === null) throw new Error('nobody leads');
    const [before, other] = [this.nameOf(leader), this.sidOf(name)];
    this.names.set(before, other).set(name, leader);
  }

  /** Those of them that live follow one leader and have applied the same. */
  settled(among: readonly ServerId[] = this.all): boolean {
    const facts = this.liveOf(among).map((sid) => this.factsAt(sid));
    const [first] = facts;
    return facts.every(
      ({ leader, term, log }) =>
        leader !== null &&
        leader === first?.leader &&
        term === first.term &&
        log.applied.counter === first.log.applied.counter,
    );
  }

  private liveOf(among: readonly ServerId[]): readonly ServerId[] {
    const live = this.live();
    return among.filter((sid) => live.includes(sid));
  }

  // ---- links -----------------------------------------------------------------------------------

  private waysOf({ from, to, between = [] }: Ways): readonly (readonly [ServerId, ServerId])[] {
    const ways: [ServerId, ServerId][] = [];
    const add = (a: string, b: string) => {
      if (a !== b) ways.push([this.sidOf(a), this.sidOf(b)]);
    };
    for (const a of namesIn(from)) for (const b of namesIn(to)) add(a, b);
    for (const side of between) {
      for (const others of between) {
        if (side !== others) for (const a of side) for (const b of others) add(a, b);
      }
    }
    return ways;
  }

  cut(step: Ways): void {
    for (const [from, to] of this.waysOf(step)) {
      for (const message of step.kinds ?? []) this.perform({ type: 'hold', message, from, to });
      if (step.kinds === undefined) this.perform({ type: 'cut', from, to, oneWay: true });
    }
  }

  delay(step: Ways): void {
    for (const [from, to] of this.waysOf(step)) {
      this.perform({ type: 'delay', from, to, ms: step.ms ?? 0 });
    }
  }

  /** Everything, or the ways that are named. */
  heal(step: Ways): void {
    const ways = this.waysOf(step);
    const isMeant = (from: unknown, to: unknown) =>
      ways.length === 0 || ways.some(([a, b]) => a === from && b === to);
    if (ways.length === 0) this.attempt({ type: 'heal', between: null });
    for (const [a, b] of ways) this.attempt({ type: 'heal', between: [a, b] });
    for (const { message, from, to } of this.world.holds) {
      if (isMeant(from, to)) this.attempt({ type: 'release', message, from, to });
    }
  }
}

/**
 * The differences of the seed that differs least: who wins an election, and how soon, is chance. No
 * differences: with some seed it went as recorded.
 */
export function leastOf(
  seeds: number,
  replay: (seed: number) => readonly Discrepancy[],
): readonly Discrepancy[] {
  let least: readonly Discrepancy[] | null = null;
  for (let seed = 1; seed <= seeds; seed++) {
    const found = replay(seed);
    if (least === null || found.length < least.length) least = found;
    if (found.length === 0) break;
  }
  return least ?? [];
}
