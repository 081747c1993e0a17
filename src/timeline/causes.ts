import { type SessionId, type Zxid, zxidHex } from '../model/index.ts';
import {
  type Command,
  type Due,
  type Endpoint,
  entryOf,
  type SimEvent,
  type Standing,
} from '../sim/index.ts';
import { isActivity } from './activity.ts';
import type { Cause, How } from './chains.ts';
import type { Past } from './remembered.ts';
import { awaitedIn, Silences } from './silences.ts';

/** The process at which an event happened; null: it is about a link, or about all of them. */
export function processOf(event: SimEvent): Endpoint | null {
  switch (event.type) {
    case 'messageSent':
      return event.from;
    case 'messageDelivered':
      return event.to;
    case 'sessionMoved':
    case 'sessionCreated':
    case 'sessionClosed':
    case 'sessionExpired':
      return event.server;
    case 'requested':
    case 'replied':
      return event.client;
    default:
      if ('server' in event) return event.server;
      return 'client' in event ? event.client : null;
  }
}

function zxidIn(event: SimEvent): Zxid | null {
  if ('txn' in event) return event.txn.zxid;
  if ('zxid' in event) return event.zxid;
  return 'message' in event ? entryOf(event.message) : null;
}

/** In an election, or in none yet. */
const UNDECIDED: ReadonlySet<Standing> = new Set(['none', 'candidate']);

/** The dues have these types; everything else that sets a turn off is a command. */
const DUES: ReadonlySet<string> = new Set<Due['type']>([
  ...(['flight', 'dial', 'answer', 'closed', 'timer'] as const),
  ...(['flushed', 'saved', 'worked', 'client-timer'] as const),
]);

function commandOf({ cause }: Past): Command | null {
  if (cause.type === 'load') return 'clients' in cause ? cause : null;
  return DUES.has(cause.type) ? null : (cause as Command);
}

function pair(a: Endpoint, b: Endpoint): string {
  const [x, y] = [String(a), String(b)];
  return x < y ? `${x} ${y}` : `${y} ${x}`;
}

const streamOf = (message: string, { from, to }: Ends): string => `${message} ${from} ${to}`;

const entry = (server: Endpoint, zxid: Zxid): string => `${server} ${zxidHex(zxid)}`;

interface Ends {
  readonly from: Endpoint;
  readonly to: Endpoint;
}
type Delivered = Extract<SimEvent, { readonly id: number; readonly class: unknown }>;

/** Remembers what later events may follow from, and says of each what it follows from. */
class Reader {
  readonly causes = new Map<number, Cause>();
  readonly #sent = new Map<number, number>();
  readonly #released = new Map<number, number>();
  /** The latest event at each process that was not a sign of life. */
  readonly #latest = new Map<Endpoint, number>();
  /** A client's command that nothing is told of yet: it dials. */
  readonly #silent = new Map<Endpoint, Command>();
  /** Who wrote an entry to a server's log: the proposal, made or received. */
  readonly #written = new Map<string, number>();
  readonly #broken = new Map<string, number>();
  readonly #opened = new Map<string, number>();
  /** What counts towards a decision about an entry: ACKs that came, and the leader's own disk. */
  readonly #counted = new Map<string, number[]>();
  readonly #silences = new Silences();
  /** Whose sessions they are. */
  readonly #clients = new Map<SessionId, Endpoint>();
  /** What was ordered to be held, and is not yet. */
  readonly #holds = new Map<string, Command>();
  /** The latest vote from each server that came while one was LOOKING. */
  readonly #votes = new Map<Endpoint, Map<Endpoint, number>>();

  read(past: Past): void {
    const command = commandOf(past);
    if (command !== null && past.events.length === 0 && 'client' in command) {
      this.#silent.set(command.client, command);
      this.#latest.delete(command.client);
    }
    if (command?.type === 'hold') this.#holds.set(streamOf(command.message, command), command);
    /** What set off the events that follow: what began the turn, then each arrival in it. */
    let trigger: number | null = null;
    past.events.forEach((event, i) => {
      const n = past.n + i;
      this.causes.set(n, this.#causeOf(event, past, i, command, trigger));
      if (event.type === 'messageDelivered' || (i === 0 && command === null)) trigger = n;
      this.#remember(event, n);
    });
  }

  #causeOf(
    event: SimEvent,
    past: Past,
    i: number,
    command: Command | null,
    trigger: number | null,
  ): Cause {
    if (event.type === 'messageDelivered') return this.#arrival(event.id);
    if (event.type === 'messageHeld') {
      const hold = this.#holds.get(streamOf(event.message.type, event)) ?? null;
      const arrival = this.#arrival(event.id);
      return hold === null ? arrival : { ...arrival, how: 'command', command: hold };
    }
    if (event.type === 'sessionExpired' && event.client !== null) {
      return waited(this.#latest.get(event.client));
    }
    const nearest = this.#nearestInTurn(event, past, i) ?? trigger;
    const joined = this.#joined(event);
    if (nearest !== null) return { how: 'step', from: unique([nearest, ...joined]), command: null };
    if (command !== null) return commanded(command);
    return this.#began(event, past, joined);
  }

  #arrival(id: number): Cause {
    const from = [this.#released.get(id), this.#sent.get(id)];
    return { how: 'sent', from: from.filter((n) => n !== undefined), command: null };
  }

  /** An earlier event of the turn that is about the same entry, or that asked for a message. */
  #nearestInTurn(event: SimEvent, past: Past, i: number): number | null {
    const process = processOf(event);
    const zxid = zxidIn(event);
    for (let k = i - 1; k >= 0; k--) {
      const other = past.events[k] as SimEvent;
      if (processOf(other) !== process || process === null) continue;
      if (other.type === 'messageSent') continue;
      const about = zxidIn(other);
      if (zxid !== null && about !== null && zxidHex(zxid) === zxidHex(about)) return past.n + k;
      if (other.type === 'requested' && event.type === 'messageSent') return past.n + k;
    }
    return null;
  }

  /** What began a turn that nobody commanded. */
  #began(event: SimEvent, past: Past, joined: readonly number[]): Cause {
    const due = past.cause as Due;
    const of = (how: How, n: number | undefined): Cause => ({
      how,
      from: unique(n === undefined ? joined : [n, ...joined]),
      command: null,
    });
    switch (due.type) {
      case 'flushed': {
        const zxid = zxidIn(event);
        return of('disk', zxid === null ? undefined : this.#written.get(entry(due.server, zxid)));
      }
      case 'closed':
        return of('ended', this.#broken.get(pair(due.from, due.to)));
      case 'dial': {
        const latest = this.#latest.get(due.from);
        const command = this.#silent.get(due.from);
        if (latest === undefined && command !== undefined) return commanded(command);
        return of('answered', latest);
      }
      case 'answer':
        return of('answered', this.#opened.get(pair(due.from, due.to)));
      case 'timer':
        return of('waited', this.#waitedFor(past, due.server));
      case 'client-timer':
        return of('waited', this.#waitedFor(past, due.client));
      default:
        return of('waited', this.#latest.get(processOf(event) ?? ''));
    }
  }

  /** Since when a process whose time ran out had heard nothing, or from what. */
  #waitedFor(past: Past, process: Endpoint): number | undefined {
    const awaited = awaitedIn(past.events, process, (session) => this.#clients.get(session));
    const silent = awaited && this.#silences.between(awaited, process);
    if (silent !== null) return silent;
    const [client] = awaited === 'servers' ? [] : awaited;
    const isClient = typeof client === 'string' && client !== process;
    return this.#latest.get(isClient ? client : process);
  }

  /** What a decision counted, besides what set it off. */
  #joined(event: SimEvent): readonly number[] {
    if (event.type === 'committed') {
      return this.#counted.get(entry(event.server, event.txn.zxid)) ?? [];
    }
    if (event.type === 'leaderEstablished') {
      return this.#counted.get(entry(event.server, { epoch: event.epoch, counter: 0 })) ?? [];
    }
    if (event.type !== 'stateChanged' || UNDECIDED.has(event.standing)) return [];
    return [...(this.#votes.get(event.server)?.values() ?? [])];
  }

  #remember(event: SimEvent, n: number): void {
    const process = processOf(event);
    if (process !== null && isActivity(event)) this.#latest.set(process, n);
    this.#silences.read(event, n);
    switch (event.type) {
      case 'sessionCreated':
      case 'sessionMoved':
        if (event.client !== null) this.#clients.set(event.session, event.client);
        break;
      case 'messageSent':
      case 'messageDuplicated':
        this.#sent.set(event.id, n);
        break;
      case 'messageReleased':
        this.#released.set(event.id, n);
        break;
      case 'messageDelivered':
        this.#arrived(event as Delivered, n);
        break;
      case 'proposed':
        this.#written.set(entry(event.server, event.txn.zxid), n);
        break;
      case 'logged':
        this.#count(event.server, event.txn.zxid, n);
        break;
      case 'stateChanged':
        // The votes of this election count, not those of one before.
        this.#votes.delete(event.server);
        break;
      case 'connectionBroken':
        this.#broken.set(pair(...event.between), n);
        break;
      case 'connectionOpened':
        this.#opened.set(pair(...event.between), n);
        break;
    }
  }

  #arrived(event: Delivered, n: number): void {
    const { from, to } = event;
    const zxid = zxidIn(event);
    if (event.class === 'ENTRY' && zxid !== null) this.#written.set(entry(to, zxid), n);
    if (event.class === 'ACK' && zxid !== null) this.#count(to, zxid, n);
    if (event.class === 'VOTE') {
      const votes = this.#votes.get(to) ?? new Map<Endpoint, number>();
      this.#votes.set(to, votes.set(from, n));
    }
  }

  #count(server: Endpoint, zxid: Zxid, n: number): void {
    const key = entry(server, zxid);
    const counted = this.#counted.get(key);
    if (counted === undefined) this.#counted.set(key, [n]);
    else counted.push(n);
  }
}

function unique(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)];
}

function commanded(command: Command): Cause {
  return { how: 'command', from: [], command };
}

function waited(n: number | undefined): Cause {
  return { how: 'waited', from: n === undefined ? [] : [n], command: null };
}

/**
 * What each event of these turns (of one run, in order, without gaps) follows from, by its number.
 * Every cause has a smaller number than what follows from it.
 */
export function causesIn(turns: readonly Past[]): ReadonlyMap<number, Cause> {
  const reader = new Reader();
  for (const past of turns) reader.read(past);
  return reader.causes;
}
