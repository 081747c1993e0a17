import { untrack } from 'svelte';
import type { Lab } from '../lab.svelte.ts';
import { printRun } from '../saved-run.ts';
import { storage } from '../storage.ts';
import { EMPTY_BOARD } from './board.ts';
import { RoomChannel } from './channel.ts';
import type { Board, Press, RoomMessage, WindowRole } from './messages.ts';
import { LEAP, newsOf, runOfWhole, type SentRun, withMore } from './mirror.ts';
import {
  acted,
  companions,
  hear,
  leftBehind,
  type OwnershipEffect,
  opened,
  passed,
  received,
  takeOver,
  type WindowState,
} from './ownership.ts';

const TICK_MS = 200;
const KEEP_MS = 1500;

/** This window's place among those of the presentation: it owns the run, or it follows. */
export class RoomLink {
  state: WindowState = $state.raw() as WindowState;
  /** What the owner says stands on the audience's screen. */
  board: Board = $state.raw(EMPTY_BOARD);
  /** Time passes at the owner. */
  playing: boolean = $state.raw(false);
  /** Other windows that live. */
  others: readonly WindowRole[] = $state.raw([]);
  /** The board that this window would show, if it is the one that decides. */
  ownBoard: () => Board = () => this.board;
  onpress: (what: Press) => void = () => {};
  /** The run is this window's from now on; it is kept. */
  onown: () => void = () => {};
  onlost: () => void = () => {};
  onkeep: () => void = () => {};
  readonly #lab: Lab;
  readonly #channel: RoomChannel;
  #sent: SentRun | null = null;
  #sentAt = -1;
  #sentPlaying = false;
  #sentBoard: Board | null = null;
  #keptAt = 0;
  #manner = '';

  constructor(lab: Lab, role: WindowRole) {
    this.#lab = lab;
    this.#channel = new RoomChannel((message) => this.#heard(message));
    this.#move(opened(this.#channel.me, role, performance.now()));
    setInterval(() => this.#tick(), TICK_MS);
    addEventListener('pagehide', () => {
      this.#keep();
      if (this.#isHeld) storage.keepShown(printRun(this.#lab.shown()));
      this.#channel.say({ type: 'bye' });
    });
    // Out of the cache of pages it is as if it were opened anew.
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  }

  /** Tells the others of each frame, as long as somebody plays them; answers what stops both. */
  during(stop: () => void): () => void {
    let handle = 0;
    const frame = (): void => {
      this.publish();
      handle = requestAnimationFrame(frame);
    };
    frame();
    return () => {
      stop();
      cancelAnimationFrame(handle);
    };
  }

  get owns(): boolean {
    return this.state.leaf === 'owner';
  }

  /** The audience's screen stands still, whatever the owner does. */
  get #isHeld(): boolean {
    return this.state.role === 'audience' && this.board.frozen;
  }

  /** Opens the audience's window; false: the browser did not let it. */
  openAudience(): boolean {
    return this.#channel.open(`${location.pathname}#/present/audience`);
  }

  takeOver(): void {
    this.#move(takeOver(this.state, performance.now()));
  }

  /** A clicker's key in a window that follows is the owner's business. */
  press(what: Press): void {
    if (this.owns) this.onpress(what);
    else this.#channel.say({ type: 'press', what });
  }

  #tick(): void {
    this.#move(passed(this.state, performance.now()));
    this.others = companions(this.state, performance.now());
    if (document.visibilityState === 'hidden') this.publish();
    if (performance.now() - this.#keptAt >= KEEP_MS) this.#keep();
  }

  /** Only the owner keeps the run: a window that looks on, or is behind, must not write over it. */
  #keep(): void {
    this.#keptAt = performance.now();
    if (!this.owns || this.#isHeld) return;
    storage.keepRun(printRun(this.#lab.shown()));
    this.onkeep();
  }

  #move({ next, effects }: { next: WindowState; effects: readonly OwnershipEffect[] }): void {
    const owned = this.state?.leaf === 'owner';
    this.state = next;
    if (owned && next.leaf !== 'owner') this.onlost();
    for (const effect of effects) {
      if (effect.type === 'say') this.#channel.say(effect.message);
      else if (effect.type === 'send') this.#sendWhole();
      else {
        this.#sent = null;
        this.onown();
      }
    }
  }

  #sendWhole(): void {
    this.#sent = null;
    this.#sentBoard = null;
    this.publish();
  }

  /** Tells the others what is new; as often as a frame, and nothing when nothing is. */
  publish(): void {
    if (!this.owns) return;
    const lab = this.#lab;
    const { term } = this.state;
    const board = untrack(() => this.ownBoard());
    const { playing } = lab;
    const shown = { timeline: lab.timeline, at: lab.now };
    const news = newsOf(this.#sent, shown, { term, playing, board });
    if (news !== null) {
      if (news.type === 'more') this.state = acted(this.state);
      this.#channel.say(news);
      this.#sentAt = lab.now;
    }
    this.#sent = { timeline: lab.timeline };
    if (board !== this.#sentBoard && news?.type !== 'whole') {
      this.#channel.say({ type: 'board', term, board });
    }
    this.#sentBoard = board;
    this.board = board;
    if (this.#sentAt !== lab.now || this.#sentPlaying !== playing) {
      this.#channel.say({ type: 'time', term, at: lab.now, playing });
    }
    this.#sentAt = lab.now;
    this.#sentPlaying = playing;
    this.playing = playing;
  }

  #heard(message: RoomMessage): void {
    this.#move(hear(this.state, message, performance.now()));
    if (message.type === 'press') {
      if (this.owns) this.onpress(message.what);
      return;
    }
    if (this.owns || message.from !== this.state.owner) return;
    this.#follow(message);
  }

  #follow(message: RoomMessage): void {
    const lab = this.#lab;
    switch (message.type) {
      case 'whole': {
        this.#show(message.board);
        this.playing = message.playing;
        if (this.#isHeld) return this.#stay();
        const run = runOfWhole(message);
        if (run !== null) lab.swap(run);
        this.#move(received(this.state, performance.now()));
        return;
      }
      case 'more': {
        if (this.#isHeld) return this.#stay();
        const timeline = withMore(lab.timeline, message);
        if (timeline === null) this.#channel.say({ type: 'again' });
        else lab.swap({ timeline, at: message.at });
        return;
      }
      case 'time':
        if (this.#isHeld) this.#stay();
        else this.#turnTo(message.at);
        this.playing = message.playing;
        return;
      case 'board': {
        const wasHeld = this.#isHeld;
        this.#show(message.board);
        // What happened meanwhile is asked for in one piece.
        if (wasHeld && !this.#isHeld) this.#channel.say({ type: 'again' });
      }
    }
  }

  #stay(): void {
    this.state = leftBehind(this.state);
  }

  #show(told: Board): void {
    // Held still, questions and marks are, too; only the dark and the code come and go.
    const held = told.frozen && this.#isHeld;
    const { blackout, code } = told;
    // What was asked meanwhile is not for a screen that is opened while it is held.
    const isNew = told.frozen && this.board === EMPTY_BOARD && this.state.role === 'audience';
    const news = isNew ? { ...told, asked: null } : told;
    const board = held ? { ...this.board, blackout, code } : news;
    this.board = board;
    const manner = JSON.stringify([board.language, board.theme, board.pings, board.lit]);
    if (manner === this.#manner || this.state.role !== 'audience') return;
    this.#manner = manner;
    this.onspeak(board);
  }

  /** The owner speaks another language, has chosen other colours, or points at something else. */
  onspeak: (board: Board) => void = () => {};

  #turnTo(at: number): void {
    const lab = this.#lab;
    const ahead = at - lab.now;
    if (ahead >= 0 && ahead < LEAP) lab.advanceTo(at);
    else lab.seek(at);
  }
}
