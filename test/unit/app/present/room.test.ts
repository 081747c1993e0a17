import { afterAll, expect, test, vi } from 'vitest';
import { toggleBeside } from '../../../../src/app/beside.ts';
import { Lab } from '../../../../src/app/lab.svelte.ts';
import { pack } from '../../../../src/app/packed.ts';
import type { CueKind } from '../../../../src/app/present/cues.ts';
import { readSession } from '../../../../src/app/present/kept-session.ts';
import { beginAnew, openSession } from '../../../../src/app/present/rehearsal.ts';
import { Room } from '../../../../src/app/present/room.svelte.ts';
import * as rest from '../../../../src/app/rest.ts';
import { USUAL } from '../../../../src/app/settings.ts';
import { beginWith, extendTo, isMistake, openingOf, SIM } from '../../../../src/timeline/index.ts';

// A lesson that is kept hears of other windows.
vi.stubGlobal('addEventListener', () => {});
afterAll(() => rest.inspector, 60_000);

const LESSON = '3-crash-recovery/01-leader-dies';

/** A trainer's room where somebody is in the scanner. */
function newRoom(): Room {
  const at = 5_000_000;
  const opening = openingOf('scanner');
  if (isMistake(opening)) throw new Error('it opens');
  const lab = new Lab({ timeline: extendTo(beginWith(SIM, opening, 1), at), at }, USUAL);
  lab.complete(rest);
  return new Room(lab);
}

/** What “next” did, as often as it was pressed. */
function press(room: Room, times: number): readonly CueKind[] {
  return Array.from({ length: times }, () => {
    const { cue } = room;
    room.next();
    // Here nobody waits for lines that are over.
    if (cue === 'hurry') {
      const { desk } = room;
      desk.tell({ type: desk.beside.state === 'none' ? 'ran' : (desk.beside.over() ?? 'ran') });
    }
    return cue;
  });
}

/** A step with a changed run. */
const CHANGED = ['askChange', 'runChange', 'hurry', 'tell'] as const;
const STEP = ['ask', 'run', 'hurry', 'tell', 'askRecap', 'tell', 'nextStep'] as const;

test('a lesson that was gone through before is presented from its beginning', async () => {
  const room = newRoom();
  await room.teach(LESSON);
  expect(press(room, 14)).toEqual([...STEP, ...STEP]);
  // It was the rehearsal: now the room is there.
  beginAnew(room);
  expect(press(room, 14)).toEqual([...STEP, ...STEP]);
  // And another day the lesson is chosen again.
  await room.teach(LESSON);
  expect(press(room, 7)).toEqual(STEP);
  await room.teach('');
  expect(room.cue).toBe('event');
});

test('what a step says before its run, its task and its changed run reach the room', async () => {
  const room = newRoom();
  await room.teach(LESSON);
  const said = () => {
    const { premise, asked, task } = room.board;
    return [premise.slice(0, 27), asked?.text.slice(0, 9) ?? null, task?.text.slice(0, 15) ?? null];
  };
  expect(said()).toEqual(['The leader writes ICU-7 int', null, null]);
  room.next();
  expect(said()).toEqual(['The leader writes ICU-7 int', 'Which bed', null]);
  press(room, 3);
  expect(said()).toEqual(['', 'Which bed', null]);
  // The third step has a changed run, the last one a task.
  room.goToStep(2);
  expect(press(room, 10)).toEqual([...STEP.slice(0, 6), ...CHANGED]);
  expect(room.board.asked?.right).toBe(1);
  expect(room.desk.beside.state).toBe('shown');
  expect(press(room, 1)).toEqual(['nextStep']);
  expect(room.desk.beside.state).toBe('none');
  press(room, 2);
  expect(said()).toEqual(['', null, 'In two branches']);
  expect(room.board.task?.goals.map(({ met }) => met)).toEqual([false, false]);
  room.desk.lines.stop();
  expect(room.cue).toBe('solve');
});

test('a wrong answer is answered by its run, and the room’s own run waits', async () => {
  const room = newRoom();
  await room.teach(LESSON);
  press(room, 6);
  const before = room.lab.shown().timeline;
  expect([0, 1].map((option) => room.runs.refutes(option))).toEqual([true, false]);
  room.runs.refute(0);
  expect(room.lab.timeline).not.toBe(before);
  expect(room.board.asked?.why).toContain('A: It did not, this time.');
  expect(press(room, 2)).toEqual(['hurry', 'comeBack']);
  expect(room.lab.timeline).toBe(before);
  expect(room.cue).toBe('nextStep');
});

test('back takes a question off the screen, and does not lead out of the lesson', async () => {
  const room = newRoom();
  await room.teach(LESSON);
  const begins = room.title;
  press(room, 1);
  expect(room.votes.ballot).not.toBeNull();
  room.back();
  expect([room.votes.ballot, room.title, room.cue]).toEqual([null, begins, 'ask']);
  room.back();
  expect([room.desk.lesson === null, room.title, room.cue]).toEqual([false, begins, 'ask']);
  expect(room.lab.notices.list.at(-1)?.text).toContain('the lesson begins');
  // Where something has run, it goes back to before that.
  press(room, 2);
  room.back();
  await vi.waitFor(() => expect(room.cue).toBe('ask'));
  expect(room.title).toBe(begins);
});

test('back in a lesson, what comes after it is shown again', async () => {
  const room = newRoom();
  await room.teach(LESSON);
  press(room, 15);
  room.goToStep(0);
  expect(press(room, 14)).toEqual([...STEP, ...STEP]);
});

test('a branch beside a run is gone with it, and comes back with it', () => {
  const room = newRoom();
  const { lab } = room;
  const fork = (): void => {
    lab.seek(4_900_000);
    expect(lab.act('crash 1')).toBeNull();
    expect(lab.timeline.branches).toHaveLength(2);
  };
  expect(lab.act('crash 2')).toBeNull();
  const alone = lab.shown();
  fork();
  toggleBeside(lab);
  const beside = room.board.beside;
  expect(beside).not.toBeNull();
  lab.swap(alone);
  expect(room.board.beside).toBeNull();
  // Another branch than the one that was compared: nobody has asked for them side by side.
  fork();
  expect(room.board.beside).toBeNull();
  lab.undo();
  lab.undo();
  expect(room.board.beside).toBe(beside);
});

test('a card that lies open lights up whom it speaks of', () => {
  const room = newRoom();
  expect(room.board.lit).toEqual([]);
  room.choose('K17');
  expect(room.board.lit).toEqual(['client radiology']);
  room.putCardAway();
  expect(room.board.lit).toEqual([]);
});

test('what a card has still to do is not done to the run that comes after it', async () => {
  const room = newRoom();
  const { deck } = room;
  for (const away of [room.reset, () => room.teach(LESSON), () => room.teach('')]) {
    deck.choose('K04');
    while (room.cue === 'wayThere') room.next();
    room.next();
    expect(deck.underWay).toBe(true);
    await away();
    expect(deck.underWay).toBe(false);
  }
});

test('a rehearsal that is kept by mistake is taken back, with all that came since', async () => {
  const room = newRoom();
  const { votes, lab } = room;
  await room.teach(LESSON, 1);
  room.since = 1000;
  room.spend(60_000);
  votes.keep({ rehearsed: [] });
  press(room, 1);
  votes.hands(0, 4);
  const title = room.title;
  beginAnew(room);
  expect([votes.session.spent, votes.session.ballots, votes.session.rehearsed.length]).toEqual([
    [],
    [],
    1,
  ]);
  expect([room.since > 1000, room.title === title]).toEqual([true, false]);
  lab.notices.list.at(-1)?.action?.run();
  await vi.waitFor(() => expect(room.title).toBe(title));
  expect([room.since, votes.session.rehearsed]).toEqual([1000, []]);
  expect(votes.session.spent.map(({ spentMs }) => spentMs)).toEqual([60_000]);
  expect(votes.session.ballots.map(({ first }) => first[0])).toEqual([4]);
  // Where nothing was timed, the rehearsal before stays.
  beginAnew(room);
  beginAnew(room);
  expect(votes.session.rehearsed.map(({ spentMs }) => spentMs)).toEqual([60_000]);
  // Later, nobody is led back.
  await room.teach(LESSON, 1);
  lab.notices.list.at(-1)?.action?.run();
  expect(room.title).toBe(title);
});

test('what was undone is nowhere that one goes back to', async () => {
  const room = newRoom();
  const { lab } = room;
  const began = lab.shown();
  // “Two halves” needs four servers: its way leads to another run, and on in that.
  room.choose('K13');
  while (room.cue === 'wayThere') room.next();
  room.next();
  room.undo();
  const there = lab.now;
  room.undo();
  expect(lab.now).toBeLessThan(there);
  // Back from there is before the way, not what was taken back.
  room.back();
  await vi.waitFor(() => expect(lab.shown()).toEqual(began));
  room.back();
  expect(lab.now).toBeLessThan(began.at);
});

test('an answer that is handed back leaves the card and its question where they are', async () => {
  const room = newRoom();
  const { deck, lab, votes } = room;
  const run = { version: 1, scenario: 'scanner', seed: 1, untilMs: 9000 };
  const commands = ['@5800 crash 3'];
  const hand = async (recording: object): Promise<void> => {
    const before = lab.timeline;
    expect(room.handed.take(`#/run/${await pack(JSON.stringify(recording))}`)).toBe(true);
    await vi.waitFor(() => expect(lab.timeline).not.toBe(before));
  };
  room.choose('K04');
  room.next();
  votes.hands(1, 3);
  const asked = votes.ballot?.id;
  for (const back of [room.undo, room.back]) {
    const own = lab.timeline.current;
    await hand({ ...run, commands, by: 'Ann' });
    // Nor is its failure carried on in somebody else's run.
    expect([deck.open, votes.ballot?.id, deck.underWay]).toEqual(['K04', asked, false]);
    expect(lab.timeline.current).not.toBe(own);
    // What came last is what is taken back, and not the failure.
    back();
    await vi.waitFor(() => expect(lab.timeline.current).toBe(own));
    expect([deck.open, deck.isPlayed, votes.ballot?.id]).toEqual(['K04', true, asked]);
  }
  await hand({ ...run, commands });
  expect([deck.open, votes.ballot]).toEqual([null, null]);
});

test('an address that is no run is told, and a run that comes later unsays it', async () => {
  const room = newRoom();
  const { lab } = room;
  const told = () => lab.notices.list.map(({ text }) => text);
  const before = lab.shown();
  expect(room.handed.take('Tomorrow at nine')).toBe(false);
  expect(room.handed.take('See https://example.org/z/#/raft?abc.')).toBe(true);
  expect([lab.shown(), told()]).toEqual([before, [lab.t('present.elsewhere')]]);
  expect(room.handed.take('#/run/abc')).toBe(true);
  await vi.waitFor(() => expect(told()).toContain(lab.t('share.damaged')));
  const run = { version: 1, scenario: 'scanner', seed: 1, untilMs: 9000, by: 'Ann' };
  const answer = JSON.stringify({ ...run, commands: ['@5800 crash 3'] });
  room.handed.take(`#/run/${await pack(answer)}`);
  await vi.waitFor(() => expect(told().filter((text) => !text.startsWith('Ann'))).toEqual([]));
});

test('neighbours talk for a minute by the clock of both windows', () => {
  const room = newRoom();
  const { votes } = room;
  const until = () => room.board.asked?.talksUntil ?? null;
  vi.useFakeTimers({ now: 1000 });
  room.choose('K04');
  votes.turn('talking');
  expect([until(), readSession(JSON.stringify(votes.session)).screen.talksUntil]).toEqual([
    61_000, 61_000,
  ]);
  // What is told in another phase changes nothing, and a key that is pressed twice does not either.
  vi.advanceTimersByTime(5000);
  votes.turn('talking');
  votes.turn('seen');
  expect(until()).toBe(61_000);
  votes.turn('again');
  expect(until()).toBeNull();
  votes.turn('talking');
  votes.clear();
  expect(votes.session.screen.talksUntil).toBeNull();
  vi.useRealTimers();
});

test('a code of the moment comes, and goes before anything else happens behind it', async () => {
  vi.stubGlobal('location', { href: 'https://example.org/z/#/present' });
  const room = newRoom();
  const { board, code, lab } = { board: () => room.board.code, code: room.code, lab: room.lab };
  const show = async (): Promise<void> => {
    await code.toggle();
    expect(board()).toMatch(/^https:\/\/example.org\/z\/#\/run\//);
  };
  await show();
  expect(room.code.fineness?.isFine).toBe(false);
  const before = lab.now;
  for (const away of [room.next, room.back, () => void code.toggle()]) {
    expect(room.cue).toBe('codeAway');
    away();
    expect([board(), lab.now]).toEqual([null, before]);
    await show();
  }
  // What is something else than this moment takes it away, too.
  room.choose('K04');
  expect(board()).toBeNull();
  // Taken away before it came, it does not come.
  const comes = code.toggle();
  code.away();
  await comes;
  expect(board()).toBeNull();
  // A code that nobody else can use is told to be one.
  expect(lab.notices.list).toEqual([]);
  vi.stubGlobal('location', { href: 'http://localhost:8080/#/present' });
  await code.toggle();
  expect(lab.notices.list.map(({ text }) => text)).toEqual([lab.t('present.code.atHome')]);
});

test('another day, what is left of a session is told, and nothing where nothing is', async () => {
  const store = new Map([['zabscope.began', '{"began": 1000, "seen": 2000}']]);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, text: string) => store.set(key, text),
  });
  const room = newRoom();
  const { notices } = room.lab;
  await room.teach(LESSON);
  room.spend(60_000);
  expect(room.since).toBe(1000);
  openSession(room);
  expect(notices.list.map(({ text }) => text)).toEqual([
    room.lab.t('present.times.earlier', { when: 'January 1, 1970' }),
  ]);
  notices.list[0]?.action?.run();
  expect([room.since > 1000, room.votes.session.rehearsed.length]).toEqual([true, 1]);
  room.since = 1000;
  store.set('zabscope.began', '{"began": 1000, "seen": 2000}');
  openSession(room);
  expect([room.since > 1000, notices.list.length]).toEqual([true, 2]);
});
