import { afterAll, describe, expect, test } from 'vitest';
import { Lab } from '../../../src/app/lab.svelte.ts';
import { NO_SIGNAL } from '../../../src/app/lesson-signal.ts';
import { yourMove } from '../../../src/app/moves.ts';
import * as rest from '../../../src/app/rest.ts';
import { USUAL } from '../../../src/app/settings.ts';
import { databaseOf } from '../../../src/sim/index.ts';
import { beginWith, isMistake, openingOf, SIM } from '../../../src/timeline/index.ts';

/** It is being fetched since the rest is there. */
afterAll(() => rest.inspector);

function labOf(scenario: string, at: number): Lab {
  const opening = openingOf(scenario);
  if (isMistake(opening)) throw new Error(`${scenario} opens`);
  const lab = new Lab({ timeline: beginWith(SIM, opening, 1), at }, USUAL);
  lab.complete(rest);
  return lab;
}

/** Plays at the tempo auto until time stands still: at most so many frames. */
function play(lab: Lab, frames: number): void {
  lab.play();
  for (let i = 0; i < frames && lab.playing; i++) lab.frame(0.1, () => 0);
}

/** How many sessions each server's tree knows. */
const clientsOf = (lab: Lab) => lab.world.hosts.map((host) => databaseOf(host)?.sessions.size);

const moveOf = (lab: Lab) => yourMove(lab.timeline, lab.world, lab.now, lab.flow.stopped);

describe('at the tempo auto', () => {
  test('time stops where nothing will ever happen, and says so', () => {
    const lab = labOf('default', 1_000_000);
    play(lab, 2000);
    expect(lab.playing).toBe(false);
    expect(lab.flow.stopped).toBe('still');
    expect(lab.now).toBeLessThan(6_000_000);
    expect(moveOf(lab)?.why).toBe('shell.move.why.still');
  });

  test('nothing will happen is not said while a session is still to end', () => {
    const lab = labOf('default', 6_000_000);
    lab.set({ moves: false });
    lab.say('client slow connect 1 2 3 timeout 40000');
    lab.runUntil({ type: 'until', until: 'quiet' });
    play(lab, 300);
    expect(clientsOf(lab)).toEqual([1, 1, 1]);
    lab.seek(6_500_000);
    // Its session was heard of just now, and is kept for longer than 40 s: up to the next tick.
    lab.say('client slow kill');
    play(lab, 2000);
    expect(lab.flow.stopped).toBe('still');
    expect(clientsOf(lab)).toEqual([0, 0, 0]);
  });

  test('but a time that was asked for is reached, and soon', () => {
    const lab = labOf('default', 6_000_000);
    lab.goTo(36_000_000);
    let frames = 0;
    for (; frames < 500 && lab.playing; frames++) lab.frame(0.1, () => 0);
    expect(lab.now).toBe(36_000_000);
    expect(frames).toBeLessThan(30);
    expect(lab.flow.stopped).toBeNull();
  });

  test('what is held is not waited out unasked, and then it is', () => {
    const lab = labOf('hospital', 5_000_000);
    lab.say('hold PROPOSAL 3 -> 1');
    lab.say('radiology: create /held ""');
    lab.signal = { ...NO_SIGNAL };
    play(lab, 2000);
    expect(lab.flow.stopped).toBe('held');
    expect(lab.now).toBeLessThan(5_200_000);
    const moves = moveOf(lab)?.moves.map(({ lines }) => lines);
    expect(moves).toEqual([['release PROPOSAL 3 -> 1'], ['crash 3'], []]);

    const stoodAt = lab.now;
    play(lab, 60);
    expect(lab.now).toBeGreaterThan(stoodAt + 1_000_000);
  });

  test('somebody who stops the clock is asked nothing', () => {
    const lab = labOf('hospital', 5_000_000);
    lab.say('radiology: create /some ""');
    lab.play();
    lab.frame(0.1, () => 0);
    lab.toggle();
    expect(moveOf(lab)).toBeNull();
  });
});
