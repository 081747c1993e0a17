import type { EtcdClient } from '../../etcd/index.ts';
import type { ClientName, ServerId } from '../../model/index.ts';
import { wireOf } from '../../sim/index.ts';
import type { EtcdMembers } from './etcd-members.ts';
import type { ServiceStep, ShownStep } from './etcd-service-format.ts';

/** A process of etcdctl's: a client of its own, with one line. */
interface Process {
  readonly client: ClientName;
  /** The number of its line, when it has begun. */
  id: number;
  /** What it has printed, by lines, and how many were shown. */
  out: string[];
  shown: number;
  killed: boolean;
  told: boolean;
}

const PATIENCE_MS = 60_000;

/** What a shell would take for this one word. */
function quoted(word: string): string {
  const plain = word.replace(/[\\']/g, (char) => `\\${char}`).replaceAll('\n', '\\n');
  return `$'${plain}'`;
}

/** What is done by etcdctl in a recording: processes, what they print, signals to them. */
export class EtcdProcesses {
  private readonly members: EtcdMembers;
  private readonly processes = new Map<string, Process>();
  /** Whose line begins just now. */
  private begun: Process | null = null;
  private count = 0;

  constructor(members: EtcdMembers) {
    this.members = members;
    const { onEvent } = members;
    members.onEvent = (event) => {
      onEvent(event);
      if (event.type === 'called' && event.client === this.begun?.client) this.begun.id = event.id;
      if (event.type !== 'answered') return;
      for (const one of this.processes.values()) {
        const client = this.clientOf(one);
        // Its last word stands apart, by outputs.
        if (one.client !== event.client || client?.last?.id === event.id) continue;
        one.out.push(...event.answer.split('\n'));
      }
    };
  }

  private clientOf({ client }: Process): EtcdClient | null {
    // A cast: clients of this world are etcd's.
    return (wireOf(this.members.world, client)?.library ?? null) as EtcdClient | null;
  }

  run(step: ServiceStep, servers: readonly ServerId[]): ShownStep {
    const { args = [], stdin, bg, ms = 700 } = step;
    this.count += 1;
    const client = `ctl${this.count}`;
    const one: Process = { client, id: 0, out: [], shown: 0, killed: false, told: false };
    this.processes.set(bg ?? client, one);
    this.members.perform({ type: 'client-connect', client, servers, timeoutMs: 5000 });
    const input = stdin === undefined ? '' : ` <<< ${quoted(stdin)}`;
    const line = `etcdctl ${args.map(quoted).join(' ')}${input}`;
    this.begun = one;
    this.members.perform({ type: 'call', client, line, request: null });
    this.begun = null;
    if (bg !== undefined) {
      this.members.runFor(ms);
      return this.news(one);
    }
    if (!this.members.runUntil(() => this.isOver(one), PATIENCE_MS)) return { r: '(no end)' };
    const { exit, ...news } = this.news(one);
    return { ...news, exit: exit ?? 0 };
  }

  private isOver(one: Process): boolean {
    return this.clientOf(one)?.last?.id === one.id;
  }

  /** What it has printed since the last look; of its outputs in the end, too. */
  private news(one: Process): ShownStep {
    const out = one.out.slice(one.shown);
    one.shown = one.out.length;
    if (one.killed) return { r: 'OK', out, exit: -9 };
    const last = this.clientOf(one)?.last;
    if (last?.id !== one.id) return { r: 'OK', out };
    const { output } = last;
    // Recordings leave empty lines of errors out.
    const told = one.told ? [] : output.err.flatMap((text) => text.split('\n')).filter(Boolean);
    const err = told.length === 0 ? {} : { err: told };
    const more = one.told ? [] : output.out.flatMap((text) => text.split('\n'));
    one.told = true;
    return { r: 'OK', out: [...out, ...more], ...err, exit: output.exit };
  }

  private processOf({ of = '' }: ServiceStep): Process {
    const one = this.processes.get(of);
    if (one === undefined) throw new Error(`there is no process ${of}`);
    return one;
  }

  output(step: ServiceStep): ShownStep {
    const one = this.processOf(step);
    const { lines, exit, ms = 500 } = step;
    const isEnough = () => {
      if (exit && this.isOver(one)) return true;
      return lines !== undefined && one.out.length - one.shown >= lines;
    };
    this.members.runUntil(isEnough, ms);
    return this.news(one);
  }

  signal(step: ServiceStep): ShownStep {
    const one = this.processOf(step);
    const { client } = one;
    const { members } = this;
    switch (step.signal) {
      case 'INT':
        members.perform({ type: 'call', client, line: '^C', request: null });
        break;
      case 'STOP':
        members.perform({ type: 'client', client, action: 'freeze' });
        break;
      case 'CONT':
        members.perform({ type: 'client', client, action: 'resume' });
        break;
      default:
        members.perform({ type: 'client', client, action: 'kill' });
        one.killed = true;
    }
    members.runFor(step.ms ?? 500);
    return this.news(one);
  }
}
