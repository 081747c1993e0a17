import { afterAll, describe, expect, test } from 'vitest';
import { Lab } from '../../../src/app/lab.svelte.ts';
import { NO_SIGNAL } from '../../../src/app/lesson-signal.ts';
import { choose as chooseIn, yourMove } from '../../../src/app/moves.ts';
import * as rest from '../../../src/app/rest.ts';
import { USUAL } from '../../../src/app/settings.ts';
import {
  beginWith,
  branchOf,
  commandsOf,
  endOf,
  isMistake,
  openingOf,
  SIM,
} from '../../../src/timeline/index.ts';

/** It is being fetched since the rest is there. */
afterAll(() => rest.inspector, 60_000);

function labOf(at: number, moves = true): Lab {
  const opening = openingOf('hospital');
  if (isMistake(opening)) throw new Error('the hospital opens');
  const lab = new Lab({ timeline: beginWith(SIM, opening, 1), at }, { ...USUAL, moves });
  lab.complete(rest);
  return lab;
}

/** Plays at the tempo auto until time stands still, in frames of so many seconds. */
function play(lab: Lab, seconds = 0.1): void {
  lab.play();
  for (let i = 0; i < 4000 && lab.playing; i++) lab.frame(seconds, () => 0);
}

function choose(lab: Lab, key: string): void {
  const move = moveOf(lab)?.moves.find((one) => one.key === `shell.move.${key}`);
  expect(move, key).toBeDefined();
  if (move !== undefined) chooseIn(lab, move);
}

const moveOf = (lab: Lab) => yourMove(lab.timeline, lab.world, lab.now, lab.flow.stopped);
const linesOf = (lab: Lab) => moveOf(lab)?.moves.map(({ lines }) => lines);
const noticesOf = (lab: Lab) => lab.notices.list.filter(({ tone }) => tone === 'alarm');

/** What is done first, the situation in which time stops then, and what there is to choose. */
const CASES: readonly (readonly [string, readonly string[], string, readonly string[][]])[] = [
  ['one ACK short', ['radiology: create /a ""'], 'ack', [[], ['hold ACK 1 -> 3'], ['crash 3']]],
  ['elected', ['crash 3'], 'elected', [[], ['crash 2'], ['isolate 2']]],
  [
    'a session is about to end, its client frozen',
    ['client radiology freeze'],
    'session',
    [['client radiology resume'], ['crash 3'], []],
  ],
  [
    'a session is about to end, while others are far from it',
    ['client neurology freeze'],
    'session',
    [['client neurology resume'], ['crash 3'], []],
  ],
  [
    'a session is about to end behind a cut',
    ['cut radiology 1', 'cut radiology 2', 'cut radiology 3'],
    'session',
    [['heal'], ['crash 3'], []],
  ],
  [
    'a session is about to end, its client dead',
    ['client radiology kill'],
    'session',
    [['crash 3'], []],
  ],
];

describe('at the tempo auto time stops where one could act', () => {
  test.each(CASES)('%s', (_, lines, kind, moves) => {
    const lab = labOf(6_000_000);
    for (const line of lines) lab.say(line);
    play(lab);
    expect(lab.flow.stopped).toBe(kind);
    expect(linesOf(lab)).toEqual(moves);
    expect(noticesOf(lab)).toEqual([]);
  });

  test.each(CASES)('%s: at the same time however long a frame is', (_, lines) => {
    const [slow, fast] = [0.016, 0.1].map((seconds) => {
      const lab = labOf(6_000_000);
      for (const line of lines) lab.say(line);
      play(lab, seconds);
      return lab.now;
    });
    expect(fast).toBe(slow);
  });

  test.each(CASES)('%s: not when it is switched off, not in a lesson', (_, lines) => {
    for (const lesson of [false, true]) {
      const lab = labOf(6_000_000, lesson);
      if (lesson) lab.signal = { ...NO_SIGNAL };
      for (const line of lines) lab.say(line);
      play(lab);
      expect(lab.flow.stopped).toBe('still');
    }
  });
});

describe('it is no nuisance', () => {
  test('each kind stops time once, until something is broken', () => {
    const lab = labOf(6_000_000);
    lab.say('radiology: create /a ""');
    play(lab);
    expect(lab.flow.stopped).toBe('ack');
    play(lab);
    expect(lab.flow.stopped).toBe('still');
    lab.say('radiology: create /b ""');
    play(lab);
    expect(lab.flow.stopped).toBe('still');
    lab.say('crash 1');
    lab.say('emergency: create /c ""');
    play(lab);
    expect(lab.flow.stopped).toBe('ack');
  });

  test('whoever goes back before it is asked again', () => {
    const lab = labOf(6_000_000);
    lab.say('radiology: create /a ""');
    play(lab);
    const stoodAt = lab.now;
    play(lab);
    lab.seek(6_000_000);
    play(lab);
    expect([lab.flow.stopped, lab.now]).toEqual(['ack', stoodAt]);
  });

  test('an answer is not followed by the same question', () => {
    const lab = labOf(6_000_000);
    lab.say('radiology: create /a ""');
    play(lab);
    choose(lab, 'hold');
    lab.say('crash 2');
    play(lab);
    expect(lab.flow.stopped).toBe('held');
    choose(lab, 'deliver');
    play(lab);
    expect(lab.flow.stopped).toBe('still');
  });

  test('time that was asked for passes without a stop', () => {
    const lab = labOf(6_000_000);
    lab.say('radiology: create /a ""');
    lab.goTo(9_000_000);
    for (let i = 0; i < 4000 && lab.playing; i++) lab.frame(0.1, () => 0);
    expect([lab.flow.stopped, lab.now]).toEqual([null, 9_000_000]);
  });

  test('at a tempo of one’s own nothing stops', () => {
    const lab = labOf(6_000_000);
    lab.set({ tempo: 1 });
    lab.say('crash 3');
    lab.play();
    for (let i = 0; i < 80; i++) lab.frame(0.1, () => 0);
    expect(lab.playing).toBe(true);
  });
});

/** What is done, and whether nothing at all would come without a card. */
const CHOSEN: readonly (readonly [string, readonly string[]])[] = [
  ...CASES.map(([what, lines]) => [what, lines] as const),
  [
    'a message is held',
    ['hold PROPOSAL 3 -> 1', 'hold PROPOSAL 3 -> 2', 'radiology: create /h ""'],
  ],
  ['nothing will happen', []],
];

test.each(CHOSEN)('%s: with reduced motion time stops at the same instant', (_, lines) => {
  const stopped = [false, true].map((reduced) => {
    const lab = labOf(6_000_000);
    lab.flow.reducedMotion = reduced;
    for (const line of lines) lab.say(line);
    play(lab, reduced ? 0.6 : 0.1);
    return [lab.flow.stopped, Math.floor(lab.now), linesOf(lab)];
  });
  expect(stopped[1]).toEqual(stopped[0]);
});

describe('a card', () => {
  test.each(CHOSEN)('%s: is a branch of its own, and undo lays the cards again', (_, lines) => {
    const lab = labOf(6_000_000);
    for (const line of lines) lab.say(line);
    play(lab);
    const [at, kind, move] = [lab.now, lab.flow.stopped, moveOf(lab)];
    expect(move?.moves.length).toBeGreaterThan(1);
    for (const one of move?.moves ?? []) {
      const { branches, current } = lab.timeline;
      const before = commandsOf(lab.timeline).length;
      chooseIn(lab, one);
      expect(noticesOf(lab)).toEqual([]);
      expect(lab.playing).toBe(true);
      if (one.lines.length === 0) {
        expect(lab.timeline.branches).toHaveLength(branches.length);
        lab.seek(at);
        lab.flow.stopped = kind;
        continue;
      }
      const branch = branchOf(lab.timeline);
      expect(branch.parent).toEqual({ branch: current, at });
      expect(branch.name).toBe(lab.t(one.key, one.facts));
      expect(branch.commands).toHaveLength(before + one.lines.length);
      lab.undo();
      expect([lab.now, lab.flow.stopped, lab.playing]).toEqual([at, kind, false]);
      expect(moveOf(lab)).toEqual(move);
      lab.redo();
      expect(branchOf(lab.timeline).id).toBe(branch.id);
      lab.undo();
    }
  });

  test('where nothing is ever due there is no other branch to keep', () => {
    const lab = labOf(6_000_000);
    lab.say('crash 1 2 3');
    for (const name of ['radiology', 'emergency', 'neurology']) lab.say(`client ${name} kill`);
    play(lab);
    expect(linesOf(lab)).toEqual([['start 1'], ['start 1 2 3']]);
    choose(lab, 'starts');
    expect(lab.timeline.branches).toHaveLength(1);
    const { now } = lab;
    play(lab);
    expect(endOf(lab.timeline)).toBeGreaterThan(now);
  });
});
