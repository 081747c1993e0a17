import * as v from 'valibot';
import { FAILURE_IDS, type FailureId, failureOf } from '../../tutor/index.ts';
import { orderFrom } from './kept-session.ts';

/** A deck as a trainer has arranged it: the order of its cards, and what was chosen on them. */
export interface ArrangedDeck {
  readonly order: readonly FailureId[];
  readonly amounts: Readonly<Partial<Record<FailureId, number>>>;
  /** Cards whose switch is on. */
  readonly on: readonly FailureId[];
}

const DeckFile = v.object({
  zabscopeDeck: v.literal(1),
  order: v.array(v.string()),
  amounts: v.record(v.string(), v.number()),
  // Decks that were saved before there were switches.
  on: v.optional(v.array(v.string()), []),
});

const OtherDeck = v.object({ zabscopeDeck: v.pipe(v.number(), v.notValue(1)) });

export function printDeck({ order, amounts, on }: ArrangedDeck): string {
  return `${JSON.stringify({ zabscopeDeck: 1, order, amounts, on }, null, 2)}\n`;
}

/** Why a file has no deck: it is none, or another version of the page made it. */
export type DeckFault = 'none' | 'newer';

/** What a file says of the deck. A card that it does not name lies at the end. */
export function readDeck(text: string): ArrangedDeck | DeckFault {
  try {
    const json: unknown = JSON.parse(text);
    const parsed = v.safeParse(DeckFile, json);
    if (!parsed.success) return v.is(OtherDeck, json) ? 'newer' : 'none';
    const { order, amounts, on } = parsed.output;
    return {
      order: orderFrom(order, FAILURE_IDS),
      amounts: within(amounts),
      on: FAILURE_IDS.filter((id) => on.includes(id) && failureOf(id).switched !== undefined),
    };
  } catch {
    return 'none';
  }
}

/** Numbers for cards that take one, as large as they may be. */
function within(amounts: Readonly<Record<string, number>>): ArrangedDeck['amounts'] {
  const kept = FAILURE_IDS.flatMap((id) => {
    const bounds = failureOf(id).amount;
    const amount = amounts[id];
    if (bounds === null || amount === undefined || !Number.isFinite(amount)) return [];
    return [[id, Math.min(bounds.most, Math.max(bounds.least, Math.round(amount)))] as const];
  });
  return Object.fromEntries(kept);
}
