import type { Dice } from '../../lib/index.ts';
import type { ServerId } from '../../model/index.ts';
import type { Command, Endpoint } from '../commands.ts';
import type { WorldDraft } from '../draft.ts';
import { unstall } from '../network.ts';
import type { LinkRule, World } from '../world.ts';
import { pair } from './aim.ts';
import type { Mishap } from './fault.ts';
import type { HealCommand } from './heal.ts';

/** What faults of links have in common. */

/** The two directions between two ends. */
export function waysBetween<E extends Endpoint>(a: E, b: E): readonly (readonly [E, E])[] {
  return [
    [a, b],
    [b, a],
  ];
}

/** What ends a fault of a link. */
export function healed({ from, to }: Pick<LinkRule, 'from' | 'to'>): readonly HealCommand[] {
  return [{ type: 'heal', between: [from, to] }];
}

/** Chance does it one way between two servers; a little more often where much is broken. */
export function onOneWay<C extends Command & Pick<LinkRule, 'from' | 'to'>>(
  command: (from: ServerId, to: ServerId, dice: Dice) => C,
): Mishap {
  return {
    gentle: 1,
    chaos: 2,
    cause(dice, world) {
      const ends = pair(dice, world);
      if (ends === null) return null;
      const [from, to] = ends;
      const done = command(from, to, dice);
      return { commands: [done], mends: healed(done) };
    },
  };
}

/** Whether all ends exist; if not, says which does not. */
export function known(d: WorldDraft, ...ends: readonly Endpoint[]): boolean {
  for (const end of ends) {
    if (typeof end === 'number' && !d.host(end)) {
      d.refuse('unknownServer', { server: end });
      return false;
    }
    if (typeof end === 'string' && !d.client(end) && !d.wire(end)) {
      d.refuse('unknownClient', { client: end });
      return false;
    }
  }
  return true;
}

export function setRule(d: WorldDraft, rule: LinkRule): void {
  const others = d.linkRules.filter((r) => r.from !== rule.from || r.to !== rule.to);
  d.linkRules = rule.cut || rule.delayMs > 0 ? [...others, rule] : others;
}

/** What holds in one direction between two ends. */
export function ruleOf(
  { linkRules }: Pick<World, 'linkRules'>,
  from: Endpoint,
  to: Endpoint,
): LinkRule {
  const found = linkRules.find((r) => r.from === from && r.to === to);
  return found ?? { from, to, cut: false, delayMs: 0 };
}

export function cutOneWay(d: WorldDraft, from: Endpoint, to: Endpoint): void {
  const rule = ruleOf(d, from, to);
  if (rule.cut) return;
  setRule(d, { ...rule, cut: true });
  d.tell({ type: 'linkCut', from, to });
}

export function healOneWay(d: WorldDraft, from: Endpoint, to: Endpoint): void {
  const rule = ruleOf(d, from, to);
  if (!rule.cut && rule.delayMs === 0) return;
  setRule(d, { from, to, cut: false, delayMs: 0 });
  d.tell({ type: 'linkHealed', from, to });
  unstall(d, from, to);
}
