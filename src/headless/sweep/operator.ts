import type { EtcdClient } from '../../etcd/index.ts';
import type { Dice } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { Group } from '../../replica/index.ts';
import { type Command, factsOf, hostOf, leaderOf, type World, wireOf } from '../../sim/index.ts';
import { commandOf, type Workload, type WorkloadOf } from './workload.ts';

const NAME = 'operator';
const SCHEME = 'http';
/** In how many of a hundred pieces of work the operator looks after the group. */
const LOOKS = 12;
/** What waits at the operator's console, at most. */
const MOST_PENDING = 3;

/** A run's clients, and an operator by whom members go and others come on the same machines. */
export function operated(clients: WorkloadOf): WorkloadOf {
  return (dice, sids) => new Operated(dice, sids, clients(dice, sids));
}

class Operated implements Workload {
  private readonly dice: Dice;
  private readonly sids: readonly ServerId[];
  private readonly clients: Workload;
  /** As which member a machine was last started on an empty disk. */
  private readonly prepared = new Map<ServerId, number>();

  constructor(dice: Dice, sids: readonly ServerId[], clients: Workload) {
    this.dice = dice;
    this.sids = sids;
    this.clients = clients;
  }

  pauseMs(): number {
    return this.clients.pauseMs();
  }

  work(world: World): readonly Command[] {
    if (!this.dice.percent(LOOKS)) return this.clients.work(world);
    const leader = leaderOf(world);
    const group = leader === null ? undefined : factsOf(world, leader).group;
    if (group === undefined) return [];
    const commands = this.prepare(world, group);
    return commands.length > 0 ? commands : this.change(world, group);
  }

  /** Who was added begins on an empty disk, once; other members that are down, as they are. */
  private prepare(world: World, { members }: Group): readonly Command[] {
    for (const { sid, id } of members) {
      const before = this.prepared.get(sid) ?? id;
      this.prepared.set(sid, before);
      const status = hostOf(world, sid)?.status;
      if (id > before) {
        if (status !== 'down') return [commandOf(`crash ${sid}`)];
        this.prepared.set(sid, id);
        return [commandOf(`wipe ${sid}`), commandOf(`start ${sid}`)];
      }
      if (status === 'down' && this.dice.percent(20)) return [commandOf(`start ${sid}`)];
    }
    return [];
  }

  private change(world: World, group: Group): readonly Command[] {
    const { dice } = this;
    const wire = wireOf(world, NAME);
    if (!wire?.library) {
      return [commandOf(`client ${NAME} connect ${dice.shuffled(this.sids).join(' ')}`)];
    }
    // A cast: clients of such a run are etcd's.
    if ((wire.library as EtcdClient).pending >= MOST_PENDING) return [];
    return [{ type: 'call', client: NAME, line: this.line(group), request: null }];
  }

  private line({ members }: Group): string {
    const { dice } = this;
    const outside = this.sids.filter((sid) => !members.some((one) => one.sid === sid));
    if (outside.length > 0 && dice.percent(60)) {
      const sid = dice.pick(outside);
      const learner = dice.percent(50) ? ' --learner' : '';
      return `member add server${sid} --peer-urls=${SCHEME}://server${sid}:2380${learner}`;
    }
    const learners = members.filter(({ voter }) => !voter);
    if (learners.length > 0 && dice.percent(60)) {
      return `member promote ${dice.pick(learners).sid.toString(16)}`;
    }
    if (members.length === 1 || dice.percent(50)) return 'member list';
    return `member remove ${dice.pick(members).sid.toString(16)}`;
  }
}
