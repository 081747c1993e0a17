import { type Mutable, NONE } from '../lib/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import type { LibraryEffect } from '../replica/index.ts';
import {
  type Call,
  draftCall,
  draftClient,
  type EtcdClient,
  type EtcdProgram,
  type ProgramPart,
} from './client-state.ts';
import type { CtlOutput } from './ctl/index.ts';
import { sooner } from './sooner.ts';
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
    this.client = draftClient(client);
    this.now = now;
    this.variants = variants;
  }

  finish(): EtcdClient {
    const { client } = this;
    client.pending = client.programs.length;
    for (const call of client.calls) if (call.program === null) client.pending += 1;
    return client;
  }

  private newId(): number {
    this.client.lastId += 1;
    return this.client.lastId;
  }

  /** A line of its program's has come: its number. */
  called(line: string): number {
    const id = this.newId();
    this.effects.push({ type: 'called', id, line });
    return id;
  }

  /** A request of its own; `limit`: how long its program waits. */
  ask(line: string, request: EtcdRequest, task: AskTask | null, limit: Micros | null): void {
    this.add(this.called(line), line, request, task, { program: null, beside: null, limit });
  }

  /** A request that a program makes in one of its steps. */
  askFor(
    { id, line }: EtcdProgram,
    part: ProgramPart,
    request: EtcdRequest,
    limit: Micros | null = null,
  ): void {
    const whose = { program: { id, part }, beside: null, limit };
    this.add(this.newId(), line, request, null, whose);
  }

  /** A request that a program puts to one endpoint by itself. */
  askBeside({ id, line }: EtcdProgram, { request, limit }: AskTask, beside: ServerId): void {
    const program = { id, part: 'endpoint' } as const;
    this.add(this.newId(), line, request, null, { program, beside, limit });
  }

  private add(
    id: number,
    line: string,
    request: EtcdRequest,
    task: AskTask | null,
    { program, beside, limit }: Pick<Call, 'program' | 'beside'> & { limit: Micros | null },
  ): void {
    const { now, client } = this;
    const until = limit === null ? null : now + limit;
    const begun = { since: now, said: false, tries: 0, notBefore: now };
    const call: Call = { id, line, request, ...begun, until, task, program, beside };
    client.calls = [...client.calls, call];
  }

  /** Whether a call has been said. */
  edit(id: number, said: boolean): void {
    this.change(id, (call) => {
      call.said = said;
    });
  }

  /** A member has refused it: it is said once more, but not before. */
  tryAgain(id: number, notBefore: Micros): void {
    this.change(id, (call) => {
      call.said = false;
      call.tries += 1;
      call.notBefore = notBefore;
    });
  }

  private change(id: number, how: (call: Mutable<Call>) => void): void {
    this.client.calls = this.client.calls.map((one) => {
      if (one.id !== id) return one;
      const call = draftCall(one);
      how(call);
      return call;
    });
  }

  drop({ id, beside }: Call): void {
    this.client.calls = this.client.calls.filter((one) => one.id !== id);
    if (beside !== null) this.endBeside(beside);
  }

  /** A connection beside the client's own ends when nobody needs it any more. */
  private endBeside(server: ServerId): void {
    if (this.client.calls.some(({ beside }) => beside === server)) return;
    this.effects.push({ type: 'endBeside', server });
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
    const id = this.called(line);
    const program: EtcdProgram = {
      ...{ id, line, task, session: null, watch: null, key: '', revision: 0, owns: false },
      ...{ until: null, ends: null, endpoints: NONE },
    };
    this.client.programs = [...this.client.programs, program];
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
    for (const call of this.client.calls) if (call.program?.id === id) this.drop(call);
    this.print(program, output);
  }

  say(body: ClientWord, text: string): void {
    this.effects.push({ type: 'say', body, text });
  }

  /** Says what may be said. */
  goOn(): void {
    const { client, now } = this;
    for (const call of client.calls) {
      if (call.said || call.notBefore > now) continue;
      const { id, request, line, beside: server } = call;
      if (server === null && !client.connected) continue;
      this.edit(id, true);
      const body: ClientWord = { type: 'ask', id, request };
      if (server === null) this.say(body, line);
      else this.effects.push({ type: 'sayBeside', server, body, text: line });
    }
    if (!client.connected) return;
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
    let due = client.dialsAt;
    for (const { until, said, notBefore } of client.calls) {
      due = sooner(due, until);
      if (!said && notBefore > now) due = sooner(due, notBefore);
    }
    for (const { session, until } of client.programs) {
      due = sooner(due, until);
      if (session === null || session.over) continue;
      due = sooner(sooner(due, session.asksAt), session.deadline);
    }
    if (due !== null) this.effects.push({ type: 'wake', at: Math.max(now, due) });
  }
}
