import type { World } from '../../sim/index.ts';
import type { FailureId, Question, StepQuestion } from '../../tutor/index.ts';
import type { Lab } from '../lab.svelte.ts';
import {
  type BallotPhase,
  counted,
  inPhase,
  newBallot,
  type RoomBallot,
  withHands,
} from './ballot.ts';
import type { Caused } from './deck.svelte.ts';
import { type BallotSubject, EMPTY_SCREEN, keepSession, loadSession } from './kept-session.ts';
import type { AskedBoard } from './messages.ts';
import { inlineText, proseText } from './prose-text.ts';
import { withSpent } from './spent.ts';

const OPTIONS = ['a', 'b', 'c'] as const;
/** How long one talks to one's neighbour. */
const TALK_MS = 60_000;
/** Ballots that are kept. */
const MOST_BALLOTS = 200;

/** The votes of a session, the one on the screen, and what is kept of all of them. */
export class Votes {
  session = $state.raw(loadSession());
  readonly ballot: RoomBallot | null = $derived(
    this.session.ballots.find(({ id }) => id === this.session.screen.ballot) ?? null,
  );
  readonly board: AskedBoard | null = $derived(
    this.ballot && askedBoard(this.ballot, this.session.screen.talksUntil),
  );
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Another window has kept it meanwhile. */
  reload(): void {
    this.session = loadSession(this.session);
  }

  keep(change: Partial<typeof this.session>): void {
    this.session = { ...this.session, ...change };
    keepSession(this.session);
  }

  /** Takes the question off the screen; one to which no hand was raised was not asked. */
  clear(): void {
    const { ballots, screen } = this.session;
    const wasAsked = ({ id, phase, first }: RoomBallot) =>
      id !== screen.ballot || phase !== 'asking' || first.some((n) => n > 0);
    this.keep({
      ballots: ballots.filter(wasAsked),
      screen: EMPTY_SCREEN,
    });
  }

  get asks(): BallotSubject | null {
    return this.session.screen.asks;
  }

  #ask(
    asks: BallotSubject,
    ballot: Omit<Parameters<typeof newBallot>[0], 'id'>,
    card: FailureId | null = null,
  ): void {
    const id = 1 + Math.max(0, ...this.session.ballots.map((one) => one.id));
    const ballots = [...this.session.ballots, newBallot({ ...ballot, id })];
    this.keep({
      ballots: ballots.slice(-MOST_BALLOTS),
      screen: { ...EMPTY_SCREEN, ballot: id, asks, card },
    });
  }

  askQuestion(asks: StepQuestion, about: string, question: Question, world: World): void {
    const { options, right, text } = question;
    this.#ask(asks, {
      about,
      text: inlineText(text, world),
      options: options.map((option) => inlineText(option.text, world)),
      whys: options.map((option) => proseText(option.feedback, world)),
      right,
    });
  }

  askCard(id: FailureId, { facts, right }: Pick<Caused, 'facts' | 'right'>): void {
    const say = (key: 'name' | 'ask' | 'a' | 'b' | 'c' | 'a.why' | 'b.why' | 'c.why') =>
      this.#lab.t(`deck.${id}.${key}`, facts);
    this.#ask(
      'card',
      {
        about: say('name'),
        text: say('ask'),
        options: OPTIONS.map((one) => say(one)),
        whys: OPTIONS.map((one) => say(`${one}.why`)),
        right,
      },
      id,
    );
  }

  turn(phase: BallotPhase): void {
    const before = this.ballot;
    this.#change((ballot) => inPhase(ballot, phase));
    if (this.ballot === before) return;
    const talksUntil = phase === 'talking' ? Date.now() + TALK_MS : null;
    this.keep({ screen: { ...this.session.screen, talksUntil } });
  }

  #change(change: (ballot: RoomBallot) => RoomBallot): void {
    const { ballot: current } = this.session.screen;
    const ballots = this.session.ballots.map((one) => (one.id === current ? change(one) : one));
    this.keep({ ballots });
  }

  readonly hands = (option: number, count: number): void =>
    this.#change((ballot) => withHands(ballot, option, count));
  readonly step = (option: number, by: 1 | -1): void =>
    this.#change((ballot) => withHands(ballot, option, (counted(ballot)[option] ?? 0) + by));

  /** So many milliseconds of the trainer's own time went by in a step. */
  spend(at: Parameters<typeof withSpent>[1], ms: number): void {
    this.keep({ spent: withSpent(this.session.spent, at, ms) });
  }

  /** What this session took, if it was timed, is what the next is held against; no votes yet. */
  readonly endRehearsal = (): void => {
    this.clear();
    const { spent, rehearsed } = this.session;
    this.keep({ rehearsed: spent.length > 0 ? spent : rehearsed, spent: [], ballots: [] });
  };
}

/** A ballot as the audience sees it: what is right is not sent before it is told. */
function askedBoard(ballot: RoomBallot, talksUntil: number | null): AskedBoard {
  const { text, options, first, second, phase, right, whys } = ballot;
  const isTold = phase === 'seen';
  return {
    ...{ text, options: [...options], phase, talksUntil },
    first: shown(first),
    second: shown(second),
    right: isTold ? right : null,
    why: isTold && right !== null ? (whys[right] ?? '') : '',
  };
}

/** A count in which nobody has voted, or not yet, is not shown. */
const shown = (hands: readonly number[] | null): number[] | null =>
  hands?.some((n) => n > 0) ? [...hands] : null;
