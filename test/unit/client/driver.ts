import {
  type Client,
  type ClientEffect,
  type ClientInput,
  newClient,
  stepClient,
} from '../../../src/client/index.ts';
import {
  type ClientMessage,
  type ErrorCode,
  MS,
  NO_SERVER,
  type Op,
  type ReplyBody,
  zxid,
} from '../../../src/model/index.ts';

/** A client under test, stepped by hand against a server that is a script. */
export class Driver {
  client: Client;
  now = 0;
  /** Of the latest input. */
  effects: readonly ClientEffect[] = [];

  constructor(servers: readonly number[] = [1], timeoutMs = 6000, seed = 1) {
    this.client = newClient('alice', servers, timeoutMs, seed, 0);
  }

  give(input: ClientInput): this {
    const outcome = stepClient(this.client, input, { now: this.now, maxBufferBytes: 0xfffff });
    this.client = outcome.next;
    this.effects = outcome.effects;
    return this;
  }

  afterMs(ms: number): this {
    this.now += ms * MS;
    return this;
  }

  hear(message: ClientMessage): this {
    return this.give({ type: 'received', server: this.client.server, message });
  }

  /** From nothing, or from the pause before an attempt, to a session. */
  establish(timeoutMs = 6000, session = '0x1000000000001'): this {
    this.reach();
    return this.hear({ type: 'CONNECTED', session, timeoutMs, readOnly: false });
  }

  reach(): this {
    if (this.client.server === NO_SERVER) {
      this.give(
        this.client.roundStart === -1 ? { type: 'begun' } : { type: 'timedOut', timer: 'retry' },
      );
    }
    return this.give({ type: 'connected', server: this.client.server });
  }

  reply(cxid: number, code: ErrorCode = 'OK', counter = 1, body: ReplyBody | null = null): this {
    return this.hear({ type: 'REPLY', reply: { cxid, zxid: zxid(1, counter), code, body } });
  }

  ask(op: Op, line?: string): this {
    return line === undefined
      ? this.give({ type: 'ask', op, asker: 'recipe' })
      : this.give({ type: 'typed', line, program: { type: 'ask', op } });
  }

  /** Asks, and is answered so at once. */
  done(op: Op, code: ErrorCode = 'OK', counter = 1): this {
    const cxid = this.client.nextCxid;
    return this.ask(op).reply(cxid, code, counter);
  }

  /** The effects of the latest input as short words. */
  get words(): string[] {
    return this.effects.map(wordOf);
  }
}

function wordOf(effect: ClientEffect): string {
  switch (effect.type) {
    case 'dial':
    case 'hangUp':
      return `${effect.type} ${effect.server}`;
    case 'send':
      return `send ${messageWord(effect.message)}`;
    case 'arm':
      return `arm ${effect.timer} ${effect.afterMs}`;
    case 'disarm':
      return `disarm ${effect.timer}`;
    case 'requested':
      return `requested ${effect.cxid} ${effect.op.type}`;
    case 'answered':
      return `answered ${effect.call.cxid} ${effect.reply.code}`;
    case 'watched':
      return `watched ${effect.event.type} ${effect.event.path}`;
    case 'told':
      return `told ${effect.state}`;
    case 'stateChanged':
      return effect.leaf;
  }
}

function messageWord(message: ClientMessage): string {
  if (message.type === 'CALL') return `${message.cxid} ${message.op.type}`;
  if (message.type === 'CONNECT') return `CONNECT ${message.session} ${message.timeoutMs}`;
  return message.type;
}

export function read(type: 'exists' | 'getData' | 'getChildren', path: string, watch: boolean): Op {
  return { type, path, watch };
}
