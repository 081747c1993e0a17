import type { Ledger } from '../../checker/index.ts';
import { MAX_COUNTER } from '../../model/index.ts';
import {
  type Command,
  type Facts,
  factsOf,
  type Host,
  type Turn,
  type World,
} from '../../sim/index.ts';
import type { EtcdCovered } from './etcd-coverage.ts';

/** What a run reached, so that a clean report shows that there was something to find. */
export interface Covered extends Partial<EtcdCovered> {
  readonly events: number;
  readonly elections: number;
  readonly failedElections: number;
  readonly deposedFrozen: number;
  readonly commits: number;
  readonly crashes: number;
  readonly exits: number;
  readonly freezes: number;
  readonly partitions: number;
  readonly cuts: number;
  readonly holds: number;
  readonly DIFF: number;
  readonly onDiskDIFF: number;
  readonly TRUNC: number;
  readonly SNAP: number;
  readonly rollovers: number;
  readonly logRolls: number;
  readonly snapshots: number;
  readonly sessions: number;
  readonly buried: number;
}

export const NOTHING_COVERED: Covered = {
  events: 0,
  elections: 0,
  failedElections: 0,
  deposedFrozen: 0,
  commits: 0,
  crashes: 0,
  exits: 0,
  freezes: 0,
  partitions: 0,
  cuts: 0,
  holds: 0,
  DIFF: 0,
  onDiskDIFF: 0,
  TRUNC: 0,
  SNAP: 0,
  rollovers: 0,
  logRolls: 0,
  snapshots: 0,
  sessions: 0,
  buried: 0,
};

const REPAIRS = ['DIFF', 'TRUNC', 'SNAP'] as const;

type Counts = { -readonly [K in keyof Covered]: Covered[K] };

/** Both together. */
export function plus(a: Covered, b: Covered): Covered {
  const sum: Counts = { ...a };
  for (const key of Object.keys(b) as (keyof Covered)[]) sum[key] = (a[key] ?? 0) + (b[key] ?? 0);
  return sum;
}

/** Counts while a run goes on. */
export class Coverage {
  private readonly counts: Counts = { ...NOTHING_COVERED };

  commanded(command: Command): void {
    const { counts } = this;
    switch (command.type) {
      case 'freeze':
        counts.freezes += 1;
        break;
      case 'partition':
      case 'isolate':
        counts.partitions += 1;
        break;
      case 'cut':
        counts.cuts += 1;
        break;
      case 'hold':
        counts.holds += 1;
        break;
      default:
        break;
    }
    this.ordered = command.type === 'crash' || command.type === 'power-loss';
  }

  private ordered = false;

  /** A turn in which a leader decided how to repair a learner. */
  decided({ events }: Turn): void {
    for (const event of events) {
      if (event.type !== 'syncDecided') continue;
      const repair = REPAIRS.find((one) => one === event.mode);
      if (repair) this.counts[repair] += 1;
      if (event.because.rule === 'sync.diffDisk') this.counts.onDiskDIFF += 1;
    }
  }

  happened(before: World, after: World): void {
    this.counts.events += 1;
    if (before.hosts !== after.hosts) {
      for (let i = 0; i < after.hosts.length; i++) {
        const was = before.hosts[i] as Host;
        const is = after.hosts[i] as Host;
        if (was !== is) this.host(was, factsOf(before, was), factsOf(after, is));
      }
    }
    this.ordered = false;
  }

  private host({ status }: Host, was: Facts, is: Facts): void {
    const { counts } = this;
    if (was.role === null) return;
    if (is.role === null) {
      if (this.ordered) counts.crashes += 1;
      else counts.exits += 1;
      return;
    }
    if (was.log.files < is.log.files && was.log.files > 0) counts.logRolls += 1;
    if (was.log.snapshots !== is.log.snapshots) counts.snapshots += 1;
    if (was.leaf === is.leaf) return;
    if (is.standing === 'established') counts.elections += 1;
    if (was.leading === null || is.leading !== null) return;
    if (was.leading.lastProposed.counter >= MAX_COUNTER) counts.rollovers += 1;
    if (was.standing !== 'established') counts.failedElections += 1;
    else if (status === 'frozen') counts.deposedFrozen += 1;
  }

  finish(world: World, ledger: Ledger): Covered {
    return {
      ...this.counts,
      commits: ledger.committed.length,
      sessions: world.clientNames.length,
      buried: ledger.graveyard.length,
    };
  }
}
