/**
 * A protocol of forty lines, for tests only: the first voter leads for ever, an entry is committed
 * when a majority has it on disk, and nobody takes over. It shows that everything around a replica
 * (the world, the ZooKeeper server and its clients, timeline, checker, stage) knows it only by its
 * contract.
 */
import { setup } from 'xstate';
import { append, emptyLog, itemAt, type Outcome, sliceLog, takeLog } from '../../src/lib/index.ts';
import {
  type EnsembleConfig,
  type Image,
  type ServerId,
  type StateMachine,
  type Txn,
  votersOf,
  ZERO,
  type Zxid,
  zxid,
} from '../../src/model/index.ts';
import type {
  Protocol,
  Replica,
  ReplicaContext,
  ReplicaDisk,
  ReplicaEffect,
  ReplicaInput,
  ReplicaMessage,
  ReplicaNote,
  ServiceMessage,
  WriteTicket,
} from '../../src/replica/index.ts';
import { factsOfOneLeader, majority, phaseOf, standingOf } from './one-leader-facts.ts';

/** Follower to leader: what it has. Leader to follower: the next entry; how many are committed. */
type Message =
  | { readonly type: 'HELLO' | 'HAVE'; readonly count: number }
  | { readonly type: 'ENTRY'; readonly txn: Txn }
  | { readonly type: 'DONE'; readonly count: number }
  | ServiceMessage;
type Side = 'follower' | 'leader';
type Timer = 'dial' | 'beat';
type Effect = ReplicaEffect<Message, Side, Timer, OneLeaderLeaf>;
type Input = ReplicaInput<Message, Side, Timer>;
export type OneLeaderLeaf = 'LEADS' | 'ALONE' | 'FOLLOWS';

export interface OneLeaderReplica extends Replica {
  readonly leader: ServerId;
  readonly leaf: OneLeaderLeaf;
  /** How many entries are applied; at the leader, that is, committed. */
  readonly done: number;
  /** Of the log as it was at the start: with so many applied it serves. */
  readonly servesFrom: number;
  readonly serving: boolean;
  /** The leader's view: what each connected server has on disk, by number. */
  readonly have: readonly { readonly sid: ServerId; readonly count: number }[];
}
type Draft = { -readonly [K in keyof OneLeaderReplica]: OneLeaderReplica[K] };

const DIAL_MS = 500;
const ALONE = ['ALONE', 0] as const;
const COUNTED = { rule: 'one.counted', facts: {} };

/** One step: rules that change the draft and say what is to be done. */
class Rules {
  readonly effects: Effect[] = [];
  readonly me: Draft;
  readonly context: ReplicaContext;

  constructor(before: OneLeaderReplica, context: ReplicaContext) {
    this.me = { ...before };
    this.context = context;
  }

  take(input: Input): void {
    const { me } = this;
    switch (input.type) {
      case 'booted':
        if (me.leaf !== 'LEADS') return this.dial();
        this.note('one.leads');
        this.beat();
        return this.commit();
      case 'timedOut':
        return input.timer.kind === 'dial' ? this.dial() : this.beat();
      case 'dialled':
        if (me.leaf === 'LEADS') this.effects.push({ ...input, type: 'accept' });
        return;
      case 'connected':
        me.leaf = 'FOLLOWS';
        this.note('one.found');
        return this.send(me.leader, { type: 'HELLO', count: me.disk.log.length });
      case 'refused':
        return this.arm('dial', DIAL_MS);
      case 'disconnected':
        me.have = me.have.filter(({ sid }) => sid !== input.from);
        return me.leaf === 'LEADS' ? undefined : this.lost();
      case 'proposed':
        return this.propose(input.txn);
      case 'flushed':
        return this.flushed(input.ticket.count);
      case 'received':
        return this.receive(input.from, input.message);
      default:
    }
  }

  receive(from: ServerId, message: Message): void {
    const { me } = this;
    switch (message.type) {
      case 'HELLO':
        me.have = [...me.have, { sid: from, count: message.count }];
        for (const txn of sliceLog(me.disk.log, message.count, me.disk.flushed)) {
          this.send(from, { type: 'ENTRY', txn });
        }
        this.commit();
        return this.send(from, { type: 'DONE', count: me.done });
      case 'ENTRY':
        return this.log(message.txn);
      case 'HAVE':
        me.have = me.have.map((one) => (one.sid === from ? { ...one, count: message.count } : one));
        return this.commit();
      case 'DONE':
        this.apply(message.count);
        return this.serve();
      default:
        this.effects.push({ type: 'passUp', from, message });
    }
  }

  propose(prepared: Omit<Txn, 'zxid'>): void {
    const txn: Txn = { zxid: zxid(1, this.me.disk.log.length + 1), ...prepared };
    this.log(txn);
    this.tell({ type: 'proposed', txn });
    this.effects.push({ type: 'numbered', txn });
  }

  log(txn: Txn): void {
    this.me.disk = { log: append(this.me.disk.log, txn), flushed: this.me.disk.flushed };
    this.effects.push({ type: 'flush' });
  }

  /** The leader's own disk comes first, so nobody ever has what the leader could lose. */
  flushed(count: number): void {
    const { me } = this;
    const { log, flushed } = me.disk;
    me.disk = { log, flushed: count };
    for (const txn of sliceLog(log, flushed, count)) this.tell({ type: 'logged', txn });
    if (me.leaf !== 'LEADS') return this.send(me.leader, { type: 'HAVE', count });
    for (const txn of sliceLog(log, flushed, count)) this.toAll({ type: 'ENTRY', txn });
    this.commit();
  }

  /** Committed is what a majority has on disk, the leader always among them. */
  commit(): void {
    const { me, context } = this;
    const isVoter = ({ sid }: { sid: ServerId }) => context.voters.includes(sid);
    const counts = [me.disk.flushed, ...me.have.filter(isVoter).map(({ count }) => count)];
    const reached = counts.sort((a, b) => b - a)[majority(context.config) - 1] ?? 0;
    const count = Math.min(reached, me.disk.flushed);
    if (count > me.done) this.toAll({ type: 'DONE', count });
    this.apply(count);
    if (counts.length >= majority(context.config)) this.serve();
  }

  apply(count: number): void {
    const { me } = this;
    for (; me.done < count; me.done++) {
      const txn = itemAt(me.disk.log, me.done) as Txn;
      if (me.leaf === 'LEADS') this.tell({ type: 'committed', txn, because: COUNTED });
      const before = me.memory.image;
      const after = this.context.machine.apply(before, txn);
      me.memory = { image: after, lastProcessed: txn.zxid };
      this.effects.push({ type: 'deliver', txn, before, after, quiet: !me.serving });
    }
  }

  serve(): void {
    const { me } = this;
    if (me.serving || me.done < me.servesFrom) return;
    me.serving = true;
    if (me.leaf === 'LEADS') this.established();
    const zxid = me.memory.lastProcessed;
    this.effects.push({ type: 'serve', leader: me.leader, zxid });
  }

  established(): void {
    const because = { rule: 'one.established', facts: {} };
    const { lastProcessed: lastZxid } = this.me.memory;
    this.tell({ type: 'leaderEstablished', epoch: 1, lastZxid, because });
  }

  lost(): void {
    this.me.serving = false;
    this.me.leaf = 'ALONE';
    this.note('one.lost');
    this.effects.push({ type: 'stopServing' });
    this.arm('dial', DIAL_MS);
  }

  dial(): void {
    this.effects.push({ type: 'dial', side: 'follower', to: this.me.leader });
  }

  beat(): void {
    this.toAll({ type: 'PING', touched: [] });
    this.arm('beat', this.context.config.tickMs / 2);
  }

  toAll(message: Message): void {
    for (const { sid } of this.me.have) this.send(sid, message);
  }

  send(to: ServerId, message: Message): void {
    const side = this.me.leaf === 'LEADS' ? 'leader' : 'follower';
    this.effects.push({ type: 'send', side, to, message });
  }

  arm(kind: Timer, afterMs: number): void {
    this.effects.push({ type: 'arm', timer: { kind, sid: 0 }, afterMs });
  }

  note(rule: string): void {
    const { leaf } = this.me;
    const said = { leaf, role: leaf, phase: phaseOf(this.me), standing: standingOf(this.me) };
    const because = { rule, facts: {} };
    this.tell({ type: 'stateChanged', ...said, because });
  }

  tell(note: ReplicaNote<Message, OneLeaderLeaf>): void {
    this.effects.push({ type: 'note', note });
  }
}

const chart = setup({}).createMachine({
  initial: 'ALONE',
  states: { LEADS: {}, ALONE: { on: { FOUND: 'FOLLOWS' } }, FOLLOWS: { on: { LOST: 'ALONE' } } },
});

const TURNING = { holdable: true, turning: 1 } as const;

export const ONE_LEADER = {
  name: 'one-leader',
  channels: [{ name: 'star', per: 'way', dialled: 'follower', accepted: 'leader' }],
  upward: 'follower',
  downward: 'leader',
  chart,
  messages: {
    HELLO: { phase: 'joining', paper: '-', code: 1, class: 'SYNC', ...TURNING },
    ENTRY: { phase: 'working', paper: '-', code: 2, class: 'ENTRY', ...TURNING },
    HAVE: { phase: 'working', paper: '-', code: 3, class: 'ACK', ...TURNING },
    DONE: { phase: 'working', paper: '-', code: 4, class: 'COMMIT', ...TURNING },
    PING: { phase: 'working', paper: '-', code: 5, class: 'BEAT', ...TURNING },
    REQUEST: { phase: 'working', paper: '-', code: 6, class: 'REQUEST', ...TURNING },
    SYNC: { phase: 'working', paper: '-', code: 7, class: 'READ', ...TURNING },
    REVALIDATE: { phase: 'working', paper: '-', code: 8, class: 'REQUEST', ...TURNING },
  },
  variants: {},
  costs: { fsyncLow: 1000, fsyncHigh: 2000, saveBase: 4000, saveBytesPerMicro: 100 },
  emptyDisk: { log: emptyLog(), flushed: 0 },
  wipedDisk: { log: emptyLog(), flushed: 0 },

  boot(sid: ServerId, disk: ReplicaDisk, config: EnsembleConfig, machine: StateMachine) {
    const leader = votersOf(config)[0] as ServerId;
    const memory: { image: Image; lastProcessed: Zxid } = {
      image: machine.empty,
      lastProcessed: ZERO,
    };
    const [leaf, servesFrom] = sid === leader ? (['LEADS', disk.log.length] as const) : ALONE;
    return { sid, disk, memory, leader, leaf, servesFrom, done: 0, serving: false, have: [] };
  },
  step(
    replica: OneLeaderReplica,
    input: Input,
    context: ReplicaContext,
  ): Outcome<OneLeaderReplica, Effect> {
    const rules = new Rules(replica, context);
    rules.take(input);
    return { next: rules.me, effects: rules.effects };
  },
  unwritten({ disk }: Replica): WriteTicket | null {
    return disk.flushed < disk.log.length ? { count: disk.log.length } : null;
  },
  afterCrash({ log, flushed }: ReplicaDisk): ReplicaDisk {
    return { log: takeLog(log, flushed), flushed };
  },
  isOvertaken: (_message: ReplicaMessage) => false,
  facts: factsOfOneLeader,
} satisfies Protocol;
