import { byCodeUnit } from '../../lib/index.ts';
import { compareZxid, MS, type Zxid } from '../../model/index.ts';
import type { CallArgs, Expectation, ScenarioStep, SeenEvent } from './scenarios-format.ts';
import { plus, RunNames } from './scenarios-names.ts';
import { opOf } from './scenarios-ops.ts';
import { Player } from './scenarios-player.ts';
import type { Wires } from './wires.ts';

type Got = Record<string, unknown>;

/** Beyond three timeouts, in virtual ms: how long a session may take to expire. */
const EXPIRY_SLACK_MS = 5000;

/** Plays the steps of one scenario, in order, and tells what came of each. */
export class ScenarioPlay {
  private readonly names: RunNames;
  private readonly players: ReadonlyMap<string, Player>;
  private readonly paths = new Map<string, string>();
  private cxid = 0;

  constructor(
    private readonly wires: Wires,
    clients: readonly string[],
  ) {
    this.names = new RunNames(wires.lastZxid());
    this.players = new Map(clients.map((name) => [name, new Player(name, wires, this.names)]));
  }

  /** Carries out one step and all that follows from it. */
  step(step: ScenarioStep): Expectation {
    const { wires, names } = this;
    wires.runTo(Math.max(Math.ceil(wires.nowMs), names.nextMs()) * MS);
    names.stepFrom(wires.nowMs);
    const got = this.playStep(step, this.substituted(step.args ?? {}) as CallArgs);
    wires.settle();
    got.z = names.zxid(wires.lastZxid());
    const closed = this.lookAtAll(step.hold === true);
    names.stepTo(Math.floor(wires.nowMs));
    if (closed.length > 0) got.closed = closed;
    const events = this.reported(step.hold === true);
    if (events.length > 0) got.events = events;
    if (step.as !== undefined) this.paths.set(step.as, String(got.path));
    return got;
  }

  private playStep(step: ScenarioStep, args: CallArgs): Got {
    switch (step.op) {
      case 'awaitExpiry':
        return this.awaitExpiry(this.player(args.session));
      case 'server':
        return this.server(args);
      case 'parallel':
        return this.parallel(args);
      default:
        return this.byClient(step.op, this.player(step.client), args);
    }
  }

  private byClient(op: string, player: Player, args: CallArgs): Got {
    switch (op) {
      case 'connect':
        return player.connect(args, args.session ? this.player(args.session) : player);
      case 'drop':
        player.drop();
        return { r: 'OK' };
      case 'silence':
        player.silence();
        return { r: 'OK' };
      case 'pipeline':
        return this.pipeline(player, args);
      case 'close':
        return this.ask(player, 'closeSession', {});
      default:
        return this.ask(player, op, args);
    }
  }

  private player(name: unknown): Player {
    const player = this.players.get(String(name));
    if (player === undefined) throw new Error(`there is no client ${name}`);
    return player;
  }

  /** `$name` stands for a path, except in data. Longest names first. */
  private substituted(value: unknown): unknown {
    if (typeof value === 'string') {
      const names = [...this.paths.keys()].sort((a, b) => b.length - a.length);
      return names.reduce(
        (text, name) => text.replaceAll(`$${name}`, () => this.paths.get(name) ?? ''),
        value,
      );
    }
    if (Array.isArray(value)) return value.map((item) => this.substituted(item));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      key === 'data' ? item : this.substituted(item),
    ]);
    return Object.fromEntries(entries);
  }

  private server(args: CallArgs): Got {
    const servers = [this.wires.serverNamed(args.server ?? 'leader')];
    if (args.action === 'kill') {
      this.wires.perform({ type: 'crash', servers });
      this.wires.runFor(200);
    } else if (args.action === 'start') {
      this.wires.perform({ type: 'start', servers });
    } else throw new Error(`no action is called ${args.action}`);
    this.wires.untilServing();
    return { r: 'OK' };
  }

  /** Time passes, and everybody else keeps pinging, until that session's end has used up a zxid. */
  private awaitExpiry(player: Player): Got {
    const { wires } = this;
    const before = wires.lastZxid();
    const end = wires.nowMs + 3 * player.timeoutMs + EXPIRY_SLACK_MS;
    while (compareZxid(wires.lastZxid(), before) <= 0) {
      if (wires.nowMs > end) throw new Error('the session does not expire');
      wires.runFor(100);
      wires.settle();
    }
    return { r: 'OK' };
  }

  private send(player: Player, name: string, args: CallArgs): number {
    this.cxid += 1;
    const relative = (asked: unknown): Zxid =>
      typeof asked === 'number' ? plus(this.names.base, asked) : player.seen;
    player.send(this.cxid, opOf(name, args, relative));
    return this.cxid;
  }

  private ask(player: Player, name: string, args: CallArgs): Got {
    if (player.wire !== 'open') return { r: 'CONNECTIONLOSS' };
    const cxid = this.send(player, name, args);
    this.wires.settle();
    const reply = player.replyTo(cxid, true);
    return reply === null ? { r: 'CONNECTIONLOSS' } : this.names.reply(reply);
  }

  /** All at once on one connection; answers and events are kept in the order of their arrival. */
  private pipeline(player: Player, args: CallArgs): Got {
    const asked = new Map<number, string>();
    for (const { op, args: own = {} } of partsOf(args)) {
      asked.set(this.send(player, op, own), op);
    }
    this.wires.settle();
    const results: unknown[] = [];
    while (asked.size > 0) {
      const message = player.next();
      if (message === undefined) {
        results.push({ r: 'CONNECTIONLOSS' });
        player.wire = 'lost';
        break;
      }
      if (message.type === 'EVENT') results.push({ event: player.event(message, false) });
      if (message.type !== 'REPLY') continue;
      const { reply } = message;
      results.push({ op: asked.get(reply.cxid), ...this.names.reply(reply) });
      asked.delete(reply.cxid);
    }
    return { r: 'OK', results };
  }

  /** Several clients at the same time: only what does not depend on the order is kept. */
  private parallel(args: CallArgs): Got {
    const asked = partsOf(args).map(({ client, op, args: own = {} }) => {
      const player = this.player(client);
      return { player, cxid: this.send(player, op, own) };
    });
    this.wires.settle();
    const results = asked.map(({ player, cxid }) => {
      const reply = player.replyTo(cxid, false);
      if (reply === null) throw new Error(`${player.name} got no answer`);
      const { r, path } = this.names.reply(reply);
      return path === undefined ? { r: String(r) } : { r: String(r), path: String(path) };
    });
    results.sort((a, b) => byCodeUnit(a.r, b.r) || byCodeUnit(a.path ?? '', b.path ?? ''));
    return { r: 'OK', unorderedResults: results };
  }

  /**
   * Everybody who is not silent pings and reads what has come. Answers who, so or in this step,
   * found the connection closed. Held back: who seems connected does not look.
   */
  private lookAtAll(hold: boolean): readonly string[] {
    const players = [...this.players.values()];
    const looking = players.filter(({ wire, silent }) => wire === 'open' && !silent && !hold);
    for (const player of looking) player.ping();
    if (looking.length > 0) this.wires.settle();
    for (const player of looking) player.look();
    const closed: string[] = [];
    for (const player of players) {
      if (player.wire === 'open') player.lossKnown = false;
      if (player.wire !== 'lost' || player.silent || player.lossKnown) continue;
      player.lossKnown = true;
      closed.push(player.name);
    }
    return closed;
  }

  /** The events of this step; held back, only those that came before the step's own answer. */
  private reported(hold: boolean): readonly SeenEvent[] {
    const events: SeenEvent[] = [];
    for (const player of this.players.values()) {
      events.push(...player.held.filter((event) => !hold || event.before === true));
      player.held = hold ? player.held.filter((event) => event.before !== true) : [];
    }
    return events;
  }
}

interface Part {
  readonly client?: string;
  readonly op: string;
  readonly args?: CallArgs;
}

function partsOf(args: CallArgs): readonly Part[] {
  return Array.isArray(args.ops) ? args.ops : [];
}
