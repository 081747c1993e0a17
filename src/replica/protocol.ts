import type { Outcome } from '../lib/index.ts';
import type { Change, EnsembleConfig, Micros, ServerId, StateMachine } from '../model/index.ts';
import type { ChartSource } from './chart.ts';
import type { DiskContents } from './disk-contents.ts';
import type { Facts } from './facts.ts';
import type { MessageRow, ReplicaMessage } from './messages.ts';
import type { Replica, ReplicaContext, ReplicaDisk, VariantSwitches } from './replica.ts';
import type { ServiceMessage } from './service.ts';
import type { ReplicaEffect, ReplicaInput, WriteTicket } from './step.ts';

/** A kind of FIFO connections between replicas. */
export interface ChannelKind {
  readonly name: string;
  /** `pair`: at most one for two replicas. `way`: one for who dialled whom, so perhaps two. */
  readonly per: 'pair' | 'way';
  /** What it calls the side that dialled and the one that was: one word where they are alike. */
  readonly dialled: string;
  readonly accepted: string;
}

/** What is known of a variant: the real bug it is, if it is one, and what it breaks. */
export interface VariantRow {
  /** The number of the bug report; null: never a bug of the product's, made up for teaching. */
  readonly jira: number | null;
  /** The version from which on it is so: no fault, only later than the baseline. */
  readonly since?: string;
}

/** A protocol's disk, made of what real files say, and what it would leave in such files. */
export interface DiskFiles {
  diskOf(contents: DiskContents, machine: StateMachine): ReplicaDisk;
  /** What would be found if its machine lost power now. */
  contentsOf(disk: ReplicaDisk): DiskContents;
}

/** How long a replica's disk takes, in virtual microseconds. */
export interface DiskCosts {
  /** An fsync is drawn between these two. */
  readonly fsyncLow: Micros;
  readonly fsyncHigh: Micros;
  /** A snapshot takes so long, and longer with its size. */
  readonly saveBase: Micros;
  readonly saveBytesPerMicro: number;
}

/**
 * What a replica of a log is, and all that anybody around it knows of its protocol. It boots from a
 * disk, takes inputs, answers with effects over named channels, and tells facts; it is pure.
 * Methods, not functions in fields, so that a protocol may name its own types in its parameters: it
 * is only ever given what came from it.
 */
export interface Protocol {
  /** As a recording names it. */
  readonly name: string;
  readonly channels: readonly ChannelKind[];
  /** The sides over which the services above speak to their leader, and the leader's back. */
  readonly upward: string;
  readonly downward: string;
  /**
   * Marks what the services above say with the rule under which it is said. Absent: a stream ends
   * with its leader's rule, and nothing of an older one can come.
   */
  marked?(replica: Replica, message: ServiceMessage): ServiceMessage;
  /** The states of a replica and the ways between them; `Facts.leaf` names one by its path. */
  readonly chart: ChartSource;
  /** Every type of message. */
  readonly messages: Readonly<Record<string, MessageRow>>;
  readonly variants: Readonly<Record<string, VariantRow>>;
  readonly costs: DiskCosts;
  /** A new machine's disk. */
  readonly emptyDisk: ReplicaDisk;
  /** An empty one in place of a disk that was lost: the group has known this machine before. */
  readonly wipedDisk: ReplicaDisk;
  /** Its disks as files of ZooKeeper's, and back; absent: it has another format. */
  readonly files?: DiskFiles;

  /** A process as it starts on a disk; step it with `booted` first. `chance`: any 32-bit number. */
  boot(
    sid: ServerId,
    disk: ReplicaDisk,
    config: EnsembleConfig,
    machine: StateMachine,
    chance: number,
  ): Replica;
  /** One input: the replica after it, and its effects in the order in which they must happen. */
  step(
    replica: Replica,
    input: ReplicaInput,
    context: ReplicaContext,
  ): Outcome<Replica, ReplicaEffect>;
  /**
   * A disk as a process starts on it, which reaches these replicas; absent: as it is. `disks`:
   * those of all machines, by which an operator knows who belongs to the group.
   */
  introduced?(
    disk: ReplicaDisk,
    sid: ServerId,
    config: EnsembleConfig,
    reached: readonly Replica[],
    disks: readonly ReplicaDisk[],
  ): ReplicaDisk;
  /** What stands for all that is written by now; null: nothing of it waits for the disk. */
  unwritten(replica: Replica): WriteTicket | null;
  /** What a crash leaves of a disk at a moment. */
  afterCrash(disk: ReplicaDisk, now: Micros): ReplicaDisk;
  /** What a process leaves that ends in order; absent: the same as after a crash. */
  afterStop?(replica: Replica): ReplicaDisk;
  /**
   * The disk of a member of which an operator makes a group of its own, whatever became of the
   * others. `removal`: what its service writes of another's removal. Absent: that cannot be done.
   */
  madeAlone?(
    disk: ReplicaDisk,
    sid: ServerId,
    config: EnsembleConfig,
    removal: (other: ServerId) => Change,
  ): ReplicaDisk;
  /** What is known of a replica: of the process while it runs, else (null) of the disk it left. */
  facts(
    replica: Replica | null,
    disk: ReplicaDisk,
    config: EnsembleConfig,
    variants: VariantSwitches,
  ): Facts;
  /** Whether such a message may be overtaken in its stream: only under a faulty variant. */
  isOvertaken(message: ReplicaMessage, variants: VariantSwitches): boolean;
}
