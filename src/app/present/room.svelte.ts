import { untrack } from 'svelte';
import {
  type FailureId,
  INTRODUCTION,
  plainText,
  type Question,
  questionOf,
  type StepQuestion,
} from '../../tutor/index.ts';
import { branchBeside } from '../branch-beside.ts';
import { complaintsOf } from '../complaints.ts';
import type { Lab } from '../lab.svelte.ts';
import { deskOf } from '../lesson-desk.svelte.ts';
import { onePerLab } from '../one-per-lab.ts';
import { startWith } from '../startup.ts';
import { isOpen } from './ballot.ts';
import { beganAt } from './began.ts';
import { ACTS } from './cue-acts.ts';
import { sceneOf } from './cue-scene.ts';
import { type CueKind, cueOf } from './cues.ts';
import { deckOf } from './deck.svelte.ts';
import { Drawing } from './drawing.svelte.ts';
import { HandedBack } from './handed-back.ts';
import { behind, type Checkpoint } from './kept-places.ts';
import { orderFrom } from './kept-session.ts';
import type { Board, RoomPlace } from './messages.ts';
import { MomentCode } from './moment-code.svelte.ts';
import { plannedStep } from './planned-step.ts';
import { RunsBeside } from './runs-beside.ts';
import { saidBoard } from './step-board.ts';
import { Votes } from './votes.svelte.ts';
import { leaveLesson, WaysBack } from './ways-back.svelte.ts';

/** What a trainer has in hand: cues, votes, marks, time; and what the audience sees of it. */
export class Room {
  readonly lab: Lab;
  readonly desk: ReturnType<typeof deskOf>;
  readonly deck: ReturnType<typeof deckOf>;
  readonly votes: Votes;
  readonly drawing = new Drawing();
  readonly ways: WaysBack;
  readonly handed = new HandedBack(this);
  readonly code = new MomentCode(this);
  readonly complaints: ReturnType<typeof complaintsOf>;
  readonly runs: RunsBeside;
  blackout: boolean = $state.raw(false);
  frozen: boolean = $state.raw(false);
  /** The audience's screen stands still while this window is left, and whether it is. */
  freezesOnBlur: boolean = $state.raw(false);
  left: boolean = $state.raw(false);
  lost: boolean = $state.raw(false);
  /** When the session began, in milliseconds of the trainer's day. */
  since: number = $state.raw(beganAt(Date.now()).began);

  readonly cue: CueKind = $derived.by(() => cueOf(sceneOf(this)));
  readonly title: string = $derived.by(() => {
    const { lesson, progress } = this.desk;
    if (lesson === null) return '';
    const step = lesson.steps[progress?.step ?? INTRODUCTION];
    return `${lesson.code} · ${step === undefined ? lesson.title : plainText(step.title)}`;
  });
  readonly #beside: number | null = $derived.by(() => branchBeside(this.lab)?.id ?? null);
  readonly board: Board = $derived.by(() => ({
    title: this.title,
    ...saidBoard(this),
    blackout: this.blackout,
    frozen: this.frozen || (this.freezesOnBlur && this.left),
    ...this.drawing.board,
    language: this.lab.settings.language,
    theme: this.lab.settings.theme,
    pings: this.lab.settings.pings,
    lit: [...this.lab.signal.lit, ...this.deck.things],
    beside: this.#beside,
    place: this.ways.place,
    code: this.code.link,
  }));

  constructor(lab: Lab) {
    this.lab = lab;
    this.desk = deskOf(lab);
    this.desk.free = true;
    this.deck = deckOf(lab);
    this.complaints = complaintsOf(lab);
    this.votes = new Votes(lab);
    this.ways = new WaysBack(lab, () => {
      return { blackout: this.blackout, frozen: this.frozen, code: this.code.link };
    });
    ({ blackout: this.blackout, frozen: this.frozen } = this.ways.screen);
    this.code.link = this.ways.screen.code;
    this.runs = new RunsBeside(this.desk, this.votes);
    this.deck.order = orderFrom(this.votes.session.order, this.deck.order);
    $effect.root(() => {
      $effect(() => {
        const order = this.deck.order;
        untrack(() => this.votes.keep({ order }));
      });
    });
  }

  /** The run is this window's now: cards, questions and what is under way are as they were. */
  async takeUp(told: RoomPlace | null): Promise<void> {
    if (told !== null) this.votes.reload();
    const { ballot, session } = this.votes;
    const card = this.deck.order.find((id) => id === session.screen.card);
    if (card !== undefined && ballot !== null) this.deck.layOpen(card, !isOpen(ballot));
    await this.ways.takeUp(told);
  }

  // --- cues ----------------------------------------------------------------------------------

  /** What the clicker's “next” does now. */
  readonly next = (): void => ACTS[this.cue](this);

  /**
   * Takes the code or a step's question off the screen; else back to where the last step, failure
   * or jump began; without one, one event back. It does not lead out of the lesson that is on.
   */
  readonly back = (): void => {
    const last = this.ways.checkpoints.at(-1);
    if (this.code.link !== null) this.code.away();
    else if (!this.#canGoBack) this.lab.notify('present.back.start');
    else if (this.#takesOff) this.votes.clear();
    else if (last === undefined) this.lab.step(-1);
    else void this.restore(last);
  };

  /** A question of the step is on the screen, and nothing has run since. */
  get #takesOff(): boolean {
    const { ballot, asks } = this.votes;
    return ballot !== null && asks !== 'card' && isOpen(ballot);
  }

  get #canGoBack(): boolean {
    const last = this.ways.checkpoints.at(-1);
    const slug = this.desk.progress?.slug;
    return this.#takesOff || last === undefined || last.progress?.slug === slug;
  }

  /** The run that the step's question is about, or that it shows. */
  runStep(): void {
    const { desk } = this;
    this.checkpoint();
    this.votes.turn('running');
    const leaf = desk.progress?.steps[desk.progress.step]?.leaf;
    if (leaf === 'reading') desk.tell({ type: 'choose', answer: { type: 'unsure' } });
    desk.tell({ type: 'commit' });
    desk.tell({ type: 'run' });
  }

  /** What is right is told, on the screen too. */
  tell(): void {
    const { desk } = this;
    this.votes.turn('running');
    this.votes.turn('seen');
    const leaf = desk.progress?.steps[desk.progress.step]?.leaf;
    if (this.votes.asks === 'recap' && leaf === 'recapping') {
      desk.tell({ type: 'choose', answer: { type: 'unsure' } });
      desk.tell({ type: 'commit' });
    }
  }

  // --- never stuck ---------------------------------------------------------------------------

  /** Remembers where one is. */
  checkpoint(): void {
    this.ways.remember(this.here());
  }

  here(): Checkpoint {
    const { lab, ways } = this;
    const after = lab.past.places.at(-1);
    return { ...ways.here(this.title || lab.t('present.play')), after };
  }

  restore(checkpoint: Checkpoint): Promise<void> {
    if (this.handed.keepsOpen(checkpoint)) this.lab.pause();
    else this.stop();
    return this.ways.restore(checkpoint);
  }

  /** Another lesson from a step's beginning, whoever went through it before; '': free play. */
  async teach(slug: string, step = 0): Promise<void> {
    const { desk, lab } = this;
    this.complaints.settled('lesson');
    this.checkpoint();
    this.stop();
    if (slug !== '') return desk.open(slug, step).then(() => desk.restart());
    leaveLesson(desk);
    lab.replace(startWith(null).shown);
  }

  /** To the good state of a step, whatever has happened. */
  goToStep(step: number): void {
    const { desk } = this;
    const before = desk.progress;
    if (desk.lesson === null || before === null) return;
    this.checkpoint();
    this.stop();
    desk.tell({ type: 'go', step, freely: true });
    const isDone = desk.progress?.steps[step]?.leaf === 'done';
    if (isDone || (step <= before.reached && step !== before.step + 1)) desk.restart();
  }

  /** What the step has left is passed over. */
  get canPass(): boolean {
    const { desk } = this;
    const isLeft = ['task', 'solve', 'askChange', 'runChange'].includes(this.cue);
    return isLeft && (desk.progress?.step ?? 0) + 1 < (desk.lesson?.steps.length ?? 0);
  }

  readonly pass = (): void => this.goToStep((this.desk.progress?.step ?? INTRODUCTION) + 1);

  /** The step from its beginning; the run, in free play. */
  readonly reset = (): void => {
    this.checkpoint();
    this.stop();
    if (this.desk.lesson === null) this.lab.reset();
    else this.desk.restart();
    this.lab.pause();
  };

  /** A failure if one was the last thing, else the last command; no way leads back to it then. */
  readonly undo = (): void => {
    const { deck, desk, handed, lab, ways } = this;
    const past = [...lab.past.places];
    if (!handed.isLast && (deck.isPlayed || deck.isLast) && deck.undo()) this.askCard();
    else lab.undo();
    ways.checkpoints = behind(ways.checkpoints, {
      ...{ shown: lab.shown(), progress: desk.progress },
      undone: past.filter((place) => !lab.past.places.includes(place)),
    });
  };

  /** Puts cards and questions away, and what a card has still to do: something else begins. */
  stop(): void {
    this.lab.pause();
    this.code.away();
    this.deck.lines.stop();
    this.deck.close();
    this.votes.clear();
  }

  // --- questions ---------------------------------------------------------------------------

  /** Puts a question of the step on the screen. */
  askStep(which: StepQuestion): void {
    const question = this.question(which);
    if (question !== null)
      this.votes.askQuestion(which, this.title, question, this.desk.scene.world);
  }

  /** A question of the step that is on; null: it has none. */
  question(which: StepQuestion): Question | null {
    const { lesson, progress } = this.desk;
    return lesson && questionOf(lesson, progress?.step ?? INTRODUCTION, which);
  }

  /** Lays a card open, and asks the room. */
  readonly choose = (id: FailureId): void => {
    this.code.away();
    if (this.deck.open === id && !this.deck.isPlayed) return this.next();
    this.deck.choose(id);
    this.askCard();
  };

  /** Puts the open card's question on the screen, in the place of what is there. */
  readonly askCard = (): void => {
    const { open, asks } = this.deck;
    this.votes.clear();
    if (open !== null && asks !== null) this.votes.askCard(open, asks);
  };

  /** The open card's failure, now. */
  readonly cause = (): void => {
    this.checkpoint();
    this.votes.turn('running');
    if (!this.deck.cause()) this.deck.goTheWay();
  };

  readonly putCardAway = (): void => {
    this.deck.close();
    if (this.votes.asks === 'card') this.votes.clear();
  };

  /** So many milliseconds of the trainer's own time went by. */
  spend(ms: number): void {
    const at = plannedStep(this.desk.lesson, this.desk.progress);
    if (at !== null) this.votes.spend(at, ms);
  }
}

/** The one room of a lab. */
export const roomOf = onePerLab((lab) => new Room(lab));
