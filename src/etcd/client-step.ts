import type { Mutable } from '../lib/index.ts';
import type { Micros } from '../model/index.ts';
import type { LibraryEffect } from '../replica/index.ts';
import type { Call, EtcdClient, EtcdProgram, ProgramPart } from './client-state.ts';
import type { CtlOutput } from './ctl/index.ts';
import type { AskTask, LongTask } from './tasks.ts';
import type { EtcdVariants } from './variants.ts';
import type { ClientWord, EtcdRequest } from './wire.ts';

/** Where nothing is printed. */
const NOTHING = '–';

/** What one step of a client becomes, and what it does. */
export class ClientStep {
  readonly client: Mutable<EtcdClient>;
  readonly now: Micros;
  readonly variants: EtcdVariants;
  effects: LibraryEffect[] = [];

  constructor(client: EtcdClient, now: Micros, variants: EtcdVariants) {
    this.client = { ...client };
    this.now = now;
    this.variants = variants;
  }

  finish(): EtcdClient {
    const { calls, programs } = this.client;
    const own = calls.filter(({ program }) => program === null);
    this.client.pending = own.length + programs.length;
    return this.client;
  }

  private newId(): number {
    this.client.lastId += 1;
    return this.client.lastId;
  }

  /** A request of its own; `limit`: how long its program waits. */
  ask(line: string, request: EtcdRequest, task: AskTask | null, limit: Micros | null): void {
    const id = this.newId();
    this.add({ id, line, request, task, program: null }, limit);
    this.effects.push({ type: 'called', id, line });
  }

  /** A request that a program makes in one of its steps. */
  askFor({ id, line }: EtcdProgram, part: ProgramPart, request: EtcdRequest): void {
    const program = { id, part };
    this.add({ id: this.newId(), line, request, task: null, program }, null);
  }

  private add(
    call: Pick<Call, 'id' | 'line' | 'request' | 'task' | 'program'>,
    limit: Micros | null,
  ): void {
    const { now, client } = this;
    const until = limit === null ? null : now + limit;
    client.calls = [...client.calls, { ...call, since: now, said: false, notBefore: now, until }];
  }

  edit(id: number, change: Partial<Call>): void {
    this.client.calls = this.client.calls.map((one) =>
      one.id === id ? { ...one, ...change } : one,
    );
  }

  drop({ id }: Call): void {
    this.client.calls = this.client.calls.filter((one) => one.id !== id);
  }

  /** A call has come to its end, as people read it. */
  end(call: Call, answer: string, done: boolean): void {
    this.drop(call);
    this.effects.push({ type: 'answered', id: call.id, line: call.line, answer, done });
  }

  /** A line has come to its end: what it prints. */
  print({ id, line }: { readonly id: number; readonly line: string }, output: CtlOutput): void {
    this.client.last = { id, output };
    const answer = [...output.out, ...output.err].join('\n') || NOTHING;
    this.effects.push({ type: 'answered', id, line, answer, done: output.exit === 0 });
  }

  /** A program begins. */
  begin(line: string, task: LongTask): EtcdProgram {
    const id = this.newId();
    const program: EtcdProgram = {
      ...{ id, line, task, session: null, watch: null, key: '', revision: 0, owns: false },
      ...{ until: null, ends: null },
    };
    this.client.programs = [...this.client.programs, program];
    this.effects.push({ type: 'called', id, line });
    return program;
  }

  programOf(id: number): EtcdProgram | undefined {
    return this.client.programs.find((one) => one.id === id);
  }

  /** A program as it is from now on. */
  put(program: EtcdProgram): EtcdProgram {
    const { programs } = this.client;
    this.client.programs = programs.map((one) => (one.id === program.id ? program : one));
    return program;
  }

  /** What a program prints while it goes on. */
  show({ id, line }: EtcdProgram, lines: readonly string[]): void {
    this.effects.push({ type: 'answered', id, line, answer: lines.join('\n'), done: true });
  }

  /** A program is over, and what it has asked for concerns nobody any more. */
  over(program: EtcdProgram, output: CtlOutput): void {
    const { id, watch } = program;
    if (watch?.said && this.client.connected) this.say({ type: 'endStream', stream: id }, '');
    this.client.programs = this.client.programs.filter((one) => one.id !== id);
    this.client.calls = this.client.calls.filter((one) => one.program?.id !== id);
    this.print(program, output);
  }

  say(body: ClientWord, text: string): void {
    this.effects.push({ type: 'say', body, text });
  }

  /** Says what may be said. */
  goOn(): void {
    const { client, now } = this;
    if (!client.connected) return;
    for (const call of client.calls) {
      if (call.said || call.notBefore > now) continue;
      const { id, request, line } = call;
      this.edit(id, { said: true });
      this.say({ type: 'ask', id, request }, line);
    }
    for (const program of client.programs) {
      const { id, watch, line } = program;
      if (watch === null || watch.said) continue;
      this.put({ ...program, watch: { ...watch, said: true } });
      const { range, next: startRevision, prevKv, requireLeader } = watch;
      const more = { startRevision, prevKv, requireLeader };
      this.say({ type: 'watch', stream: id, ...range, ...more }, line);
    }
  }

  /** Asks to be woken when something is due. */
  wakeAgain(): void {
    const { client, now } = this;
    const ofCalls = client.calls.flatMap(({ until, said, notBefore }) => [
      until,
      !said && notBefore > now ? notBefore : null,
    ]);
    const ofPrograms = client.programs.flatMap(({ session, until }) => [
      until,
      ...(session === null || session.over ? [] : [session.asksAt, session.deadline]),
    ]);
    const times = [...ofCalls, ...ofPrograms, client.dialsAt];
    const due = times.filter((at) => at !== null);
    if (due.length > 0) this.effects.push({ type: 'wake', at: Math.max(now, Math.min(...due)) });
  }
}
