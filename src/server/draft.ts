import { assert, getKey, type Mutable, NONE, setKey, size, type TrieMap } from '../lib/index.ts';
import {
  type ClientName,
  NO_SESSION,
  type ServerId,
  type SessionId,
  type Zxid,
} from '../model/index.ts';
import type { Replica, ReplicaEffect, ReplicaInput, ServiceMessage } from '../replica/index.ts';
import type { Database, WatchTable } from '../znodes/index.ts';
import type {
  ClientConnection,
  PendingSync,
  Server,
  ServerContext,
  ServerEffect,
  TrackedSession,
} from './server.ts';

/** A server that is to be the next one: the copy is written out, so that all have one shape. */
export function copyServer(s: Server): Mutable<Server> {
  return {
    peer: s.peer,
    serving: s.serving,
    leader: s.leader,
    outstanding: s.outstanding,
    predicted: s.predicted,
    connections: s.connections,
    bySession: s.bySession,
    watches: s.watches,
    tracked: s.tracked,
    touched: s.touched,
    pendingSyncs: s.pendingSyncs,
    local: s.local,
    readOnly: s.readOnly,
    readOnlyAtMs: s.readOnlyAtMs,
    sessionsFrom: s.sessionsFrom,
    nextSession: s.nextSession,
    sweepAtMs: s.sweepAtMs,
  };
}

/** Server's invariants, by their numbers. */
function assertServer(s: Server, before: Server): void {
  assert(s.serving === (s.leader !== null), 'Server 1: serves where writes are decided');
  const idle = size(s.connections) === 0 && size(s.local) === 0;
  assert(s.serving || s.readOnly || idle, 'Server 2: who does not serve has no client');
  assert(size(s.bySession) === size(s.connections), 'Server 3: a connection, a session');
  assert(s.nextSession >= before.nextSession, 'Server 6: numbers are given once');
  if (s.leader === s.peer.sid) {
    assert(size(s.touched) === 0, 'Server 5: who decides keeps the clocks');
    return;
  }
  const { outstanding, tracked, pendingSyncs } = s;
  const none = outstanding.length === 0 && size(tracked) === 0 && pendingSyncs.length === 0;
  assert(none, 'Server 4: who does not decide has nothing under way');
}

type Delivery = Extract<ReplicaEffect, { type: 'deliver' }>;

/** The first transaction that is delivered from there on. */
function nextDelivery(effects: readonly ReplicaEffect[], from: number): Delivery | null {
  for (let i = from; i < effects.length; i++) {
    const effect = effects[i] as ReplicaEffect;
    if (effect.type === 'deliver') return effect;
  }
  return null;
}

/** A server while one input is worked on, which nobody else sees, and its effects in order. */
export class ServerDraft {
  // `declare`: made once, by the constructor, and not undefined before.
  declare private readonly before: Server;
  declare readonly server: Mutable<Server>;
  declare effects: readonly ServerEffect[];
  declare readonly context: ServerContext;
  /**
   * What was applied by the effect that is being answered, where the peer's step went on to apply
   * more: one step may deliver several transactions, and pass up what comes before them.
   */
  declare private asOf: Replica['memory'] | null;
  /** What the peer asks of the server above it; set by step.ts. */
  declare private readonly answerPeer: (draft: ServerDraft, effect: ServerEffect) => boolean;

  constructor(
    server: Server,
    context: ServerContext,
    answerPeer: (draft: ServerDraft, effect: ServerEffect) => boolean,
  ) {
    this.before = server;
    this.server = copyServer(server);
    this.effects = NONE;
    this.context = context;
    this.asOf = null;
    this.answerPeer = answerPeer;
  }

  /** The server after the step. */
  finish(): Server {
    assertServer(this.server, this.before);
    return this.server;
  }

  get sid(): ServerId {
    return this.server.peer.sid;
  }

  get peer(): Replica {
    return this.server.peer;
  }

  /**
   * The database as applied here; reads are answered from it. Transactions are applied one after
   * the other (FinalRequestProcessor): what comes before or follows one of them does not see the
   * next one's effect.
   */
  get database(): Database {
    return (this.asOf ?? this.server.peer.memory).image as Database;
  }

  get lastProcessed(): Zxid {
    return (this.asOf ?? this.server.peer.memory).lastProcessed;
  }

  /** Virtual time: what timers go by. */
  get nowMs(): number {
    return Math.floor(this.context.peer.now / 1000);
  }

  /** The wall clock: what is written into transactions. */
  get clockMs(): number {
    return this.context.peer.config.clockMs + this.nowMs;
  }

  /** Established leader, or alone: this server prepares writes and keeps the sessions' clocks. */
  get decides(): boolean {
    return this.server.leader === this.server.peer.sid;
  }

  emit(effect: ServerEffect): void {
    if (this.effects.length === 0) this.effects = [effect];
    else (this.effects as ServerEffect[]).push(effect);
  }

  /** Steps the peer; what its effects ask of this server is done in their order. */
  stepPeer(input: ReplicaInput): void {
    const { protocol, peer } = this.context;
    const { next, effects } = protocol.step(this.server.peer, input, peer);
    this.carryOn(next, effects);
  }

  /** Goes on with what a step of the peer came to. */
  carryOn(next: Replica, effects: readonly ReplicaEffect[]): void {
    const outer = this.asOf;
    let { lastProcessed } = this.server.peer.memory;
    let coming = nextDelivery(effects, 0);
    this.server.peer = next;
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i] as ReplicaEffect;
      this.asOf = coming === null ? outer : { image: coming.before, lastProcessed };
      if (effect === coming) {
        lastProcessed = coming.txn.zxid;
        coming = nextDelivery(effects, i + 1);
      } else if (effect.type === 'serve') lastProcessed = effect.zxid;
      if (!this.answerPeer(this, effect)) this.emit(effect);
    }
    this.asOf = outer;
  }

  /** From now on it is as after this delivery, which is being answered. */
  passOn({ txn, after }: Delivery): void {
    this.asOf = { image: after, lastProcessed: txn.zxid };
  }

  /** Says something to the server that decides; nobody hears it while there is none. */
  toLeader(message: ServiceMessage): void {
    const { leader } = this.server;
    if (leader === null) return;
    this.say(this.context.protocol.upward, leader, message);
  }

  /** The server that decides says something to one that follows it. */
  toLearner(to: ServerId, message: ServiceMessage): void {
    this.say(this.context.protocol.downward, to, message);
  }

  private say(side: string, to: ServerId, plain: ServiceMessage): void {
    const message = this.context.protocol.marked?.(this.peer, plain) ?? plain;
    this.emit({ type: 'send', side, to, message });
  }

  connection(client: ClientName): ClientConnection | undefined {
    return getKey(this.server.connections, client);
  }

  /** The connection here that speaks for a session. */
  connectionOf(session: SessionId): ClientConnection | undefined {
    const client = getKey(this.server.bySession, session);
    return client === undefined ? undefined : getKey(this.server.connections, client);
  }

  setConnection(connection: ClientConnection): void {
    const { open, owed, session } = connection;
    assert(open || owed.length === 0, 'ClientConnection 1: who is not open is owed nothing');
    assert(session !== NO_SESSION, 'ClientConnection 2: it speaks for a session');
    this.server.connections = setKey(this.server.connections, connection.client, connection);
  }

  set watches(watches: WatchTable) {
    this.server.watches = watches;
  }

  set tracked(tracked: TrieMap<TrackedSession>) {
    this.server.tracked = tracked;
  }

  set local(local: TrieMap<TrackedSession>) {
    this.server.local = local;
  }

  set pendingSyncs(pending: readonly PendingSync[]) {
    this.server.pendingSyncs = pending;
  }
}
