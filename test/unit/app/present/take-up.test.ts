import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { Lab } from '../../../../src/app/lab.svelte.ts';
import { deskOf } from '../../../../src/app/lesson-desk.svelte.ts';
import { Room } from '../../../../src/app/present/room.svelte.ts';
import * as rest from '../../../../src/app/rest.ts';
import { USUAL } from '../../../../src/app/settings.ts';
import { beginWith, extendTo, isMistake, openingOf, SIM } from '../../../../src/timeline/index.ts';

/* What is under way in a lesson outlives the window that had it. */

/** What a browser keeps, and its window's own. */
function newStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('localStorage', newStorage());
  vi.stubGlobal('sessionStorage', newStorage());
});
// Other files have no storage.
afterAll(() => void vi.unstubAllGlobals());
afterAll(() => rest.inspector, 60_000);

const LESSON = '3-crash-recovery/01-leader-dies';

function labAt(shown: ReturnType<Lab['shown']> | null): Lab {
  const at = 5_000_000;
  const opening = openingOf('scanner');
  if (isMistake(opening)) throw new Error('it opens');
  const lab = new Lab(shown ?? { timeline: extendTo(beginWith(SIM, opening, 1), at), at }, USUAL);
  lab.complete(rest);
  return lab;
}

/** A room in which the lesson's first run is under way. */
async function running(): Promise<Room> {
  const room = new Room(labAt(null));
  await room.teach(LESSON);
  room.next();
  room.next();
  expect([room.cue, room.desk.leaf, room.desk.lines.underWay]).toEqual(['hurry', 'running', true]);
  return room;
}

/** How a run ends whose lines go on. */
function endOf(room: Room) {
  room.desk.lines.hurry();
  return { commands: room.lab.timeline.branches.map(({ commands }) => commands), at: room.lab.now };
}

test('a window that is reloaded goes on with the run of a step', async () => {
  const before = await running();
  before.ways.keep();
  const { startedAt } = before.desk;
  const after = new Room(labAt(before.lab.shown()));
  await after.takeUp(null);
  expect([after.cue, after.desk.leaf, after.desk.startedAt]).toEqual([
    'hurry',
    'running',
    startedAt,
  ]);
  expect(after.votes.ballot).toEqual(before.votes.ballot);
  expect(endOf(after)).toEqual(endOf(before));
});

test('where the run went on after it was kept, the step begins anew', async () => {
  const before = await running();
  before.ways.keep();
  const { timeline, at } = before.lab.shown();
  const after = new Room(labAt({ timeline: extendTo(timeline, at + 1000), at: at + 1000 }));
  await after.takeUp(null);
  expect([after.desk.leaf, after.desk.lines.underWay]).toEqual(['reading', false]);
});

test('another window goes on with what it is told, whatever it had open', async () => {
  const before = await running();
  vi.stubGlobal('sessionStorage', newStorage());
  const other = new Room(labAt(before.lab.shown()));
  await other.teach('1-foundations/02-sessions');
  other.lab.swap(before.lab.shown());
  await other.takeUp(before.board.place);
  expect([other.cue, other.desk.leaf, other.title]).toEqual(['hurry', 'running', before.title]);
  expect(endOf(other)).toEqual(endOf(before));
  // Where no lesson was open, none is.
  await other.takeUp({ ...new Room(labAt(null)).ways.place, progress: null });
  expect(other.desk.lesson).toBeNull();
});

test('a run beside the own one is as it was, and the own one waits', async () => {
  const before = await running();
  before.desk.lines.stop();
  const own = before.lab.shown();
  before.desk.tell({ type: 'ran' });
  before.desk.beside.show(labAt(null).shown(), 'running', { tells: null, answers: null });
  before.desk.lines.begin(['crash 1']);
  before.ways.keep();
  const after = new Room(labAt(before.lab.shown()));
  await after.takeUp(null);
  const { desk } = after;
  expect([desk.beside.state, desk.lines.underWay]).toEqual(['running', true]);
  desk.comeBack();
  expect(after.lab.timeline.branches.map(({ commands }) => commands)).toEqual(
    own.timeline.branches.map(({ commands }) => commands),
  );
  expect(after.lab.now).toBe(Math.floor(own.at));
});

test('a student who reloads the page goes on, too', async () => {
  const { desk, lab } = await running();
  desk.keepPlace();
  const again = labAt(lab.shown());
  await deskOf(again).takeUp();
  expect([deskOf(again).leaf, deskOf(again).lines.left]).toEqual(['running', desk.lines.left]);
});
