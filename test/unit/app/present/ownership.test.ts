import { describe, expect, test } from 'vitest';
import type { RoomMessage, WindowRole } from '../../../../src/app/present/messages.ts';
import {
  hear,
  leftBehind,
  type OwnershipEffect,
  opened,
  passed,
  received,
  type WindowState,
} from '../../../../src/app/present/ownership.ts';
import { Dice } from '../../../../src/lib/index.ts';

/** Windows of one browser, by hand: what one says the others hear a moment later. */
class Browser {
  now = 0;
  readonly windows = new Map<string, WindowState>();
  /** What each window owns or has been sent: the name of a run. */
  readonly runs = new Map<string, string>();
  readonly #wire: { to: string; message: RoomMessage; at: number }[] = [];
  #n = 0;

  open(id: string, role: WindowRole, run = 'stored'): void {
    this.runs.set(id, run);
    const { next, effects } = opened(id, role, this.now);
    this.#moved(id, next, effects);
  }

  /** Without a word, as a crash; `says` goodbye, as when it is closed. */
  close(id: string, says: boolean): void {
    this.windows.delete(id);
    if (says) this.#send(id, { type: 'bye' } as RoomMessage);
  }

  /** Its owner goes on without it. */
  holdStill(id: string): void {
    const state = this.windows.get(id);
    if (state !== undefined) this.windows.set(id, leftBehind(state));
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; this.now += 50) {
      const due = this.#wire.filter(({ at }) => at <= this.now);
      this.#wire.splice(0, this.#wire.length, ...this.#wire.filter(({ at }) => at > this.now));
      for (const { to, message } of due) this.#hears(to, message);
      for (const [id, state] of this.windows) {
        const { next, effects } = passed(state, this.now);
        this.#moved(id, next, effects);
      }
    }
  }

  #hears(to: string, message: RoomMessage): void {
    const state = this.windows.get(to);
    if (state === undefined) return;
    const { next, effects } = hear(state, message, this.now);
    this.#moved(to, next, effects);
    const after = this.windows.get(to) ?? next;
    if (message.type !== 'whole' || after.leaf === 'owner' || message.from !== after.owner) return;
    this.runs.set(to, message.run);
    const moved = received(after, this.now);
    this.#moved(to, moved.next, moved.effects);
  }

  #moved(id: string, next: WindowState, effects: readonly OwnershipEffect[]): void {
    this.windows.set(id, next);
    for (const effect of effects) {
      if (effect.type === 'say') this.#send(id, effect.message as RoomMessage);
      else if (effect.type === 'send') {
        const run = this.runs.get(id) ?? '';
        this.#send(id, { type: 'whole', term: next.term, run } as RoomMessage);
      }
    }
  }

  #send(from: string, message: RoomMessage): void {
    this.#n += 1;
    const said = { ...message, from, n: this.#n };
    for (const to of this.windows.keys()) {
      if (to !== from) this.#wire.push({ to, message: said, at: this.now + 1 });
    }
  }

  get owners(): readonly string[] {
    return [...this.windows].filter(([, { leaf }]) => leaf === 'owner').map(([id]) => id);
  }

  leaf(id: string): string | undefined {
    return this.windows.get(id)?.leaf;
  }
}

describe('one window owns the run', () => {
  test('the trainer’s, whichever was opened first', () => {
    for (const order of [
      ['t', 'a'],
      ['a', 't'],
    ] as const) {
      const browser = new Browser();
      for (const id of order) {
        browser.open(id, id === 't' ? 'trainer' : 'audience');
        browser.pass(2000);
        expect(browser.owners).toHaveLength(1);
      }
      expect([browser.leaf('t'), browser.leaf('a')]).toEqual(['owner', 'follower']);
    }
  });

  test('a trainer’s window that crashed is missed, and takes the run back as it is', () => {
    const browser = new Browser();
    browser.open('t', 'trainer', 'the room’s');
    browser.pass(1000);
    browser.open('a', 'audience');
    browser.pass(1000);
    expect(browser.runs.get('a')).toBe('the room’s');
    browser.close('t', false);
    browser.pass(6000);
    expect(browser.owners).toEqual(['a']);
    browser.runs.set('a', 'gone on');
    browser.open('t2', 'trainer', 'stored and old');
    browser.pass(2000);
    expect(browser.owners).toEqual(['t2']);
    expect(browser.runs.get('t2')).toBe('gone on');
  });

  test('what a screen that is held still shows is not taken for the run', () => {
    for (const says of [true, false]) {
      const browser = new Browser();
      browser.open('t', 'trainer');
      browser.open('a', 'audience');
      browser.pass(2000);
      browser.holdStill('a');
      browser.pass(2000);
      browser.close('t', says);
      // Opened again at once, or when the audience's window has the run.
      for (const ms of [100, 8000]) {
        browser.pass(ms);
        browser.open(`t${ms}`, 'trainer', 'kept by the trainer');
        browser.pass(2000);
        expect(browser.runs.get(`t${ms}`)).toBe('kept by the trainer');
        browser.close(`t${ms}`, says);
      }
    }
  });

  test('a second trainer’s window looks on, until the first is closed', () => {
    const browser = new Browser();
    browser.open('t', 'trainer', 'first');
    browser.pass(1000);
    browser.open('u', 'trainer', 'second');
    browser.open('a', 'audience');
    browser.pass(2000);
    expect([browser.leaf('t'), browser.leaf('u'), browser.leaf('a')]).toEqual([
      ...['owner', 'onlooker', 'follower'],
    ]);
    browser.close('t', true);
    browser.pass(1000);
    expect([browser.owners, browser.runs.get('u')]).toEqual([['u'], 'first']);
  });
});

test.each(Array.from({ length: 200 }, (_, n) => n))(
  'opened, closed and crashed in any order, %i: one owner, a trainer’s where there is one',
  (seed) => {
    const dice = new Dice(seed);
    const browser = new Browser();
    for (let n = 0; n < 12; n++) {
      const open = [...browser.windows.keys()];
      if (open.length > 0 && dice.percent(45)) browser.close(dice.pick(open), dice.percent(50));
      else browser.open(`w${n}`, dice.percent(40) ? 'trainer' : 'audience', `run ${n}`);
      browser.pass(dice.pick([0, 50, 600, 3000]));
    }
    browser.pass(12_000);
    if (browser.windows.size === 0) return;
    expect(browser.owners).toHaveLength(1);
    const [owner = ''] = browser.owners;
    const trainers = [...browser.windows.values()].filter(({ role }) => role === 'trainer');
    if (trainers.length > 0) expect(browser.windows.get(owner)?.role).toBe('trainer');
    for (const [id, state] of browser.windows) {
      if (id !== owner) expect([id, state.owner]).toEqual([id, owner]);
      expect([id, browser.runs.get(id)]).toEqual([id, browser.runs.get(owner)]);
    }
  },
);
