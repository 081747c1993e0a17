import type { MessageClass } from '../replica/index.ts';
import { type Sentence, sentence } from '../script/index.ts';
import type { Command } from '../sim/index.ts';
import { type PairSide, protocolOf, SIDES } from './sides.ts';

/** A side has no such thing; nothing happens there. */
export interface Foreign {
  readonly type: 'foreign';
  readonly says: Sentence;
}
/** What a line comes to on one side. */
export type SideReading =
  | { readonly type: 'commands'; readonly commands: readonly Command[] }
  | Foreign;

type ForeignKey =
  | `foreign.${'message' | 'ask'}`
  | `none${'' | '.ephemeral' | '.sequential' | '.watch'}`
  | `ctl.${'lease' | 'watch' | 'txn' | 'form'}`
  | `${'lead' | 'observer'}.${PairSide}`
  | 'recipe'
  | 'rides';
export const foreign = (key: ForeignKey, facts: Sentence['facts']): Foreign => ({
  type: 'foreign',
  says: sentence(`pair.${key}`, facts),
});
export const doing = (...commands: readonly Command[]): SideReading => ({
  type: 'commands',
  commands,
});
export const unmodelled = (side: PairSide, what: string): Foreign => ({
  type: 'foreign',
  says: sentence(`pair.unmodelled.${side}`, { what }),
});

/** The classes of messages, as one names them; a protocol's table says which message is meant. */
const CLASSES = ['VOTE', 'ENTRY', 'ACK', 'COMMIT', 'SYNC', 'BEAT', 'READ', 'REQUEST'] as const;

/** The class that a word names; null: none. */
export function classNamed(word: string): MessageClass | null {
  return CLASSES.find((one) => one === word.toUpperCase()) ?? null;
}

/** A class's own message on a side; null: there none does only that. */
export function chiefOf(kind: MessageClass, side: PairSide): string | null {
  const rows = Object.entries(protocolOf(side).messages);
  return rows.find(([, row]) => row.class === kind && row.chief === true)?.[0] ?? null;
}

/** The side that does not have a message, and what it says of it; null: both have it. */
export function elsewhere(message: string): readonly [PairSide, Foreign] | null {
  const has = (side: PairSide) => Object.hasOwn(protocolOf(side).messages, message);
  const [side, other] = has('zab') ? (['raft', 'zab'] as const) : (['zab', 'raft'] as const);
  if (SIDES.every(has)) return null;
  const kind = protocolOf(other).messages[message]?.class;
  if (kind === undefined || chiefOf(kind, side) === null) return [side, unmodelled(side, message)];
  return [side, foreign('foreign.message', { word: message, neutral: kind })];
}
