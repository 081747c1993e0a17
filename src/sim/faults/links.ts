import type { ServerId } from '../../model/index.ts';
import type { MessageType } from '../../zab/index.ts';
import type { Endpoint } from '../commands.ts';
import type { WorldDraft } from '../draft.ts';
import { giveUp, unstall } from '../network.ts';
import { wayFrom } from '../streams.ts';
import type { LinkRule } from '../world.ts';

/** Whether both ends exist; if not, says which does not. */
function known(d: WorldDraft, ...ends: readonly Endpoint[]): boolean {
  for (const end of ends) {
    if (typeof end === 'number' && !d.host(end)) {
      d.refuse('unknownServer', { server: end });
      return false;
    }
    if (typeof end === 'string' && !d.client(end)) {
      d.refuse('unknownClient', { client: end });
      return false;
    }
  }
  return true;
}

function setRule(d: WorldDraft, rule: LinkRule): void {
  const others = d.linkRules.filter((r) => r.from !== rule.from || r.to !== rule.to);
  d.linkRules = rule.cut || rule.delayMs > 0 ? [...others, rule] : others;
}

function ruleOf(d: WorldDraft, from: Endpoint, to: Endpoint): LinkRule {
  const found = d.linkRules.find((r) => r.from === from && r.to === to);
  return found ?? { from, to, cut: false, delayMs: 0 };
}

function cutOneWay(d: WorldDraft, from: Endpoint, to: Endpoint): void {
  const rule = ruleOf(d, from, to);
  if (rule.cut) return;
  setRule(d, { ...rule, cut: true });
  d.tell({ type: 'linkCut', from, to });
}

/** Nothing gets through any more; it stalls, and nothing is lost by it. */
export function cut(d: WorldDraft, from: Endpoint, to: Endpoint, oneWay: boolean): void {
  if (!known(d, from, to)) return;
  cutOneWay(d, from, to);
  if (!oneWay) cutOneWay(d, to, from);
}

function healOneWay(d: WorldDraft, from: Endpoint, to: Endpoint): void {
  const rule = ruleOf(d, from, to);
  if (!rule.cut && rule.delayMs === 0) return;
  setRule(d, { from, to, cut: false, delayMs: 0 });
  d.tell({ type: 'linkHealed', from, to });
  unstall(d, from, to);
}

/** Ends cuts and delays between two ends, or everywhere; what stood still goes on. */
export function heal(d: WorldDraft, between: readonly [Endpoint, Endpoint] | null): void {
  if (between) {
    const [a, b] = between;
    if (!known(d, a, b)) return;
    healOneWay(d, a, b);
    healOneWay(d, b, a);
    return;
  }
  for (const { from, to } of d.linkRules) healOneWay(d, from, to);
}

/** Walls between groups of servers; those not named are one group more. Older walls fall. */
export function partition(d: WorldDraft, groups: readonly (readonly ServerId[])[]): void {
  if (!known(d, ...groups.flat())) return;
  const named = new Set(groups.flat());
  const rest = d.hosts.map((host) => host.sid).filter((sid) => !named.has(sid));
  const all = rest.length > 0 ? [...groups, rest] : groups;
  const groupOf = (sid: ServerId): number => all.findIndex((group) => group.includes(sid));
  for (const a of d.hosts) {
    for (const b of d.hosts) {
      if (a.sid === b.sid) continue;
      if (groupOf(a.sid) === groupOf(b.sid)) healOneWay(d, a.sid, b.sid);
      else cutOneWay(d, a.sid, b.sid);
    }
  }
}

/** Cuts a server off from every other server, both ways; its clients still reach it. */
export function isolate(d: WorldDraft, server: ServerId): void {
  if (!known(d, server)) return;
  for (const other of d.hosts) if (other.sid !== server) cut(d, server, other.sid, false);
}

/** From now on messages take this much longer one way; 0 ends it. */
export function delay(d: WorldDraft, from: Endpoint, to: Endpoint, ms: number): void {
  if (!known(d, from, to)) return;
  const rule = ruleOf(d, from, to);
  setRule(d, { ...rule, delayMs: ms });
  d.tell({ type: 'linkDelayed', from, to, ms });
  // Also in a cut stream: what is sent from now on may not overtake what is still on its way.
  if (ms < rule.delayMs) unstall(d, from, to);
}

/** The stream stops at the next message of this type; all behind it waits, too. */
export function hold(d: WorldDraft, message: MessageType, from: ServerId, to: ServerId): void {
  if (!known(d, from, to)) return;
  release(d, message, from, to);
  d.holds = [...d.holds, { message, from, to }];
}

/** The stream goes on. */
export function release(d: WorldDraft, message: MessageType, from: ServerId, to: ServerId): void {
  if (!known(d, from, to)) return;
  const matches = (h: WorldDraft['holds'][number]): boolean =>
    h.message === message && h.from === from && h.to === to;
  if (!d.holds.some(matches)) return;
  d.holds = d.holds.filter((h) => !matches(h));
  for (const connection of d.connections()) {
    const first = connection[wayFrom(connection, from)].stalled[0];
    if (first?.from !== from || first.to !== to || first.message.type !== message) continue;
    const { id } = first;
    d.tell({ type: 'messageReleased', id, from, to, message: first.message });
  }
  unstall(d, from, to);
}

/** Both ends lose every connection between them, at once. */
export function breakLink(d: WorldDraft, a: Endpoint, b: Endpoint): void {
  if (!known(d, a, b)) return;
  const between = d
    .connections()
    .filter((c) => (c.a === a && c.b === b) || (c.a === b && c.b === a));
  if (between.length === 0) return d.refuse('noConnection', { a, b });
  for (const connection of between) {
    giveUp(d, connection, connection.a);
    const { channel, id } = connection;
    d.schedule(connection.latency, {
      type: 'closed',
      connection: id,
      dialler: connection.a,
      channel,
      from: connection.b,
      to: connection.a,
    });
  }
}
