/** The store of the page that has ZAB and Raft beside each other. */
import { describe, expect, test } from 'vitest';
import { Duel } from '../../../src/app/raft/duel.svelte.ts';
import { printPair } from '../../../src/app/raft/kept-pair.ts';
import { landOn } from '../../../src/app/raft/landing.ts';
import { atOf, endOfStory, STORIES, saidUntil } from '../../../src/pair/index.ts';

const still = (): number => 0;
/** So many tenths of a second of real time, at real time's pace. */
function play(duel: Duel, tenths: number): void {
  duel.tempo = 1;
  duel.playing = true;
  for (let i = 0; i < tenths; i++) duel.frame(0.1, still);
}

describe('two runs under one playhead', () => {
  test('a story gives its lines as time comes to them, and stops at its end', () => {
    const duel = new Duel();
    duel.open('wiped');
    play(duel, 8);
    expect(saidUntil(duel.pair).map(({ text }) => text)).toEqual([
      'client a connect 2',
      'a: put k v0',
    ]);
    play(duel, 60);
    const { lines } = STORIES.wiped;
    expect(saidUntil(duel.pair).map(({ at, text }) => [at, text])).toEqual(
      lines.map(([ms, text]) => [atOf(ms), text]),
    );
    expect(duel.isOver).toBe(true);
    expect(duel.playing).toBe(false);
    expect(duel.at).toBe(endOfStory(STORIES.wiped));
    duel.toggle();
    expect(duel.at).toBe(atOf(0));
  });

  test('with reduced motion what happens is there at once, step by step', () => {
    const duel = new Duel();
    duel.open('wiped');
    duel.reducedMotion = true;
    duel.playing = true;
    duel.frame(0.3, still);
    expect(duel.at).toBe(atOf(0));
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      for (let frame = 0; frame < 4; frame++) duel.frame(0.16, still);
      times.push(duel.at);
    }
    expect(new Set(times).size).toBe(5);
    expect(times.every((at) => Number.isInteger(at) && at > atOf(0))).toBe(true);
    while (!duel.isOver) duel.frame(0.7, still);
    expect(duel.at).toBe(endOfStory(STORIES.wiped));
    expect(duel.playing).toBe(false);
    // At a tempo of one's own as much time passes, and no more often than that.
    duel.open('wiped');
    duel.tempo = 1;
    duel.playing = true;
    for (let frame = 0; frame < 5; frame++) duel.frame(0.16, still);
    expect(duel.at).toBe(atOf(600));
  });

  test('a moment that was kept stands still, and its story goes on from there', () => {
    const duel = new Duel();
    duel.open('wiped');
    play(duel, 8);
    const text = printPair(duel.shown());
    const other = new Duel();
    expect(landOn(other, text)).toBeNull();
    expect([other.at, other.playing, other.story?.id]).toEqual([duel.at, false, 'wiped']);
    play(other, 60);
    play(duel, 60);
    expect(saidUntil(other.pair)).toEqual(saidUntil(duel.pair));
    expect(landOn(other, '{}')).not.toBeNull();
    expect(other.at).toBe(endOfStory(STORIES.wiped));
  });

  test('a line that a person says ends the story’s own course', () => {
    const duel = new Duel();
    duel.open('wiped');
    play(duel, 8);
    expect(duel.say('crash 2', 'en')).toBeNull();
    play(duel, 60);
    expect(saidUntil(duel.pair).map(({ text }) => text)).toEqual([
      ...['client a connect 2', 'a: put k v0', 'crash 2'],
    ]);
  });

  test('a line that cannot be read is answered, and changes nothing', () => {
    const duel = new Duel();
    const { pair } = duel;
    expect(duel.say('crush 3', 'en')).toContain('crash');
    expect(duel.complaint).toContain('crash');
    expect(duel.pair).toBe(pair);
  });

  test('the playhead goes back and on over the same moments', () => {
    const duel = new Duel();
    duel.say('crash 3', 'en');
    duel.say('run 3000', 'en');
    const [zab, raft] = [duel.zab, duel.raft];
    duel.seek(atOf(0));
    expect(duel.zab).not.toBe(zab);
    duel.seek(atOf(3000));
    expect(duel.zab).toEqual(zab);
    expect(duel.raft).toEqual(raft);
    duel.back();
    const before = duel.at;
    expect(before).toBeLessThan(atOf(3000));
    duel.back();
    expect(duel.at).toBeLessThan(before);
    duel.step();
    expect(duel.at).toBe(before);
  });
});
