import type { Outcome } from '../lib/index.ts';
import type { EnsembleConfig, ServerId, StateMachine } from '../model/index.ts';
import type { ChannelKind, Facts, Protocol } from '../replica/index.ts';
import { afterCrash, type Disk, EMPTY_DISK, lastZxidOnDisk, withCurrentEpoch } from './disk.ts';
import { contentsOf, diskOf } from './disk-files.ts';
import { factsOf } from './facts.ts';
import { lifecycle } from './lifecycle.ts';
import { MESSAGES, type Message } from './messages.ts';
import type { Context, LogTicket, Peer, PeerEffect, PeerInput, Side } from './peer.ts';
import { newPeer, stepPeer } from './step.ts';
import { VARIANTS, type Variants } from './variants.ts';

/**
 * A learner logs transactions of its leader's epoch a moment before it writes currentEpoch. A crash
 * between the two would leave a disk that refuses to start; here the two are one step: such a disk
 * holds the epoch's whole initial history, so the epoch may be adopted (Learner.syncWithLeader).
 */
function settled(disk: Disk): Disk {
  const last = lastZxidOnDisk(disk);
  return last.epoch > disk.currentEpoch && last.epoch <= disk.acceptedEpoch
    ? withCurrentEpoch(disk, last.epoch)
    : disk;
}

/** ZAB as ZooKeeper has it, behind the contract of every replicated log. */
export const ZAB = {
  name: 'zab',
  channels: [
    { name: 'election', per: 'pair', dialled: 'elector', accepted: 'elector' },
    { name: 'quorum', per: 'way', dialled: 'learner', accepted: 'leader' },
  ] satisfies (ChannelKind & { readonly [K in 'dialled' | 'accepted']: Side })[],
  upward: 'learner',
  downward: 'leader',
  chart: lifecycle,
  messages: MESSAGES,
  variants: VARIANTS,
  costs: { fsyncLow: 800, fsyncHigh: 2400, saveBase: 4000, saveBytesPerMicro: 100 },
  emptyDisk: EMPTY_DISK,
  wipedDisk: EMPTY_DISK,
  files: { diskOf, contentsOf },

  boot(
    sid: ServerId,
    disk: Disk,
    config: EnsembleConfig,
    machine: StateMachine,
    chance: number,
  ): Peer {
    return newPeer(sid, disk, config, machine, chance);
  },
  step(peer: Peer, input: PeerInput, context: Context): Outcome<Peer, PeerEffect> {
    return stepPeer(peer, input, context);
  },
  unwritten({ disk }: Peer): LogTicket | null {
    const { log, flushed, generation } = disk;
    return flushed < log.length ? { count: log.length, generation } : null;
  },
  afterCrash(disk: Disk): Disk {
    return settled(afterCrash(disk));
  },
  facts(peer: Peer | null, disk: Disk, config: EnsembleConfig, variants: Variants): Facts {
    return factsOf(peer, disk, config, variants);
  },
  isOvertaken(message: Message, variants: Variants): boolean {
    return variants.commitOutOfOrder === true && message.type === 'PROPOSAL';
  },
} satisfies Protocol;
