import type { Key } from '../../i18n/index.ts';
import type { PairSide } from '../../pair/index.ts';
import { leaderOf, type World } from '../../sim/index.ts';
import { type FailureId, planOf } from '../../tutor/index.ts';

/*
 * The deck's failures where both sides have what they hit. Whom a failure hits is looked for in
 * ZooKeeper's world, as in the deck; its lines are said in words for both.
 */

/** By the keys of the digits. */
export const CARDS: readonly FailureId[] = [
  ...(['K01', 'K02', 'K04', 'K08', 'K09', 'K11', 'K12', 'K14', 'K15', 'K17'] as const),
];
/** Which key brings a card about: 1 to 9, then 0. */
export const keyOf = (i: number): string => `${(i + 1) % 10}`;

/** What only one side has, and the reason, `pair.deck.…`. */
export const LONE: readonly (readonly [FailureId, LoneReason])[] = [
  ['K03', 'watch'],
  ['K06', 'newLeader'],
  ['K10', 'commit'],
  ['K16', 'herd'],
  ['K18', 'writeLock'],
  ['K19', 'load'],
];
type LoneReason = 'watch' | 'newLeader' | 'commit' | 'herd' | 'writeLock' | 'load';

/** What a card would do now; or why not, and lines that lead to where it could. */
export type CardPlan =
  | { readonly type: 'able'; readonly lines: readonly string[] }
  | {
      readonly type: 'unable';
      readonly why: Key;
      readonly facts: Readonly<Record<string, string | number>>;
      readonly lines: readonly string[];
    };

export function planCard(id: FailureId, worlds: Readonly<Record<PairSide, World>>): CardPlan {
  const planned = planOf(id, worlds.zab, 0, false);
  if (planned.type === 'unable') {
    const lines = planned.way.type === 'lines' ? planned.way.lines.flatMap(inNeutralWords) : [];
    return { type: 'unable', why: `deck.why.${planned.why}`, facts: planned.facts, lines };
  }
  const [zab, raft] = [leaderOf(worlds.zab)?.sid, leaderOf(worlds.raft)?.sid];
  if (raft === undefined)
    return { type: 'unable', why: 'pair.deck.noLeader', facts: {}, lines: [] };
  if (zab !== undefined && zab !== raft && 'leader' in planned.facts) {
    // Who leads is a wish that only etcd takes.
    const lines = [`lead ${zab}`, 'run 1500'];
    return { type: 'unable', why: 'pair.deck.leaders', facts: { zab, raft }, lines };
  }
  return { type: 'able', lines: planned.lines.flatMap(inNeutralWords) };
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^((?:hold|release) )PROPOSAL /, '$1ENTRY '],
  [/^(\S+: )create -e \/(\S+) .*$/, '$1lock $2'],
  [/^(\S+: )(?:create|set) \/(\S+) (.*)$/, '$1put $2 $3'],
  [/^(\S+: )get \/(\S+)$/, '$1get $2'],
  [/^(\S+) recipe lock \/(\S+)$/, '$1: lock $2'],
];

/** A line of the deck's in words for both; what a recipe makes by itself is left out. */
function inNeutralWords(line: string): readonly string[] {
  if (/^\S+: (?:sync \S+|create \/\S+-lock-\d+ "")$/.test(line)) return [];
  const [from, to] = WORDS.find(([one]) => one.test(line)) ?? [];
  return [from === undefined || to === undefined ? line : line.replace(from, to)];
}
