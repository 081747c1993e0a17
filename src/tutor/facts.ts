/**
 * Facts of the running world that a lesson's text may name in braces: `{leader}`, `{epoch}`,
 * `{holder /lock}`. They are looked up when the text is shown, so the text is true of the moment
 * that is on the screen, whatever the student has done.
 */
import { factsOf, leaderOf, type World } from '../sim/index.ts';
import { clientOf, ticketsAt } from './scene.ts';

/** A fact: how many words follow its name, and what it says; null where it has no value now. */
interface FactKind {
  readonly words: number;
  readonly say: (world: World, args: readonly string[]) => string | null;
}

export const FACT_KINDS: ReadonlyMap<string, FactKind> = new Map([
  ['leader', { words: 0, say: (world) => text(leaderOf(world)?.sid) }],
  ['epoch', { words: 0, say: (world) => text(epochOf(world)) }],
  ['clock', { words: 0, say: (world) => seconds(world.now) }],
  ['holder', { words: 1, say: (world, [path]) => text(ticketsAt(world, path ?? '')[0]?.client) }],
  ['server', { words: 1, say: (world, [name]) => serverOf(world, name ?? '') }],
  ['ticket', { words: 1, say: (world, [name]) => ticketOf(world, name ?? '') }],
] satisfies [string, FactKind][]);

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** The epoch of the established leader. */
function epochOf(world: World): number | null {
  const leader = leaderOf(world);
  return leader && factsOf(world, leader).term;
}

/** Virtual microseconds as seconds with one decimal. */
function seconds(micros: number): string {
  const tenths = Math.round(micros / 100_000);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** The server that a client is connected to. */
function serverOf(world: World, name: string): string | null {
  const client = clientOf(world, name)?.client;
  return client?.leaf === 'CONNECTED' ? text(client.server) : null;
}

/** The number at the end of the node that a client's recipe made. */
function ticketOf(world: World, name: string): string | null {
  return /\d{10}$/.exec(clientOf(world, name)?.recipe?.own ?? '')?.[0] ?? null;
}

/** What a fact says now; `…` where it has no value (no leader, nobody holds). */
export function sayFact(world: World, name: string, args: readonly string[]): string {
  return FACT_KINDS.get(name)?.say(world, args) ?? '…';
}

/** Whether there is such a fact with so many words behind it. */
export function isFact(name: string, args: readonly string[]): boolean {
  return FACT_KINDS.get(name)?.words === args.length;
}
