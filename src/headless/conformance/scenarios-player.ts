import {
  type ClientMessage,
  compareZxid,
  NO_SESSION,
  NO_ZXID,
  type Op,
  type Reply,
  type ServerId,
  type SessionId,
  ZERO,
  type Zxid,
} from '../../model/index.ts';
import { WIRE_PING } from '../../sim/index.ts';
import type { CallArgs, SeenEvent } from './scenarios-format.ts';
import { plus, type RunNames } from './scenarios-names.ts';
import type { Wires } from './wires.ts';

export const DEFAULT_TIMEOUT_MS = 30_000;
/** With `retry`, in virtual ms: how long between two attempts, and how long in all. */
const RETRY_MS = 50;
const RETRIES_MS = 12_000;

/**
 * A client of a scenario: one bare connection, and what the recorder would know of it. That it is
 * closed, or what has arrived, counts only once somebody has looked.
 */
export class Player {
  /** `lost`: it has been noticed that the connection is closed. */
  wire: 'none' | 'open' | 'lost' = 'none';
  silent = false;
  session: SessionId = NO_SESSION;
  timeoutMs = DEFAULT_TIMEOUT_MS;
  /** A ping that a step asks for and that has no answer yet: its number there. */
  private pinged: number | null = null;
  /** The largest zxid in the header of a reply. */
  seen: Zxid = ZERO;
  /** That the connection is lost was reported. */
  lossKnown = false;
  /** Looked at and not reported. */
  held: SeenEvent[] = [];
  /** Arrived and not looked at. */
  private inbox: ClientMessage[] = [];
  private sessions = 0;

  constructor(
    readonly name: string,
    private readonly wires: Wires,
    private readonly names: RunNames,
  ) {}

  /** Opens a connection and asks for a session, `of` whom if it goes on with an old one. */
  connect(args: CallArgs, of: Player): Record<string, unknown> {
    const server = this.wires.serverNamed(args.server ?? 1);
    const answer = this.dial(server, this.hello(args, of), args);
    if (answer === null) {
      this.wire = 'none';
      return { r: 'CONNECTIONLOSS' };
    }
    if (answer.timeoutMs <= 0) {
      this.wire = 'lost';
      this.inbox = [];
      return { r: 'SESSIONEXPIRED' };
    }
    this.session = answer.session;
    this.timeoutMs = answer.timeoutMs;
    this.wire = 'open';
    this.silent = false;
    if (!goesOn(args)) {
      this.seen = ZERO;
      this.sessions += 1;
      const nth = this.sessions === 1 ? '' : `#${this.sessions}`;
      this.names.name(answer.session, `${this.name}${nth}`);
    }
    const { session, timeoutMs } = this;
    return { r: 'OK', timeout: timeoutMs, session: this.names.owner(session) };
  }

  private hello(args: CallArgs, of: Player): ClientMessage {
    const resumes = args.resume === true && args.session === undefined;
    const usual = resumes ? this.timeoutMs : DEFAULT_TIMEOUT_MS;
    const asked = args.session === undefined ? Number(args.timeout ?? usual) : of.timeoutMs;
    let lastZxid = resumes ? this.seen : ZERO;
    if (typeof args.seenAhead === 'number') lastZxid = plus(this.seen, args.seenAhead);
    else if (args.lastZxid === 0) lastZxid = ZERO;
    return {
      type: 'CONNECT',
      session: goesOn(args) ? of.session : NO_SESSION,
      passwordOk: args.wrongPassword !== true,
      timeoutMs: asked,
      lastZxid,
      readOnly: args.readOnly === true,
    };
  }

  /** What a server answers to the greeting; null: it refuses, or closes the connection. */
  private dial(server: ServerId, hello: ClientMessage, args: CallArgs) {
    const { wires, name } = this;
    const end = wires.nowMs + (args.retry === true ? RETRIES_MS : 0);
    for (;;) {
      wires.open(name, server);
      wires.take(name);
      wires.send(name, hello);
      wires.settle();
      const messages = wires.take(name);
      const at = messages.findIndex(({ type }) => type === 'CONNECTED');
      const answer = messages[at];
      this.inbox = messages.slice(at + 1);
      if (answer?.type === 'CONNECTED') return answer;
      if (wires.nowMs >= end) return null;
      wires.runFor(RETRY_MS);
    }
  }

  drop(): void {
    this.wires.drop(this.name);
    this.wire = 'none';
    this.inbox = [];
  }

  silence(): void {
    this.silent = true;
    this.wires.silence(this.name);
  }

  send(cxid: number, op: Op): void {
    if (op.type === 'ping' && cxid !== WIRE_PING) this.pinged = cxid;
    this.wires.send(this.name, { type: 'CALL', cxid, op });
  }

  /** Pings as one who only wants to hear what has come. */
  ping(): void {
    this.send(WIRE_PING, { type: 'ping' });
  }

  /** Looks at the next thing that has arrived. */
  next(): ClientMessage | undefined {
    const arrived = this.wires.take(this.name);
    for (const one of arrived) {
      if (one.type !== 'REPLY' || one.reply.cxid !== WIRE_PING) this.inbox.push(one);
      else if (this.pinged !== null) {
        // A ping is answered under its own number: this is the answer to the step.
        this.inbox.push({ ...one, reply: { ...one.reply, cxid: this.pinged } });
        this.pinged = null;
      }
    }
    const message = this.inbox.shift();
    if (message?.type === 'REPLY') this.saw(message.reply);
    return message;
  }

  /**
   * Looks at what has arrived up to the answer to a request; null: the connection was closed
   * instead. Events on the way are kept, but for those that only preceded that end.
   */
  replyTo(cxid: number, before: boolean): Reply | null {
    const passed: SeenEvent[] = [];
    for (;;) {
      const message = this.next();
      if (message === undefined) {
        if (this.wires.isOpen(this.name)) throw new Error(`${this.name} is not answered`);
        this.wire = 'lost';
        return null;
      }
      if (message.type === 'EVENT') passed.push(this.event(message, before));
      if (message.type !== 'REPLY' || message.reply.cxid !== cxid) continue;
      this.held.push(...passed);
      return message.reply;
    }
  }

  /** Looks at all that has arrived; a closed connection is noticed, and its events are missed. */
  look(): void {
    const passed: SeenEvent[] = [];
    for (let message = this.next(); message !== undefined; message = this.next()) {
      if (message.type === 'EVENT') passed.push(this.event(message, false));
    }
    if (this.wires.isOpen(this.name)) this.held.push(...passed);
    else this.wire = 'lost';
  }

  event({ event }: ClientMessage & { readonly type: 'EVENT' }, before: boolean): SeenEvent {
    const { type, path } = event;
    const seen: SeenEvent = { to: this.name, type, state: 'SyncConnected', path };
    return before ? { ...seen, before } : seen;
  }

  private saw(reply: Reply): void {
    if (reply.zxid !== NO_ZXID && compareZxid(reply.zxid, this.seen) > 0) this.seen = reply.zxid;
  }
}

function goesOn(args: CallArgs): boolean {
  return args.resume === true || args.session !== undefined;
}
