import { DEFAULT_SETTINGS, type EtcdRequest, type MemberWord, readOf } from '../../etcd/index.ts';
import { getSorted } from '../../lib/index.ts';
import { type ClientName, MS, type ServerId } from '../../model/index.ts';
import type { Discrepancy } from './elections-compare.ts';
import { EtcdProcesses } from './etcd-ctl.ts';
import { carryOutFault, FAULTS } from './etcd-faults.ts';
import { EtcdMembers } from './etcd-members.ts';
import { leastOf, paceLines } from './etcd-rig.ts';
import {
  type EtcdScenario,
  quotaLine,
  type ServiceStep,
  type ShownStep,
  settingsOf,
  sparesIn,
} from './etcd-service-format.ts';
import { namedLate, whereOf, withoutLog } from './etcd-service-late.ts';
import { requestOfMembers, shownMembers } from './etcd-service-members.ts';
import { EtcdNames } from './etcd-service-names.ts';
import { differences, Shower } from './etcd-service-show.ts';
import { EtcdWatches } from './etcd-watches.ts';

/** Seeds that are tried. */
const SEEDS = 12;
/** How long a step lasts, at least, as when they were recorded. */
const STEP_MS = 100;
/** And one that begins a watch: what it lacks comes in portions. */
const WATCH_MS = 360;
/** How long an answer is waited for. */
const PATIENCE_MS = 20_000;
const PENDING = '(pending)';

/** Replays what clients of a real etcd saw; no differences: with some seed it is the same. */
export function replayEtcdScenario(recorded: EtcdScenario): readonly Discrepancy[] {
  return leastOf(SEEDS, (seed) => replayOnce(recorded, seed));
}

function replayOnce(recorded: EtcdScenario, seed: number): readonly Discrepancy[] {
  const { steps, expect, varies = [], ensemble } = recorded;
  if (settingsOf(ensemble) === null) {
    return [{ where: 'ensemble', expected: 'carried out', got: 'its settings are not modelled' }];
  }
  const play = new ServicePlay(recorded, seed);
  const came: ShownStep[] = [];
  const found: Discrepancy[] = [];
  for (const [i, step] of steps.entries()) {
    try {
      came.push(play.step(step));
    } catch (thrown) {
      const got = thrown instanceof Error ? thrown.message : String(thrown);
      found.push({ where: whereOf(step, i), expected: 'carried out', got });
      break;
    }
  }
  for (const [i, raw] of came.entries()) {
    const step = steps[i];
    if (step === undefined) break;
    const where = whereOf(step, i);
    // Some leases get their names after they were seen.
    const got = play.named(raw);
    const { took: _took, ...expected } = withoutLog(expect[i] ?? {});
    for (const place of differences(expected, got)) {
      if (varies.some((one) => one.step === i && place.at.startsWith(one.path))) continue;
      const said = (value: unknown) => JSON.stringify(value) ?? 'nothing';
      found.push({
        where: `${where}${place.at}`,
        expected: said(place.expected),
        got: said(place.got),
      });
    }
  }
  return found;
}

/** A request that is under way. */
interface Pending {
  readonly wire: ClientName;
  readonly id: number;
  readonly step: ServiceStep;
  /** When the client itself gives up. */
  readonly deadline: number | null;
}

/** One replay under way. */
class ServicePlay {
  private readonly members: EtcdMembers;
  private readonly names = new EtcdNames();
  private readonly shower: Shower;
  private readonly watches: EtcdWatches;
  private readonly processes: EtcdProcesses;
  private readonly pending = new Map<string, Pending>();
  /** Where the log stood at the beginning, and how far it was grown when one last looked. */
  private readonly base: number;
  private log = 0;

  constructor({ ensemble, steps }: EtcdScenario, seed: number) {
    const spares = sparesIn(ensemble, steps);
    const { members, prevote, learners } = ensemble;
    const settings = settingsOf(ensemble) ?? DEFAULT_SETTINGS;
    const pace = `${paceLines(ensemble)}${quotaLine(ensemble)}`;
    this.members = new EtcdMembers(members, prevote, seed, learners, settings, pace, spares);
    this.shower = new Shower(this.names, (sid) => this.members.nameOf(sid));
    this.watches = new EtcdWatches(this.members, this.names, this.shower);
    this.processes = new EtcdProcesses(this.members);
    this.base = this.members.committed();
  }

  /** A step, and what comes of it once all is quiet again. */
  step(step: ServiceStep): ShownStep {
    const result = this.carryOut(step);
    if (step.settle !== false) {
      this.members.runFor(step.op === 'watch' ? WATCH_MS : STEP_MS);
      this.log = Math.max(this.log, this.members.committed() - this.base);
    }
    const events = this.watches.gathered();
    return { ...result, ...(events.length > 0 ? { events } : {}), log: this.log };
  }

  named(step: ShownStep): ShownStep {
    return namedLate(step, this.names, (sid) => this.members.nameOf(sid));
  }

  private carryOut(step: ServiceStep): ShownStep {
    const { op } = step;
    if (FAULTS.includes(op)) {
      carryOutFault(this.members, step);
      return { r: 'OK' };
    }
    switch (op) {
      case 'wait':
        this.members.runFor(step.ms ?? 0);
        return { r: 'OK' };
      case 'awaitLeader':
        return this.awaitLeader(step);
      case 'awaitExpiry':
        return this.awaitExpiry(step);
      case 'awaitExit':
        return this.awaitExit(step);
      case 'status':
        return this.status(step);
      case 'hash':
        return { r: 'OK', same: this.members.areSame(this.members.sidsOf(step.members ?? [])) };
      case 'collect':
        return this.collect(step);
      case 'defrag': {
        const { members: all = [], ...bare } = step;
        for (const member of all) this.ask({ ...bare, member }, { type: 'defragment' });
        return { r: 'OK' };
      }
      case 'puts':
        return this.puts(step);
      case 'etcdctl': {
        const names = step.endpoints ?? (typeof step.member === 'string' ? [step.member] : ['m1']);
        return this.processes.run(step, this.members.sidsOf(names));
      }
      case 'output':
        return this.processes.output(step);
      case 'signal':
        return this.processes.signal(step);
      case 'findLease':
        return this.findLease(step);
      case 'watch':
        return this.watches.begin(step, this.serverOf(step));
      case 'unwatch':
      case 'closeWatch':
      case 'progress':
        this.watches.change(step);
        return { r: 'OK' };
      default:
        return this.ask(step, this.requestOf(step));
    }
  }

  private serverOf({ member = 'm1' }: ServiceStep): ServerId {
    return this.members.sidOf(typeof member === 'string' ? member : (member[0] ?? 'm1'));
  }

  private requestOf(step: ServiceStep): EtcdRequest {
    const { members, names } = this;
    const sidOf = (name: string) => members.sidOf(name);
    return requestOfMembers(step, sidOf) ?? names.request(step);
  }

  private ask(step: ServiceStep, request: EtcdRequest): ShownStep {
    const wire = this.members.open(this.serverOf(step));
    const { requireLeader = false, deadline } = step;
    this.members.say(wire, { type: 'ask', id: 1, request, requireLeader });
    const until = deadline === undefined ? null : this.members.world.now + deadline * MS;
    const pending = { wire, id: 1, step, deadline: until };
    if (step.async !== undefined) {
      this.pending.set(step.async, pending);
      return { r: '(sent)' };
    }
    return this.outcome(pending, (step.timeout ?? PATIENCE_MS / 1000) * 1000, '(no answer)');
  }

  private collect({ of = '', timeout }: ServiceStep): ShownStep {
    const pending = this.pending.get(of);
    if (pending === undefined) throw new Error(`nothing is under way as ${of}`);
    const patience = (pending.step.timeout ?? timeout ?? PATIENCE_MS / 1000) * 1000;
    return this.outcome(pending, patience, timeout === undefined ? '(no answer)' : PENDING);
  }

  /** Waits for an answer, the connection's end, or the client's own time limit. */
  private outcome({ wire, id, step, deadline }: Pending, waitMs: number, late: string): ShownStep {
    const { members } = this;
    let word: Extract<MemberWord, { type: 'answer' }> | null = null;
    const over = () => deadline !== null && members.world.now >= deadline;
    const come = () => {
      for (const one of members.heard(wire)) if (one.type === 'answer' && one.id === id) word = one;
      return word !== null || members.isOver(wire) || over();
    };
    const most = deadline === null ? waitMs : Math.max(0, (deadline - members.world.now) / MS);
    if (!members.runUntil(come, most) && deadline !== null) members.idle(deadline);
    // Who says that no answer came has given up.
    if (word !== null || over() || late !== PENDING) members.hangUp(wire);
    if (word === null) return over() ? { r: 'context deadline exceeded', code: 4 } : { r: late };
    return this.noted(step, word);
  }

  /** What a step was called is remembered, for later ones to refer to. */
  private noted(step: ServiceStep, word: Extract<MemberWord, { type: 'answer' }>): ShownStep {
    const { answer } = word;
    const { as } = step;
    if (as !== undefined && answer.type === 'leaseGrant') this.names.leases.set(as, answer.id);
    else if (as !== undefined && 'revision' in answer) {
      this.names.revisions.set(`${as}.rev`, answer.revision);
      const first = answer.type === 'range' ? answer.kvs[0] : undefined;
      if (first !== undefined) this.names.revisions.set(`${as}.mod`, first.modRevision);
    }
    const shown = this.shower.answer(word, step.keys === true);
    return shownMembers(this.shower, step, answer, shown);
  }

  private puts(step: ServiceStep): ShownStep {
    let last: ShownStep = { r: 'OK' };
    for (let i = 0; i < (step.count ?? 0); i++) {
      const key = step.numbered ? `${String(step.key)}${i}` : step.key;
      last = this.ask(step, this.names.put({ ...step, key, value: step.value ?? `${i}` }));
    }
    return last;
  }

  private awaitLeader(step: ServiceStep): ShownStep {
    const { members } = this;
    const { term = 0, other, want } = step;
    const named = step.among?.map((name) => members.sidOf(name));
    const leaderOf = (): ServerId | null => {
      const among = (named ?? members.live()).filter((sid) => members.live().includes(sid));
      const leader = members.leader();
      if (leader === null || members.factsAt(leader).term < term) return null;
      if (other !== undefined && leader === members.sidOf(other)) return null;
      if (want !== undefined && leader !== members.sidOf(want)) return null;
      if (named !== undefined && !among.includes(leader)) return null;
      return among.every((sid) => members.factsAt(sid).leader === leader) ? leader : null;
    };
    if (!members.runUntil(() => leaderOf() !== null, PATIENCE_MS)) throw new Error('nobody leads');
    const leader = leaderOf() ?? 0;
    members.runFor(STEP_MS);
    return { r: 'OK', leader: members.nameOf(leader), term: members.factsAt(leader).term };
  }

  /** A process ends by itself. */
  private awaitExit(step: ServiceStep): ShownStep {
    const { members } = this;
    const sid = this.serverOf(step);
    const ended = () => members.host(sid).status === 'down' && members.exits.has(sid);
    if (!members.runUntil(ended, 15_000)) throw new Error('it is still running');
    const { code = 0, words = [] } = members.exits.get(sid) ?? {};
    return { r: 'OK', exit: code, words };
  }

  private awaitExpiry(step: ServiceStep): ShownStep {
    const id = this.names.lease(step.lease);
    const gone = () => {
      const store = this.members.storeAt(this.serverOf(step));
      return store !== null && getSorted(store.leases, id) === undefined;
    };
    if (!this.members.runUntil(gone, 60_000)) throw new Error('the lease does not run out');
    return { r: 'OK' };
  }

  /** A lease that etcdctl has made gets a name by a key of its. */
  private findLease(step: ServiceStep): ShownStep {
    const { n = 0, as = '' } = step;
    const store = this.members.storeAt(this.serverOf(step));
    if (store === null) throw new Error('the member is down');
    const answer = readOf(store, this.names.get(step));
    const kv = answer.type === 'range' ? answer.kvs[n] : undefined;
    this.names.leases.set(as, kv?.lease ?? '0');
    return { r: 'OK' };
  }

  private status({ members: asked }: ServiceStep): ShownStep {
    const { members } = this;
    const all = asked ?? [...members.names.keys()].sort();
    const status: Record<string, ShownStep> = {};
    for (const name of all) {
      const wire = members.open(members.sidOf(name));
      members.say(wire, { type: 'ask', id: 1, request: { type: 'status' } });
      let word: MemberWord | undefined;
      members.runUntil(() => {
        word = members.heard(wire)[0];
        return word !== undefined || members.isOver(wire);
      }, 1000);
      if (word?.type !== 'answer' || word.answer.type !== 'status') continue;
      const { leader, currentTerm, index, applied, revision, learner } = word.answer;
      const errors = this.shower.errors(word.answer);
      status[name] = {
        leader: leader === null ? null : members.nameOf(leader),
        ...{ term: word.term, currentTerm },
        ...{ index: index - this.base, applied: applied - this.base, rev: revision },
        ...(learner ? { learner } : {}),
        ...(errors.length === 0 ? {} : { errors }),
      };
    }
    return { r: 'OK', status };
  }
}
