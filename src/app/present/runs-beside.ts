import { answerRun, questionOf, type StepQuestion } from '../../tutor/index.ts';
import type { deskOf } from '../lesson-desk.svelte.ts';
import { letterOf } from './ballot.ts';
import type { AskedBoard } from './messages.ts';
import { inlineText, proseText } from './prose-text.ts';
import type { Votes } from './votes.svelte.ts';

/**
 * Runs that a trainer shows beside the room's own: the changed one of a step, and those that answer
 * a wrong answer. The room's own waits where it was left.
 */
export class RunsBeside {
  readonly #desk: ReturnType<typeof deskOf>;
  readonly #votes: Votes;

  constructor(desk: ReturnType<typeof deskOf>, votes: Votes) {
    this.#desk = desk;
    this.#votes = votes;
  }

  /** The step's question that is on the screen; null: none, or a card's. */
  get #asked(): StepQuestion | null {
    const { asks, ballot } = this.#votes;
    return ballot === null || asks === 'card' ? null : asks;
  }

  /** The run that the question on the screen is about, in which one thing is changed. */
  runChange(): void {
    this.#votes.turn('running');
    this.#desk.tell({ type: 'choose', answer: { type: 'unsure' } });
    this.#desk.tell({ type: 'change' });
  }

  /** Whether a run answers this option of the question on the screen, now that it was told. */
  refutes(option: number): boolean {
    const { lesson, progress } = this.#desk;
    const asked = this.#asked;
    if (lesson === null || progress === null || asked === null) return false;
    if (this.#votes.ballot?.phase !== 'seen') return false;
    return answerRun(lesson, progress.step, asked, option) !== null;
  }

  /** Shows the room the run that answers this option. */
  refute(option: number): void {
    const asked = this.#asked;
    if (asked === null) return;
    this.#desk.comeBack();
    this.#desk.tell({ type: 'refute', asked, option });
  }

  /** Beside a run that answers an option, what is said to whoever chose it. */
  boardOf(board: AskedBoard | null): AskedBoard | null {
    const {
      beside,
      lesson,
      progress,
      scene: { world },
    } = this.#desk;
    if (board === null || beside.answers === null || lesson === null) return board;
    const { asked, option } = beside.answers;
    const answered = questionOf(lesson, progress?.step ?? -1, asked)?.options[option];
    if (answered === undefined) return board;
    const shows = answered.refutation?.shows.text ?? [];
    const why = `${proseText(answered.feedback, world)} ${inlineText(shows, world)}`.trim();
    return { ...board, why: `${letterOf(option)}: ${why}` };
  }
}
