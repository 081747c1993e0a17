import '../../src/checker/all.ts';
import '../../src/protocols/all.ts';
import { ETCD, type EtcdClient, type EtcdMember, storeOf } from '../../src/etcd/index.ts';
import { JudgedDriver } from '../../src/headless/driver.ts';
import { sortedKeys } from '../../src/lib/index.ts';
import { PROTOCOLS } from '../../src/protocols/index.ts';
import type { VariantSwitches } from '../../src/replica/index.ts';
import { isParseError, parseScriptLine } from '../../src/script/index.ts';
import { createWorld, leaderOf, type Turn, wireOf } from '../../src/sim/index.ts';
import { configOf } from './cluster.ts';

/** An etcd cluster and consoles of etcdctl, driven line by line under all invariants. */
export class EtcdConsole extends JudgedDriver {
  /** What each client was told, in order: `line: lines`. */
  readonly told: Record<string, string[]> = {};

  constructor(variants: VariantSwitches = {}, seed = 1, voters = 3, observers = 0) {
    const { raft } = PROTOCOLS;
    if (raft === undefined) throw new Error('there is no such protocol');
    const config = { ...configOf({ voters, observers }), commitLogCount: 5000 };
    super(createWorld(raft, { name: 'test', config, setup: [] }, seed, variants, ETCD), true);
    this.do(`start ${config.servers.map(({ sid }) => sid).join(' ')}`).run(3000);
  }

  protected override follow(turn: Turn): void {
    super.follow(turn);
    for (const event of turn.events) {
      if (event.type === 'answered') this.told[event.client]?.push(event.answer);
    }
  }

  /** Lines of script, and of etcdctl: `a: put k v`. */
  do(...lines: readonly string[]): this {
    for (const line of lines) {
      const [, client = '', text = ''] = /^(\w+): (.*)$/.exec(line) ?? [];
      if (client !== '') {
        this.perform({ type: 'call', client, line: text, request: null });
        continue;
      }
      const read = parseScriptLine(line);
      if (isParseError(read) || read.type !== 'command') throw new Error(`no command: ${line}`);
      if (read.command.type === 'client-connect') this.told[read.command.client] ??= [];
      this.perform(read.command);
    }
    return this;
  }

  run(ms: number): this {
    this.runFor(ms);
    return this;
  }

  /** What a client was told since the last look. */
  heard(client: string): readonly string[] {
    return this.told[client]?.splice(0) ?? [];
  }

  clientOf(name: string): EtcdClient | null {
    return (wireOf(this.world, name)?.library ?? null) as EtcdClient | null;
  }

  /** The names of what clients have open, in order. */
  connections(): readonly string[] {
    return sortedKeys(this.world.wires).filter(
      (name) => wireOf(this.world, name)?.state === 'open',
    );
  }

  get leader(): number {
    return leaderOf(this.world)?.sid ?? 0;
  }

  /** Who does not lead, in order. */
  get followers(): readonly number[] {
    return this.world.hosts.map(({ sid }) => sid).filter((sid) => sid !== this.leader);
  }

  /** The store of the member that leads. */
  get store() {
    const host = this.world.hosts.find(({ sid }) => sid === this.leader);
    return storeOf(host?.server as EtcdMember);
  }
}
