import type { ServerId } from '../../model/index.ts';
import type { World } from '../../sim/index.ts';

/** The twenty failures that a trainer has at hand, by the numbers of the curriculum. */
export const FAILURE_IDS = [
  ...(['K01', 'K02', 'K03', 'K04', 'K05', 'K06', 'K07', 'K08', 'K09', 'K10'] as const),
  ...(['K11', 'K12', 'K13', 'K14', 'K15', 'K16', 'K17', 'K18', 'K19', 'K20'] as const),
] as const;

export type FailureId = (typeof FAILURE_IDS)[number];

/** What is put into a failure's texts. */
export type FailureFacts = Readonly<Record<string, string | number>>;

/** Why a failure cannot be had now: the end of a key, `deck.why.…`. */
export type FailureWhy =
  | 'alone'
  | 'busy'
  | 'client'
  | 'clientAt'
  | 'ephemeral'
  | 'even'
  | 'herd'
  | 'holder'
  | 'leader'
  | 'many'
  | 'patient'
  | 'protocol'
  | 'sleeper'
  | 'spare'
  | 'told'
  | 'voters'
  | 'watcher'
  | 'writer';

/** How to come to where a failure can be had: lines for this run, or another run of so many. */
export type FailureWay =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  | { readonly type: 'ensemble'; readonly servers: number };

/** The failure cannot be had as the world is. */
export interface Unable {
  readonly type: 'unable';
  readonly why: FailureWhy;
  readonly facts: FailureFacts;
  readonly way: FailureWay;
}

/** Which of a card's three options. */
type Choice = 0 | 1 | 2;

/** What a failure does to the world as it is: lines of script, with `run` between them. */
export interface Able {
  readonly type: 'able';
  readonly facts: FailureFacts;
  /** The first one is seen at once. */
  readonly lines: readonly string[];
  /** It is done to a real client in another way than the card says: `deck.note.…`. */
  readonly note?: 'cutOff';
  /** Index of the right option. */
  readonly right: Choice;
}

/** How many of something a failure takes. */
export interface FailureAmount {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

/**
 * A failure as a card of the deck. Its words stand in `i18n/en/deck.ts` under its number: name,
 * question, three options with what is said to each, what to look at, a talking point.
 */
export interface Failure {
  readonly id: FailureId;
  /** Index of the right option, as long as its switch is off. */
  readonly right: Choice;
  /** The right option with its switch on; absent: it has none. */
  readonly switched?: Choice;
  /** Codes of the lessons that it belongs to. */
  readonly lessons: readonly string[];
  /** The protocol whose messages it names; absent: it names none. */
  readonly speaks?: string;
  /** Null: there is nothing to choose. */
  readonly amount: FailureAmount | null;
  readonly plan: (world: World, amount: number, isOn: boolean) => Doing | Unable;
}

/** What a card would do; which option that makes right is the card's. */
type Doing = Omit<Able, 'right'>;

export const able = (facts: FailureFacts, lines: readonly string[]): Doing => ({
  type: 'able',
  facts,
  lines,
});

export const unable = (
  why: FailureWhy,
  lines: readonly string[],
  facts: FailureFacts = {},
): Unable => ({ type: 'unable', why, facts, way: { type: 'lines', lines } });

/** Only another ensemble has it. */
export const elsewhere = (why: FailureWhy, servers: number): Unable => ({
  type: 'unable',
  why,
  facts: { n: servers },
  way: { type: 'ensemble', servers },
});

export function isUnable<T extends object>(value: T | Unable): value is Unable {
  return 'type' in value && value.type === 'unable';
}

/** Numbers as people write them: `1, 2`. */
export const listed = (sids: readonly ServerId[]): string => sids.join(', ');
