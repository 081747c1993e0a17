import {
  type EtcdClient,
  type EtcdMember,
  type EtcdStore,
  revisionOf,
  storeOf,
} from '../../etcd/index.ts';
import { type Dice, rangeSorted } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import { type Command, type Wire, type World, wireOf } from '../../sim/index.ts';
import { commandOf, type Workload, type WorkloadOf } from './workload.ts';

const NAMES = ['mri', 'nurse', 'doctor', 'porter', 'lab'] as const;
const KEYS = ['ward/a', 'ward/b', 'ward/c', 'ward/d'] as const;
const LOCKS = ['mri', 'theatre'] as const;

/** Programs of one client that run at once, at most. */
const MOST_PROGRAMS = 3;
/** What one client waits for, at most: then it only goes on waiting. */
const MOST_PENDING = 12;
/** Leases that somebody has typed, at most: locks have their own. */
const MOST_LEASES = 6;

/** A text that a shell hands on as it is, line breaks and all. */
const quoted = (text: string): string =>
  `$'${text.replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

/**
 * The clients of a run with etcd's members, each at the console of an etcdctl: puts and gets, new
 * and old ones, transactions, leases that are kept and leases that are not, watches from now on and
 * from the past, locks, elections, and what an operator does. Now and then one stands still, goes
 * away, or comes anew.
 */
class EtcdClients implements Workload {
  private readonly dice: Dice;
  private readonly sids: readonly ServerId[];
  private readonly pace: number;

  constructor(dice: Dice, sids: readonly ServerId[]) {
    this.dice = dice;
    this.sids = sids;
    this.pace = dice.pick([20, 80, 250]);
  }

  pauseMs(): number {
    return this.dice.between(1, 2 * this.pace);
  }

  work(world: World): readonly Command[] {
    const { dice } = this;
    const name = dice.pick(NAMES);
    const wire = wireOf(world, name);
    if (!wire?.library) return [this.connect(name)];
    if (wire.missed !== null) {
      return dice.percent(10) ? [commandOf(`client ${name} resume`)] : [];
    }
    if (dice.percent(2)) return [commandOf(`client ${name} ${this.mishap()}`)];
    // A cast: clients of such a run are etcd's.
    const client = wire.library as EtcdClient;
    if (client.pending >= MOST_PENDING) return [];
    const line = this.line(world, client, wire);
    return [{ type: 'call', client: name, line, request: null }];
  }

  private connect(name: string): Command {
    const servers = this.dice.shuffled(this.sids);
    // Many know one member only, as etcdctl without --endpoints.
    const some = this.dice.percent(40) ? servers.slice(0, 1) : servers;
    return commandOf(`client ${name} connect ${some.join(' ')} timeout 5000`);
  }

  private mishap(): 'kill' | 'freeze' | 'disconnect' {
    return this.dice.pick(['kill', 'freeze', 'freeze', 'disconnect']);
  }

  private line(world: World, { programs }: EtcdClient, { server }: Wire): string {
    const { dice } = this;
    const store = storeAt(world, server) ?? storeAt(world, this.sids[0] ?? 0);
    switch (dice.between(1, 12)) {
      case 1:
      case 2:
        return this.lease(store);
      case 3:
      case 4: {
        const isFull = programs.length >= MOST_PROGRAMS;
        return isFull || dice.percent(20) ? '^C' : this.program(store);
      }
      case 5:
        return this.transaction(store);
      case 6:
        return dice.percent(25) ? this.operator(store) : this.read(store);
      case 7:
      case 8:
      case 9:
        return this.read(store);
      default:
        return this.write();
    }
  }

  private write(): string {
    const { dice } = this;
    const key = dice.pick(KEYS);
    if (dice.percent(75)) return `put ${key} ${dice.between(0, 999)}`;
    return dice.percent(80) ? `del ${key}` : 'del ward/ --prefix';
  }

  private read(store: EtcdStore | null): string {
    const { dice } = this;
    const key = dice.pick(KEYS);
    switch (dice.between(1, 6)) {
      case 1:
        return `get ${key} --consistency=s`;
      case 2:
        return `get ward/ --prefix --rev=${this.past(store)}`;
      case 3:
        return 'get ward/ --prefix';
      default:
        return `get ${key}`;
    }
  }

  /** A revision that is, or was once, or will be. */
  private past(store: EtcdStore | null): number {
    const newest = store === null ? 1 : revisionOf(store);
    return Math.max(1, newest - this.dice.between(-1, 30));
  }

  private transaction(store: EtcdStore | null): string {
    const { dice } = this;
    const key = dice.pick(KEYS);
    const condition = dice.pick([
      `mod("${key}") < "${this.past(store)}"`,
      `ver("${key}") > "${dice.between(0, 3)}"`,
      `create("${key}") = "0"`,
      `val("${key}") > "${dice.between(0, 999)}"`,
    ]);
    const then = dice.percent(80) ? `put ${key} ${dice.between(0, 999)}\ndel ward/d` : 'get ward/a';
    const otherwise = dice.pick([`get ${key}`, `del ${key}`, 'put ward/c t']);
    return `txn <<< ${quoted(`${condition}\n\n${then}\n\n${otherwise}\n`)}`;
  }

  /** Something about a lease: one that is there, if there is one. */
  private lease(store: EtcdStore | null): string {
    const { dice } = this;
    const leases = store === null ? [] : rangeSorted(store.leases, '', null);
    if (leases.length === 0 || (leases.length < MOST_LEASES && dice.percent(30))) {
      return `lease grant ${dice.between(1, 8)}`;
    }
    const { id } = dice.pick(leases);
    switch (dice.between(1, 8)) {
      case 1:
        return `lease revoke ${id}`;
      case 2:
        return `lease timetolive ${id} --keys`;
      case 3:
      case 4:
        return `lease keep-alive ${id} --once`;
      case 5:
        return `lease keep-alive ${id}`;
      default:
        return `put ward/${dice.pick(['a', 'e', 'f'])} leased --lease=${id}`;
    }
  }

  /** Something that goes on. */
  private program(store: EtcdStore | null): string {
    const { dice } = this;
    const name = dice.pick(LOCKS);
    switch (dice.between(1, 8)) {
      case 1:
        return 'watch ward/ --prefix';
      case 2:
        return `watch ward/ --prefix --prev-kv --rev=${this.past(store)}`;
      case 3:
        return `watch ${dice.pick(KEYS)}`;
      case 4:
        return `elect chief ${dice.between(0, 99)}`;
      case 5:
        return 'elect -l chief';
      case 6:
        return `lock ${name} --ttl=${dice.between(2, 6)}`;
      default:
        return `lock ${name} --ttl=${dice.between(2, 6)} sleep ${dice.between(1, 4)}`;
    }
  }

  private operator(store: EtcdStore | null): string {
    const { dice } = this;
    switch (dice.between(1, 4)) {
      case 1:
        return `compaction ${this.past(store)}`;
      case 2:
        return `move-leader ${dice.pick(this.sids).toString(16)}`;
      case 3:
        return 'endpoint status';
      default:
        return 'endpoint health';
    }
  }
}

export const ETCD_CLIENTS: WorkloadOf = (dice, sids) => new EtcdClients(dice, sids);

/** What a member has come to, if it runs. */
function storeAt({ hosts }: World, sid: ServerId): EtcdStore | null {
  const server = hosts.find((host) => host.sid === sid)?.server ?? null;
  // A cast: machines of such a run have etcd's members.
  return server && storeOf(server as EtcdMember);
}
