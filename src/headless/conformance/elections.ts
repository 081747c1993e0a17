import { unreachable } from '../../lib/index.ts';
import { type EnsembleConfig, OPEN_ACL, type Op, type ServerId } from '../../model/index.ts';
import { isParseError, parseZooCfg } from '../../script/index.ts';
import { factsOf, type SimEvent } from '../../sim/index.ts';
import { zooCfgFor } from '../../timeline/index.ts';
import { compareElection, type Discrepancy } from './elections-compare.ts';
import type { ElectionRecording, ElectionStep, Epochs, ObservedPhase } from './elections-format.ts';
import { Rig } from './rig.ts';

/** Seeds that are tried where the order in which servers start races. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Virtual milliseconds that an ensemble may take until it serves. */
const PATIENCE_MS = 120_000;
/** Milliseconds a real process needs from its start to its first vote; here a start takes none. */
const START_MS = 700;

/** Replays a recorded election; no differences: with some seed it went as some real run did. */
export function replayElection(recorded: ElectionRecording): readonly Discrepancy[] {
  let least: readonly Discrepancy[] | null = null;
  for (const seed of SEEDS) {
    const found = replayOnce(recorded, seed);
    if (least === null || found.length < least.length) least = found;
    if (found.length === 0) break;
  }
  return least ?? [];
}

function replayOnce(recorded: ElectionRecording, seed: number): readonly Discrepancy[] {
  const play = new ElectionPlay(configOf(recorded), seed);
  for (const [i, step] of recorded.steps.entries()) {
    try {
      play.step(step);
    } catch (thrown) {
      const got = thrown instanceof Error ? thrown.message : String(thrown);
      const where = `step ${i + 1} (${JSON.stringify(step)})`;
      return [...play.differences, { where, expected: 'carried out', got }];
    }
  }
  return [...compareElection(recorded, play.phases), ...play.differences];
}

function configOf(recorded: ElectionRecording): EnsembleConfig {
  const extra = Object.entries(recorded.config).map(([name, value]) => `${name}=${value}\n`);
  const read = parseZooCfg(zooCfgFor(recorded.servers, recorded.observers) + extra.join(''));
  if (isParseError(read)) throw new Error(`its config cannot be read: ${read.what.key}`);
  return read.config;
}

/** One replay under way. */
class ElectionPlay {
  readonly phases: ObservedPhase[] = [];
  readonly differences: Discrepancy[] = [];
  private readonly rig: Rig;
  private received: Record<string, string> = {};
  private sessions = 0;
  private lastStep: ElectionStep['do'] = 'phase';
  /** Sessions that stay open: by server, those of `write` with `op: create`. */
  private readonly open = new Map<ServerId, string>();

  constructor(config: EnsembleConfig, seed: number) {
    this.rig = new Rig(config, seed);
    this.rig.onEvent = (event) => this.watch(event);
  }

  private watch(event: SimEvent): void {
    if (event.type !== 'messageDelivered') return;
    const { type } = event.message;
    if (type !== 'DIFF' && type !== 'TRUNC' && type !== 'SNAP') return;
    this.received[`server.${event.to}`] ??= type;
  }

  step(step: ElectionStep): void {
    const { rig } = this;
    // Processes started one after the other start side by side.
    if (step.do === 'start' && this.lastStep !== 'start') rig.runFor(START_MS);
    this.lastStep = step.do;
    switch (step.do) {
      case 'phase':
        this.received = {};
        return;
      case 'endPhase':
        this.untilServing(rig.live());
        rig.runFor(400);
        this.phases.push(this.observe());
        return;
      case 'start':
      case 'crash':
      case 'freeze':
      case 'resume':
      case 'wipe':
        return rig.perform({ type: step.do, servers: step.servers });
      case 'run':
        return rig.runFor(step.ms);
      case 'untilServing':
        return this.untilServing(step.servers ?? rig.live());
      case 'write':
        return step.op === 'create' ? this.create(step) : this.write(step);
      case 'exists':
        return this.exists(step.server, step.path, step.expect);
      case 'serves':
        return this.expect(`server ${step.server} serves`, step.expect, rig.serves(step.server));
      default:
        return unreachable(step);
    }
  }

  private untilServing(servers: readonly ServerId[]): void {
    const all = () => servers.every((sid) => this.rig.serves(sid));
    if (this.rig.runUntil(all, PATIENCE_MS)) return;
    const silent = servers.filter((sid) => !this.rig.serves(sid)).join(', ');
    throw new Error(`after ${PATIENCE_MS / 1000} s these do not serve: ${silent}`);
  }

  private connect(server: ServerId): string {
    const client = `c${++this.sessions}`;
    this.rig.connect(client, server, 30_000);
    return client;
  }

  /** Creates /n, sets it `count` times, one after the other, and closes. */
  private write(step: Extract<ElectionStep, { do: 'write' }>): void {
    const client = this.connect(step.server);
    const asked = (op: Op) => {
      this.rig.ask(client, op);
      this.rig.answered(client);
    };
    asked(creating('/n'));
    const data = 'x'.repeat(step.bytes ?? 1);
    for (let i = 0; i < step.count; i++) asked({ type: 'setData', path: '/n', data, version: -1 });
    this.rig.perform({ type: 'client', client, action: 'close' });
    this.rig.runFor(50);
  }

  private create(step: Extract<ElectionStep, { do: 'write' }>): void {
    const client = this.open.get(step.server) ?? this.connect(step.server);
    this.open.set(step.server, client);
    for (let i = 0; i < step.count; i++) {
      this.rig.ask(client, creating(`${step.path ?? ''}${step.numbered ? i : ''}`));
      if (step.await !== false) this.rig.answered(client);
    }
  }

  private exists(server: ServerId, path: string, expected: string): void {
    const client = this.connect(server);
    let result = 'no answer';
    const { onEvent } = this.rig;
    this.rig.onEvent = (event) => {
      if (event.type === 'replied' && event.client === client && event.op.type === 'exists') {
        result = event.result;
      }
    };
    this.rig.ask(client, { type: 'exists', path, watch: false });
    this.rig.answered(client);
    this.rig.onEvent = onEvent;
    this.expect(`exists ${path} at server ${server}`, expected, result);
  }

  private expect(where: string, expected: string | boolean, got: string | boolean): void {
    if (expected !== got) {
      this.differences.push({ where, expected: String(expected), got: String(got) });
    }
  }

  private observe(): ObservedPhase {
    const roles: Record<string, string> = {};
    const epochsAfter: Record<string, Epochs> = {};
    let elected = 'nobody';
    for (const host of this.rig.world.hosts) {
      const name = `server.${host.sid}`;
      const { promises, role, leading } = factsOf(this.rig.world, host);
      const promised = (wanted: keyof Epochs): number =>
        promises.find((one) => one.name === wanted)?.value ?? 0;
      const [currentEpoch, acceptedEpoch] = [promised('currentEpoch'), promised('acceptedEpoch')];
      epochsAfter[name] = { currentEpoch, acceptedEpoch };
      if (role === null || host.status === 'frozen') continue; // nobody can ask it
      roles[name] = ROLES[role] ?? role;
      if (leading !== null) elected = name;
    }
    return { elected, roles, epochsAfter, learnerReceived: { ...this.received } };
  }
}

const ROLES: Readonly<Record<string, string>> = {
  LOOKING: 'looking',
  FOLLOWING: 'follower',
  LEADING: 'leader',
  OBSERVING: 'observer',
};

function creating(path: string): Op {
  return { type: 'create', path, data: '', acl: OPEN_ACL, flags: 0, ttl: 0 };
}
