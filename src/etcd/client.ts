import { type Mutable, NONE } from '../lib/index.ts';
import type { Micros, ServerId } from '../model/index.ts';
import type { ClientLibrary, LibraryEffect, LibraryInput, LibraryState } from '../replica/index.ts';
import { ETCD_ERRORS } from './errors.ts';
import type { EtcdAnswer, EtcdRequest, MemberWord } from './wire.ts';
import { answerText } from './words.ts';

/*
 * A client's library, as much of clientv3 as decides what its program is told: one connection, the
 * next endpoint when it is lost, reads that are repeated, writes that never are, and the time limit
 * of who asks. Its balancer has one connection where the real one keeps one to every endpoint.
 */

/** etcdctl's --command-timeout; here for reads only, so that a write's own end can be seen. */
const READ_LIMIT: Micros = 5_000_000;
/** gRPC dials the same address again after so long (backoff.DefaultConfig.BaseDelay). */
const DIAL_AGAIN: Micros = 1_000_000;
/** A read that failed is asked again so much later (clientv3's backoffWaitBetween). */
const READ_AGAIN: Micros = 25_000;
/** What a write is told whose connection ends before its answer. */
const LOST = 'transport is closing';

interface Call {
  readonly id: number;
  readonly line: string;
  readonly request: EtcdRequest;
  /** It has been said over the connection that stands. */
  readonly said: boolean;
  /** Not to be said before. */
  readonly notBefore: Micros;
  /** When its program waits no longer; null: for as long as it takes. */
  readonly until: Micros | null;
}

/** A client of etcd. */
export interface EtcdClient extends LibraryState {
  readonly servers: readonly ServerId[];
  readonly connected: boolean;
  readonly lastId: number;
  /** Oldest first; `pending` is how many. */
  readonly calls: readonly Call[];
  /** When it dials again; null: it is connected, or has dialled. */
  readonly dialsAt: Micros | null;
}

const isRead = ({ request: { type } }: Call): boolean =>
  type === 'range' || type === 'status' || type === 'leases' || type === 'memberList';

/** One step of a client: what it becomes, and what it does. */
class ClientStep {
  readonly client: Mutable<EtcdClient>;
  readonly now: Micros;
  effects: LibraryEffect[] = [];

  constructor(client: EtcdClient, now: Micros) {
    this.client = { ...client };
    this.now = now;
  }

  finish(): EtcdClient {
    this.client.pending = this.client.calls.length;
    return this.client;
  }

  edit(id: number, change: Partial<Call>): void {
    this.client.calls = this.client.calls.map((one) =>
      one.id === id ? { ...one, ...change } : one,
    );
  }

  end({ id, line }: Call, answer: string, done: boolean): void {
    this.client.calls = this.client.calls.filter((one) => one.id !== id);
    this.effects.push({ type: 'answered', id, line, answer, done });
  }

  /** Says what may be said. */
  goOn(): void {
    const { client, now } = this;
    if (!client.connected) return;
    for (const call of client.calls) {
      if (call.said || call.notBefore > now) continue;
      const { id, request, line } = call;
      this.edit(id, { said: true });
      this.effects.push({ type: 'say', body: { type: 'ask', id, request }, text: line });
    }
  }

  /** Asks to be woken when something is due. */
  wakeAgain(): void {
    const { client, now } = this;
    const times = client.calls.flatMap(({ until, said, notBefore }) => [
      until,
      !said && notBefore > now ? notBefore : null,
    ]);
    const due = [...times, client.dialsAt].filter((at) => at !== null);
    if (due.length > 0) this.effects.push({ type: 'wake', at: Math.min(...due) });
  }
}

function ask(w: ClientStep, line: string, request: EtcdRequest): void {
  const { client, now } = w;
  client.lastId += 1;
  const call = { id: client.lastId, line, request, said: false, notBefore: now, until: null };
  const until = isRead(call) ? now + READ_LIMIT : null;
  client.calls = [...client.calls, { ...call, until }];
  w.effects.push({ type: 'called', id: call.id, line });
}

/** The connection is over: reads wait for the next one, writes may have been done or not. */
function lose(w: ClientStep): void {
  const { client, now } = w;
  client.connected = false;
  const { servers, server } = client;
  const next = servers[(servers.indexOf(server) + 1) % servers.length] ?? server;
  client.server = next;
  client.dialsAt = next === server || next === servers[0] ? now + DIAL_AGAIN : now;
  for (const call of client.calls) {
    if (!call.said) continue;
    if (isRead(call)) w.edit(call.id, { said: false });
    else w.end(call, LOST, false);
  }
}

function hear(w: ClientStep, word: MemberWord): void {
  if (word.type !== 'answer') return;
  const call = w.client.calls.find(({ id }) => id === word.id);
  if (call === undefined) return;
  const { answer } = word;
  if (isRead(call) && isUnavailable(answer)) {
    return w.edit(call.id, { said: false, notBefore: w.now + READ_AGAIN });
  }
  w.end(call, answerText(answer), answer.type !== 'error');
}

function isUnavailable(answer: EtcdAnswer): boolean {
  return answer.type === 'error' && ETCD_ERRORS[answer.error].code === 'Unavailable';
}

function wake(w: ClientStep): void {
  const { client, now } = w;
  for (const call of client.calls) {
    if (call.until !== null && call.until <= now) w.end(call, ETCD_ERRORS.deadline.text, false);
  }
  if (client.dialsAt === null || client.dialsAt > now) return;
  client.dialsAt = null;
  w.effects.push({ type: 'dial', server: client.server });
}

function take(w: ClientStep, input: LibraryInput): void {
  switch (input.type) {
    case 'asked':
      // A cast: a command for etcd's clients carries a request of etcd's.
      return ask(w, input.line, input.request as EtcdRequest);
    case 'connected':
      w.client.connected = true;
      return;
    case 'lost':
      return lose(w);
    case 'heard':
      // A cast: only members of its kind are dialled.
      return hear(w, input.body as MemberWord);
    case 'woken':
      return wake(w);
  }
}

/** etcd's client, as a run with its members has it. */
export const ETCD_LIBRARY = {
  begin(servers) {
    const next: EtcdClient = {
      ...{ server: servers[0] ?? 0, pending: 0, servers, connected: false },
      ...{ lastId: 0, calls: [], dialsAt: null },
    };
    return { next, effects: NONE };
  },
  step(state, input, now) {
    // A cast: it is only given what came from it.
    const w = new ClientStep(state as EtcdClient, now);
    take(w, input);
    w.goOn();
    w.wakeAgain();
    return { next: w.finish(), effects: w.effects };
  },
} satisfies ClientLibrary;
