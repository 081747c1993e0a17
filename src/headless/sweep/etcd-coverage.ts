import { type EtcdClient, type EtcdMember, revisionOf, storeOf } from '../../etcd/index.ts';
import { forEachChange } from '../../lib/index.ts';
import { factsOf, type Wire, type World } from '../../sim/index.ts';

/** What a run with etcd reached beside what every run reaches. */
export interface EtcdCovered {
  /** To which its keys came. */
  readonly revisions: number;
  /** How often somebody came to own a lock or to lead. */
  readonly owners: number;
  /** How often a watch heard of something. */
  readonly watched: number;
  /** How many members were removed from the group. */
  readonly removed: number;
}

/** Casts, here and below: members and clients of such a run are etcd's. */
const programsOf = (wire: Wire | undefined): EtcdClient['programs'] =>
  (wire?.library as EtcdClient | undefined)?.programs ?? [];

/** Counts while such a run goes on. */
export class EtcdCoverage {
  private owners = 0;
  private watched = 0;

  happened(before: World, after: World): void {
    if (before.wires === after.wires) return;
    forEachChange(before.wires, after.wires, (_, was, is) => {
      if (was?.library !== is?.library) this.client(programsOf(was), programsOf(is));
    });
  }

  private client(was: EtcdClient['programs'], is: EtcdClient['programs']): void {
    for (const { id, owns, watch } of is) {
      const old = was.find((one) => one.id === id);
      if (owns && !old?.owns) this.owners += 1;
      const next = old?.watch?.next ?? 0;
      if (watch?.begun && next > 0 && watch.next > next) this.watched += 1;
    }
  }

  finish(world: World): EtcdCovered {
    const { hosts } = world;
    const revisions = hosts.map(({ server }) =>
      server === null ? 1 : revisionOf(storeOf(server as EtcdMember)),
    );
    const removed = hosts.map((host) => factsOf(world, host).group?.removed.length ?? 0);
    const { owners, watched } = this;
    return { revisions: Math.max(...revisions), owners, watched, removed: Math.max(...removed) };
  }
}
