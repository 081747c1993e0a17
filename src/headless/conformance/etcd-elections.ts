import { OPEN_ACL, type ServerId } from '../../model/index.ts';
import { PROTOCOLS } from '../../protocols/index.ts';
import { isParseError, parseZooCfg } from '../../script/index.ts';
import { type Command, factsOf } from '../../sim/index.ts';
import { zooCfgFor } from '../../timeline/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import { compareEtcd } from './etcd-compare.ts';
import type { EtcdElection, EtcdOutcome, EtcdStep } from './etcd-format.ts';
import { Rig } from './rig.ts';

/** Seeds that are tried: who wins, and how many terms it takes, is chance. */
const SEEDS = 24;
const PATIENCE_MS = 30_000;

/** Replays a recorded election; no differences: with some seed it went as some real run did. */
export function replayEtcd(recorded: EtcdElection): readonly Discrepancy[] {
  let least: readonly Discrepancy[] | null = null;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const found = replayOnce(recorded, seed);
    if (least === null || found.length < least.length) least = found;
    if (found.length === 0) break;
  }
  return least ?? [];
}

function replayOnce(recorded: EtcdElection, seed: number): readonly Discrepancy[] {
  const play = new EtcdPlay(recorded, seed);
  for (const [i, step] of recorded.steps.entries()) {
    try {
      play.step(step);
    } catch (thrown) {
      const got = thrown instanceof Error ? thrown.message : String(thrown);
      return [{ where: `step ${i + 1} (${step.op})`, expected: 'carried out', got }];
    }
  }
  play.endPhase();
  return compareEtcd(recorded, play.outcomes);
}

const asList = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

/** One replay under way. Members are called as in the recording, whichever number they have. */
class EtcdPlay {
  readonly outcomes: EtcdOutcome[] = [];
  private readonly rig: Rig;
  private readonly names = new Map<string, ServerId>();
  private readonly held: Extract<Command, { type: 'release' }>[] = [];
  private sessions = 0;
  private phases = 0;

  constructor({ ensemble }: EtcdElection, seed: number) {
    const { members, prevote, cold, options = [] } = ensemble;
    const snapshots = options.indexOf('--snapshot-count');
    // etcd keeps 5,000 entries in memory behind a snapshot (DefaultSnapshotCatchUpEntries).
    const catchUp = 'commitLogCount=5000\n';
    const every = snapshots < 0 ? '' : `snapCount=${options[snapshots + 1]}\n`;
    const read = parseZooCfg(`${zooCfgFor(members, 0)}${catchUp}${every}`);
    const { raft } = PROTOCOLS;
    if (isParseError(read) || raft === undefined) throw new Error('there is no such ensemble');
    this.rig = new Rig(read.config, seed, raft, prevote ? { preVote: true } : {});
    for (let sid = 1; sid <= members; sid++) this.names.set(`m${sid}`, sid);
    if (cold === true) return;
    this.rig.perform({ type: 'start', servers: [...this.names.values()] });
    this.awaitLeader([...this.names.keys()]);
    this.rename('m1');
    this.rig.runFor(5500);
  }

  step(step: EtcdStep): void {
    const { rig } = this;
    const servers = asList(step.member).map((name) => this.sidOf(name));
    switch (step.op) {
      case 'phase':
        if (this.phases > 0) this.endPhase();
        this.phases += 1;
        return;
      case 'start':
      case 'restart':
        rig.perform({ type: 'start', servers });
        return rig.runFor(step.ms ?? (step.await === false ? 0 : 2000));
      case 'kill':
        return rig.perform({ type: 'crash', servers });
      case 'freeze':
        return rig.perform({ type: 'freeze', servers });
      case 'thaw':
        return rig.perform({ type: 'resume', servers });
      case 'wait':
        return rig.runFor(step.ms ?? 0);
      case 'put':
        return this.put(step);
      case 'puts':
      case 'load':
        return this.puts(step.count ?? 0);
      case 'awaitLog':
        return rig.runFor(300);
      case 'note':
        return; // indices are not compared here
      case 'cut':
        return this.cut(step);
      case 'delay':
        return this.delay(step);
      case 'heal':
        return this.heal(step);
      case 'awaitLeader':
        return this.awaitLeader(step.among ?? [...this.names.keys()], step.other);
      case 'awaitSettled':
        return this.awaitSettled(step);
      case 'roles':
        return this.rename(step.leader ?? 'm1');
      case 'get':
      case 'collect':
        return; // what clients see is not compared here
      default:
        throw new Error(`${step.op} is not modelled`);
    }
  }

  /** What there is at the end of a phase. */
  endPhase(): void {
    const terms: Record<string, number> = {};
    for (const [name, sid] of this.names) {
      terms[name] = factsOf(this.rig.world, this.rig.host(sid)).term;
    }
    const leader = this.leaderAmong([...this.names.keys()]);
    this.outcomes.push({ leader: leader === null ? null : this.nameOf(leader), terms });
  }

  private sidOf(name: string): ServerId {
    const sid = this.names.get(name);
    if (sid === undefined) throw new Error(`there is no member ${name}`);
    return sid;
  }

  private nameOf(sid: ServerId): string {
    return [...this.names].find(([, one]) => one === sid)?.[0] ?? `${sid}`;
  }

  /** The leader of the highest term among those that can be asked; null: there is none. */
  private leaderAmong(names: readonly string[]): ServerId | null {
    let found: { readonly sid: ServerId; readonly term: number } | null = null;
    for (const name of names) {
      const host = this.rig.host(this.sidOf(name));
      const { leading, term } = factsOf(this.rig.world, host);
      if (host.status !== 'up' || leading === null) continue;
      if (found === null || term > found.term) found = { sid: host.sid, term };
    }
    return found?.sid ?? null;
  }

  private awaitLeader(among: readonly string[], other?: string): void {
    const there = () => {
      const leader = this.leaderAmong(among);
      return leader !== null && (other === undefined || leader !== this.sidOf(other));
    };
    if (!this.rig.runUntil(there, PATIENCE_MS)) throw new Error('nobody leads');
    this.rig.runFor(50);
  }

  /** All that run follow one leader and have applied the same. */
  private awaitSettled({ members, max }: EtcdStep): void {
    const names = members ?? [...this.names.keys()];
    const settled = () => {
      const hosts = names
        .map((name) => this.rig.host(this.sidOf(name)))
        .filter((host) => host.status === 'up');
      const facts = hosts.map((host) => factsOf(this.rig.world, host));
      const [first] = facts;
      return facts.every(
        ({ leader, term, log }) =>
          leader !== null &&
          leader === first?.leader &&
          term === first.term &&
          log.applied.counter === first.log.applied.counter,
      );
    };
    this.rig.runUntil(settled, (max ?? 20) * 1000);
  }

  /** The leader gets the name that is given, and whoever had it gets the leader's. */
  private rename(name: string): void {
    const leader = this.leaderAmong([...this.names.keys()]);
    if (leader === null) throw new Error('nobody leads');
    const before = this.nameOf(leader);
    const other = this.sidOf(name);
    this.names.set(before, other).set(name, leader);
  }

  private put({ member, async }: EtcdStep): void {
    const [name] = asList(member);
    const leader = this.leaderAmong([...this.names.keys()]);
    const server = name === undefined ? leader : this.sidOf(name);
    if (server === null || !this.rig.serves(server)) return;
    const client = `c${++this.sessions}`;
    this.rig.perform({ type: 'client-connect', client, servers: [server], timeoutMs: 20_000 });
    this.rig.runFor(50);
    const path = `/k${this.sessions}`;
    this.rig.ask(client, { type: 'create', path, data: '', acl: OPEN_ACL, flags: 0, ttl: 0 });
    this.rig.runFor(async === undefined ? 100 : 0);
  }

  /** Many writes, one after the other. */
  private puts(count: number): void {
    const server = this.leaderAmong([...this.names.keys()]);
    if (server === null) throw new Error('nobody leads');
    const client = `c${++this.sessions}`;
    this.rig.connect(client, server, 20_000);
    const path = `/k${this.sessions}`;
    const acl = OPEN_ACL;
    this.rig.ask(client, { type: 'create', path, data: '', acl, flags: 0, ttl: 0 });
    for (let i = 1; i < count; i++) {
      this.rig.ask(client, { type: 'setData', path, data: `${i}`, version: -1 });
    }
    this.rig.answered(client);
  }

  private waysOf({ from, to, between }: EtcdStep): readonly (readonly [ServerId, ServerId])[] {
    const ways: [ServerId, ServerId][] = [];
    const add = (a: string, b: string) => {
      if (a !== b) ways.push([this.sidOf(a), this.sidOf(b)]);
    };
    for (const a of asList(from)) for (const b of asList(to)) add(a, b);
    for (const [i, side] of (between ?? []).entries()) {
      for (const [j, others] of (between ?? []).entries()) {
        if (i !== j) for (const a of side) for (const b of others) add(a, b);
      }
    }
    return ways;
  }

  private cut(step: EtcdStep): void {
    for (const [from, to] of this.waysOf(step)) {
      for (const message of step.kinds ?? []) {
        this.rig.perform({ type: 'hold', message, from, to });
        this.held.push({ type: 'release', message, from, to });
      }
      if (step.kinds === undefined) this.rig.perform({ type: 'cut', from, to, oneWay: true });
    }
  }

  private delay(step: EtcdStep): void {
    for (const [from, to] of this.waysOf(step)) {
      this.rig.perform({ type: 'delay', from, to, ms: step.ms ?? 0 });
    }
  }

  /** Everything, or the ways that are named. */
  private heal(step: EtcdStep): void {
    const ways = this.waysOf(step);
    const isMeant = (from: unknown, to: unknown) =>
      ways.length === 0 || ways.some(([a, b]) => a === from && b === to);
    if (ways.length === 0) this.rig.attempt({ type: 'heal', between: null });
    for (const [a, b] of ways) this.rig.attempt({ type: 'heal', between: [a, b] });
    for (const command of this.held.filter(({ from, to }) => isMeant(from, to))) {
      this.rig.attempt(command);
      this.held.splice(this.held.indexOf(command), 1);
    }
  }
}
