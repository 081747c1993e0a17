import type { Outcome } from '../lib/index.ts';
import type { EnsembleConfig, Micros, ServerId, StateMachine } from '../model/index.ts';
import type { ChannelKind, Facts, Protocol, ServiceMessage } from '../replica/index.ts';
import { aloneOn, closedBy } from './alone.ts';
import { unwrittenBatch } from './batch.ts';
import { BLANK_DISK, crashed, type RaftDisk, WIPED_DISK } from './disk.ts';
import { raftFactsOf } from './facts.ts';
import { introduced } from './group.ts';
import { raftLifecycle } from './lifecycle.ts';
import { RAFT_MESSAGES } from './messages.ts';
import type {
  BatchTicket,
  RaftContext,
  RaftEffect,
  RaftInput,
  RaftPeer,
  RaftSide,
} from './peer.ts';
import { newRaftPeer, stepRaftPeer } from './step.ts';
import { RAFT_VARIANTS, type RaftVariants } from './variants.ts';

/** Raft as etcd 3.4 has it, behind the contract of every replicated log. */
export const RAFT = {
  name: 'raft',
  channels: [
    { name: 'msgApp', per: 'pair', dialled: 'msgApp', accepted: 'msgApp' },
    { name: 'message', per: 'pair', dialled: 'message', accepted: 'message' },
  ] satisfies (ChannelKind & { readonly [K in 'dialled' | 'accepted']: RaftSide })[],
  upward: 'msgApp',
  downward: 'msgApp',
  marked({ told }: RaftPeer, message: ServiceMessage): ServiceMessage {
    return told === null ? message : { ...message, under: told.term };
  },
  chart: raftLifecycle,
  messages: RAFT_MESSAGES,
  variants: RAFT_VARIANTS,
  costs: { fsyncLow: 800, fsyncHigh: 2400, saveBase: 4000, saveBytesPerMicro: 100 },
  emptyDisk: BLANK_DISK,
  wipedDisk: WIPED_DISK,

  boot(
    sid: ServerId,
    disk: RaftDisk,
    config: EnsembleConfig,
    machine: StateMachine,
    chance: number,
  ): RaftPeer {
    return newRaftPeer(sid, disk, config, machine, chance);
  },
  step(peer: RaftPeer, input: RaftInput, context: RaftContext): Outcome<RaftPeer, RaftEffect> {
    return stepRaftPeer(peer, input, context);
  },
  unwritten({ batch }: RaftPeer): BatchTicket | null {
    return unwrittenBatch(batch);
  },
  afterCrash(disk: RaftDisk, now: Micros): RaftDisk {
    return crashed(disk, now);
  },
  afterStop: closedBy,
  introduced,
  madeAlone: aloneOn,
  facts(
    peer: RaftPeer | null,
    disk: RaftDisk,
    config: EnsembleConfig,
    variants: RaftVariants,
  ): Facts {
    return raftFactsOf(peer, disk, config, variants);
  },
  isOvertaken(): boolean {
    return false;
  },
} satisfies Protocol;
