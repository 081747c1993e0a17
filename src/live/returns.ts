import type { ClientName, ServerId, SessionId } from '../model/index.ts';
import type { Command, LinkRule, World } from '../sim/index.ts';

/** A connection, and the one before it of the same client, with what was wrong with both. */
interface Pair {
  readonly former: ClientName;
  readonly name: ClientName;
  readonly servers: ReadonlySet<ServerId>;
}

/** The world whose links are looked after. */
interface Links {
  readonly world: World;
  readonly order: (command: Command) => void;
}

function rulesOf({ linkRules }: World, name: ClientName): readonly LinkRule[] {
  return linkRules.filter(({ from, to }) => from === name || to === name);
}

function serverIn({ from, to }: LinkRule): ServerId {
  return Number(typeof from === 'number' ? from : to);
}

/**
 * A client that comes back with its session is another connection to the world, and stands on the
 * same machine: what was cut or slow between it and a server still is, and is mended with it.
 */
export class Returns {
  private readonly links: Links;
  /** Under which name a session spoke last. */
  private readonly last = new Map<SessionId, ClientName>();
  private pairs: readonly Pair[] = [];

  constructor(links: Links) {
    this.links = links;
  }

  /** Somebody has this session now. */
  has(name: ClientName, session: SessionId): void {
    this.last.set(session, name);
  }

  /** Somebody's connection is over: only what was wrong with it is remembered. */
  left(name: ClientName, session: SessionId): void {
    if (this.last.get(session) !== name) return;
    if (rulesOf(this.links.world, name).length === 0) this.last.delete(session);
  }

  /** Somebody has dialled who says to have this session. */
  came(name: ClientName, session: SessionId): void {
    const former = this.last.get(session);
    this.has(name, session);
    if (former === undefined) return;
    const rules = rulesOf(this.links.world, former);
    if (rules.length === 0) return;
    const named = (end: LinkRule['from']): LinkRule['from'] => (end === former ? name : end);
    for (const { from, to, cut, delayMs } of rules) {
      const ends = { from: named(from), to: named(to) };
      if (delayMs > 0) this.links.order({ type: 'delay', ...ends, ms: delayMs });
      if (cut) this.links.order({ type: 'cut', ...ends, oneWay: true });
    }
    this.pairs = [...this.pairs, { former, name, servers: new Set(rules.map(serverIn)) }];
  }

  /** What was mended for one of a client's connections is mended for the others. */
  tend(): void {
    if (this.pairs.length === 0) return;
    this.pairs = this.pairs.flatMap((pair) => {
      const servers = new Set([...pair.servers].filter((sid) => !this.isMended(pair, sid)));
      return servers.size === 0 ? [] : [{ ...pair, servers }];
    });
  }

  private isMended({ former, name }: Pair, sid: ServerId): boolean {
    const { world, order } = this.links;
    const ill = [former, name].filter((one) =>
      rulesOf(world, one).some((rule) => serverIn(rule) === sid),
    );
    if (ill.length === 2) return false;
    for (const one of ill) order({ type: 'heal', between: [one, sid] });
    return true;
  }
}
