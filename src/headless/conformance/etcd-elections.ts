import { type ClientWord, ETCD, type EtcdRequest } from '../../etcd/index.ts';
import { MS, OPEN_ACL, type ServerId, type Txn } from '../../model/index.ts';
import { wireOpen, wireSend } from '../../sim/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import { compareEtcd } from './etcd-compare.ts';
import type { EtcdElection, EtcdOutcome, EtcdStep } from './etcd-format.ts';
import { EtcdRig, leastOf, namesIn, paceLines } from './etcd-rig.ts';
import { sparesIn } from './etcd-service-format.ts';

/** Seeds that are tried: who wins, and how many terms it takes, is chance. */
const SEEDS = 30;
const PATIENCE_MS = 30_000;

/** Replays a recorded election; no differences: with some seed it went as some real run did. */
export function replayEtcd(recorded: EtcdElection): readonly Discrepancy[] {
  return leastOf(SEEDS, (seed) => replayOnce(recorded, seed));
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

/** A message that is waited for, by its entry. */
interface Armed {
  readonly from: ServerId;
  readonly to: ServerId;
  readonly index: number;
  readonly cut: readonly (readonly [string, string])[];
}

function bytesIn(value: EtcdStep['value'] = ''): string {
  return typeof value === 'string' ? value : value.repeat.repeat(value.n);
}

/** One replay under way. */
class EtcdPlay {
  readonly outcomes: EtcdOutcome[] = [];
  private readonly rig: EtcdRig;
  private readonly isEtcd: boolean;
  private readonly notes = new Map<string, number>();
  private armed: Armed | null = null;
  private sessions = 0;
  private phases = 0;
  private begunAt = 0;
  private readonly seconds: readonly number[];

  constructor({ ensemble, phases = [], steps }: EtcdElection, seed: number) {
    this.seconds = phases.map(({ seconds }) => seconds);
    const { members, learners, prevote, cold, options = [] } = ensemble;
    const snapshots = options.indexOf('--snapshot-count');
    const every = snapshots < 0 ? '' : `snapCount=${options[snapshots + 1]}\n`;
    const more = `${every}${paceLines(ensemble)}`;
    // Only etcd's members can be asked to hand over, and have entries of a length; the others do
    // the same, and less beside it.
    this.isEtcd = steps.some(
      ({ op, value }) => /^(moveLeader|member)/.test(op) || typeof value === 'object',
    );
    const spares = sparesIn(ensemble, steps);
    const service = this.isEtcd ? ETCD : undefined;
    this.rig = new EtcdRig(members, prevote, seed, more, service, {}, learners, spares);
    if (cold === true) return;
    this.rig.perform({ type: 'start', servers: this.rig.founders });
    this.awaitLeader(this.rig.all);
    this.rig.rename('m1');
    this.rig.runFor(5500);
  }

  step(step: EtcdStep): void {
    const { rig } = this;
    const servers = rig.sidsOf(namesIn(step.member));
    switch (step.op) {
      case 'phase':
        if (this.phases > 0) this.endPhase();
        this.phases += 1;
        this.begunAt = rig.world.now;
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
        this.notes.set(step.as ?? '', this.lastAt(rig.sidOf(namesIn(step.member)[0] ?? '')));
        return;
      case 'onMessage':
        return this.cutBehind(step);
      case 'awaitFired':
        this.rig.runUntil(() => this.armed === null, PATIENCE_MS);
        return;
      case 'status':
        return;
      case 'cut':
        return rig.cut(step);
      case 'delay':
        return rig.delay(step);
      case 'heal':
        return rig.heal(step);
      case 'awaitLeader':
        return this.awaitLeader(step.among ? rig.sidsOf(step.among) : rig.all, step.other);
      case 'moveLeader':
        return this.say(rig.leader(), {
          type: 'moveLeader',
          to: rig.sidOf(namesIn(step.to)[0] ?? ''),
        });
      case 'memberAdd':
      case 'memberRemove':
      case 'memberPromote':
        return this.changeMembers(step);
      case 'awaitExit':
        rig.runUntil(() => servers.every((sid) => rig.host(sid).status === 'down'), PATIENCE_MS);
        return;
      case 'awaitSettled':
        return this.awaitSettled(step);
      case 'roles':
        return rig.rename(step.leader ?? 'm1');
      case 'get':
      case 'collect':
        return; // what clients see is not compared here
      default:
        throw new Error(`${step.op} is not modelled`);
    }
  }

  /** What there is at the end of a phase. */
  endPhase(): void {
    const { rig } = this;
    // Who is cut off campaigns as long as it took to look, too.
    const until = this.begunAt + (this.seconds[this.phases - 1] ?? 0) * 1_000_000;
    if (until > rig.world.now) rig.runFor((until - rig.world.now) / MS);
    const terms: Record<string, number> = {};
    for (const [name, sid] of rig.names) terms[name] = rig.factsAt(sid).term;
    // A learner, which never campaigns, goes on saying whom it heard last.
    const passive = rig.all.find((sid) => rig.factsAt(sid).standing === 'passive');
    const said = passive === undefined ? null : rig.factsAt(passive).leader;
    const leader = rig.leader() ?? said;
    this.outcomes.push({ leader: leader === null ? null : rig.nameOf(leader), terms });
  }

  private awaitLeader(among: readonly ServerId[], other?: string): void {
    const there = () => {
      const leader = this.rig.leader(among);
      return leader !== null && (other === undefined || leader !== this.rig.sidOf(other));
    };
    if (!this.rig.runUntil(there, PATIENCE_MS)) throw new Error('nobody leads');
    this.rig.runFor(50);
  }

  private awaitSettled({ members, max }: EtcdStep): void {
    const { rig } = this;
    const among = members ? rig.sidsOf(members) : rig.all;
    rig.runUntil(() => rig.settled(among), (max ?? 20) * 1000);
  }

  private put({ member, async, key = `k${this.sessions}`, value }: EtcdStep): void {
    const [name] = namesIn(member);
    const server = name === undefined ? this.rig.leader() : this.rig.sidOf(name);
    if (server === null || !this.rig.serves(server)) return;
    if (this.isEtcd) {
      this.say(server, { type: 'put', key, value: bytesIn(value) });
      return this.rig.runFor(async === undefined ? 100 : 0);
    }
    const client = `c${++this.sessions}`;
    this.rig.perform({ type: 'client-connect', client, servers: [server], timeoutMs: 20_000 });
    this.rig.runFor(50);
    const path = `/k${this.sessions}`;
    this.rig.ask(client, { type: 'create', path, data: '', acl: OPEN_ACL, flags: 0, ttl: 0 });
    this.rig.runFor(async === undefined ? 100 : 0);
  }

  private changeMembers({ op, member, new: added, old = added, learner = false }: EtcdStep): void {
    const { rig } = this;
    const [asked] = namesIn(member);
    const server = asked === undefined ? rig.leader() : rig.sidOf(asked);
    const sid = rig.sidOf(old ?? '');
    if (op === 'memberAdd') this.say(server, { type: op, member: sid, learner });
    else if (op === 'memberRemove' || op === 'memberPromote') {
      this.say(server, { type: op, member: sid });
    }
    rig.runFor(100);
  }

  private lastAt(sid: ServerId): number {
    return this.rig.factsAt(sid).log.last.counter;
  }

  /** As soon as a message has brought an entry, everything behind it is cut. */
  private cutBehind({ when, cut = [] }: EtcdStep): void {
    const { rig } = this;
    const [from, to] = [rig.sidOf(when?.from ?? ''), rig.sidOf(when?.to ?? '')];
    this.armed = { from, to, index: this.notes.get(when?.entryIndex ?? '') ?? 0, cut };
    rig.onEvent = (event) => {
      const { armed } = this;
      if (armed === null || event.type !== 'messageDelivered') return;
      if (event.from !== armed.from || event.to !== armed.to) return;
      const { message } = event;
      if (message.type !== 'MsgApp') return;
      // A cast: the field that Raft's MsgApp has.
      const { entries } = message as unknown as { readonly entries: readonly Txn[] };
      if (!entries.some(({ zxid }) => zxid.counter === armed.index)) return;
      this.armed = null;
      for (const [a, b] of armed.cut) rig.cut({ from: a, to: b });
    };
  }

  /** Something that a member of etcd's is asked for; what comes of it is not compared here. */
  private say(server: ServerId | null, request: EtcdRequest): void {
    if (server === null) throw new Error('nobody leads');
    const { rig } = this;
    const name = `w${++this.sessions}`;
    rig.world = wireOpen(rig.world, name, server);
    const body: ClientWord = { type: 'ask', id: 1, request };
    rig.world = wireSend(rig.world, name, { type: 'RPC', body });
  }

  /** Many writes, one after the other. */
  private puts(count: number): void {
    const server = this.rig.leader();
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
}
