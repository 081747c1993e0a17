/** A question that the room decides: asked, voted, talked over, voted again, run, and told. */

export type BallotPhase = 'asking' | 'talking' | 'again' | 'running' | 'seen';

/** As it was asked, in words, so that it stands in the report as the room saw it. */
export interface RoomBallot {
  readonly id: number;
  /** What it is about: a lesson's step, or a card of the deck. */
  readonly about: string;
  readonly text: string;
  readonly options: readonly string[];
  /** What is said to whoever chose it, option by option. */
  readonly whys: readonly string[];
  /** Null: nobody knows beforehand. */
  readonly right: number | null;
  readonly phase: BallotPhase;
  /** Hands before they talked. */
  readonly first: readonly number[];
  /** Hands after; null: they have not voted again. */
  readonly second: readonly number[] | null;
}

/** More hands than any room has. */
export const MOST_HANDS = 999;

export function newBallot(asked: Omit<RoomBallot, 'phase' | 'first' | 'second'>): RoomBallot {
  return { ...asked, phase: 'asking', first: asked.options.map(() => 0), second: null };
}

/** The count that is being taken: of the second vote where there is one. */
export function counted(ballot: RoomBallot): readonly number[] {
  return ballot.second ?? ballot.first;
}

/** Nothing has run since it was asked. */
export const isOpen = ({ phase }: RoomBallot): boolean => phase !== 'running' && phase !== 'seen';

export const isCounting = ({ phase }: RoomBallot): boolean =>
  phase === 'asking' || phase === 'again';

/** So many hands for an option; nothing changes when nobody is counting, or it is no number. */
export function withHands(ballot: RoomBallot, option: number, hands: number): RoomBallot {
  if (!isCounting(ballot) || !Number.isFinite(hands) || ballot.first[option] === undefined) {
    return ballot;
  }
  const within = Math.min(MOST_HANDS, Math.max(0, Math.round(hands)));
  const changed = counted(ballot).map((one, i) => (i === option ? within : one));
  return ballot.second === null ? { ...ballot, first: changed } : { ...ballot, second: changed };
}

/** Which phase may follow which; a run may begin without any vote. */
const AFTER: Readonly<Record<BallotPhase, readonly BallotPhase[]>> = {
  asking: ['talking', 'running'],
  talking: ['again', 'running'],
  again: ['talking', 'running'],
  running: ['seen'],
  seen: [],
};

/** The ballot in another phase; the same when that may not follow. */
export function inPhase(ballot: RoomBallot, phase: BallotPhase): RoomBallot {
  if (!AFTER[ballot.phase].includes(phase)) return ballot;
  const second = phase === 'again' ? ballot.options.map(() => 0) : ballot.second;
  return { ...ballot, phase, second };
}

/** Of whoever voted, how many chose what is right; null: nobody voted, or nothing is right. */
export function shareRight({ right }: RoomBallot, hands: readonly number[] | null): number | null {
  const all = (hands ?? []).reduce((sum, one) => sum + one, 0);
  return right === null || hands === null || all === 0 ? null : (hands[right] ?? 0) / all;
}

/** A, B, C … */
export const letterOf = (option: number): string => String.fromCharCode(65 + option);
