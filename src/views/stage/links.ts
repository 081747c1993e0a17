import type { ServerId } from '../../model/index.ts';
import type { Endpoint, World } from '../../sim/index.ts';

/** What lies between two servers. */
export interface LinkShape {
  readonly key: string;
  readonly a: ServerId;
  readonly b: ServerId;
  /** `quorum`: one of them follows the other; `election`: they only tell each other votes. */
  readonly kind: 'quorum' | 'election' | 'none';
  readonly cutAB: boolean;
  readonly cutBA: boolean;
  readonly delayAB: number;
  readonly delayBA: number;
  /** Message types that will be stopped on this link, each with its direction. */
  readonly holds: readonly {
    readonly message: string;
    readonly from: ServerId;
    readonly to: ServerId;
  }[];
}

/** The rule for one direction between two ends. */
export function ruleOf(
  world: World,
  from: Endpoint,
  to: Endpoint,
): { readonly cut: boolean; readonly delayMs: number } {
  const rule = world.linkRules.find((one) => one.from === from && one.to === to);
  return rule ?? { cut: false, delayMs: 0 };
}

function kindOf(world: World, i: number, j: number): LinkShape['kind'] {
  const n = world.hosts.length;
  const { channels } = world.protocol;
  const named = (name: string) => world.links[channels.findIndex((one) => one.name === name)];
  const [quorum, election] = [named('quorum'), named('election')];
  if (quorum?.[i * n + j] != null || quorum?.[j * n + i] != null) return 'quorum';
  return election?.[Math.min(i, j) * n + Math.max(i, j)] != null ? 'election' : 'none';
}

/** One link a pair of servers, in the order of the configuration. */
export function linkShapes(world: World): readonly LinkShape[] {
  const links: LinkShape[] = [];
  world.hosts.forEach((one, i) => {
    world.hosts.slice(i + 1).forEach((other, k) => {
      const [a, b] = [one.sid, other.sid];
      const there = ruleOf(world, a, b);
      const back = ruleOf(world, b, a);
      links.push({
        key: `${a}-${b}`,
        a,
        b,
        kind: kindOf(world, i, i + 1 + k),
        cutAB: there.cut,
        cutBA: back.cut,
        delayAB: there.delayMs,
        delayBA: back.delayMs,
        holds: world.holds.filter(
          ({ from, to }) => (from === a && to === b) || (from === b && to === a),
        ),
      });
    });
  });
  return links;
}
