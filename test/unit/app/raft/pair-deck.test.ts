/** The deck's failures, brought about on both sides at once. */
import '../../../../src/i18n/all.ts';
import '../../../../src/recipes/all.ts';
import { describe, expect, test } from 'vitest';
import { Duel } from '../../../../src/app/raft/duel.svelte.ts';
import { PairDeck } from '../../../../src/app/raft/pair-deck.svelte.ts';
import { CARDS, keyOf, LONE } from '../../../../src/app/raft/pair-deck.ts';
import { translate } from '../../../../src/i18n/index.ts';
import { SIDES, saidUntil, tallyOf } from '../../../../src/pair/index.ts';
import { leaderOf } from '../../../../src/sim/index.ts';

function played(duel: Duel): void {
  duel.tempo = 1;
  for (let i = 0; i < 900 && duel.playing; i++) duel.frame(0.1, () => 0);
  expect(duel.playing).toBe(false);
}

function begun(): { duel: Duel; deck: PairDeck } {
  const duel = new Duel();
  return { duel, deck: new PairDeck(duel, () => translate('en')) };
}

/** Goes the way there, as often as it is offered. */
function broughtAbout(duel: Duel, deck: PairDeck, id: (typeof CARDS)[number]): void {
  for (let n = 0; n < 4; n++) {
    deck.bringAbout(id);
    const { missed } = deck;
    if (missed === null) return played(duel);
    expect(missed.lines.length).toBeGreaterThan(0);
    deck.prepare(missed);
    played(duel);
  }
  throw new Error(`${id} cannot be had`);
}

describe('each failure', () => {
  test.each(CARDS)('%s happens on both sides, and nobody declines a line of it', (id) => {
    const { duel, deck } = begun();
    broughtAbout(duel, deck, id);
    const declined = saidUntil(duel.pair).filter(({ on }) => on.zab !== null || on.raft !== null);
    expect(declined).toEqual([]);
    for (const side of SIDES)
      expect(tallyOf(duel.pair, side, duel.at).broken).toEqual(
        // Whoever wipes what was acknowledged breaks a promise; that is what the card is about.
        id === 'K14' ? expect.any(Array) : [],
      );
  });

  test('has a digit of its own, or a sentence about the side that has none', () => {
    expect(CARDS.map((_, i) => keyOf(i)).join('')).toBe('1234567890');
    expect(LONE.some(([id]) => (CARDS as readonly string[]).includes(id))).toBe(false);
  });
});

test('a failure is taken back, one after the other', () => {
  const { duel, deck } = begun();
  duel.say('client a connect 1', 'en');
  duel.say('run 800', 'en');
  const [pair, at] = [duel.pair, duel.at];
  deck.bringAbout('K11');
  played(duel);
  const once = duel.pair;
  deck.bringAbout('K01');
  played(duel);
  expect(duel.undone).toBe('Unplug a client for a moment');
  duel.undo();
  expect(saidUntil(duel.pair)).toEqual(saidUntil(once));
  duel.undo();
  expect([duel.pair, duel.at, duel.undone]).toEqual([pair, at, null]);
});

test('where another server leads on each side no line hits both, and a way is offered', () => {
  const { duel, deck } = begun();
  duel.say('lead 2', 'en');
  duel.say('run 2000', 'en');
  expect([leaderOf(duel.zab)?.sid, leaderOf(duel.raft)?.sid]).toEqual([3, 2]);
  deck.bringAbout('K11');
  expect(deck.missed).toMatchObject({ why: 'pair.deck.leaders', facts: { zab: 3, raft: 2 } });
  if (deck.missed !== null) deck.prepare(deck.missed);
  played(duel);
  expect(leaderOf(duel.raft)?.sid).toBe(3);
  deck.bringAbout('K11');
  expect(deck.missed).toBeNull();
});
