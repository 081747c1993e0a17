import { expect, test } from 'vitest';
import { EMPTY_BOARD } from '../../../../src/app/present/board.ts';
import {
  type RoomMessage,
  readMessage,
  type Saying,
} from '../../../../src/app/present/messages.ts';
import { newsOf, runOfWhole, withMore } from '../../../../src/app/present/mirror.ts';
import { printRun, type ShownRun } from '../../../../src/app/saved-run.ts';
import { parseScriptLine } from '../../../../src/script/index.ts';
import {
  act,
  begin,
  extendTo,
  isMistake,
  openingOf,
  worldAt,
} from '../../../../src/timeline/index.ts';
import { digestOf } from '../../../support/digest.ts';

const REST = { term: 1, playing: false, board: EMPTY_BOARD };

function first(): ShownRun {
  const opening = openingOf('scanner');
  if (isMistake(opening)) throw new Error('it opens');
  return { timeline: extendTo(begin(opening, 1), 5_000_000), at: 5_000_000 };
}

function given(run: ShownRun, at: number, line: string): ShownRun {
  const read = parseScriptLine(line);
  if (!('command' in read)) throw new Error(line);
  const timeline = act(run.timeline, at, read.command);
  if (isMistake(timeline)) throw new Error(line);
  return { timeline, at };
}

/** Over the channel: only plain values, and each is one of ours. */
function sent(saying: Saying | null): RoomMessage {
  const message = readMessage(structuredClone({ ...saying, from: 'x', n: 1 }));
  if (message === null) throw new Error('it is a message');
  return message;
}

/** How far ahead a branch was computed is no part of it. */
const told = (run: ShownRun) => JSON.parse(printRun(run).replace(/"end":-?\d+/g, '"end":0'));
const digest = ({ timeline }: ShownRun, at: number) =>
  digestOf(worldAt(extendTo(timeline, at), at));

test('a window that follows comes to the same bytes, by the whole run and then by lines', () => {
  const owner = first();
  const whole = sent(newsOf(null, owner, REST));
  let follower = whole.type === 'whole' ? runOfWhole(whole) : null;
  expect(follower).not.toBeNull();
  expect(newsOf(owner, owner, REST)).toBeNull();

  const crashed = given(owner, 5_200_000, 'crash 3');
  const more = sent(newsOf(owner, crashed, REST));
  expect(more).toMatchObject({ type: 'more', lines: ['@5200000 crash 3'] });
  if (more.type !== 'more' || follower === null) return;
  const timeline = withMore(follower.timeline, more);
  expect(timeline).not.toBeNull();
  if (timeline === null) return;
  follower = { timeline, at: more.at };
  expect(digest(follower, 9_000_000)).toBe(digest(crashed, 9_000_000));

  // Lines of which something before is missing, or that are none, are not guessed at.
  expect(withMore(first().timeline, { after: 7, lines: ['@1 crash 1'] })).toBeNull();
  expect(withMore(follower.timeline, { after: 1, lines: ['@6000000 crush 1'] })).toBeNull();
});

test('another branch, an undo, another run: it is sent whole, with all branches', () => {
  const owner = first();
  const crashed = given(owner, 5_200_000, 'crash 3');
  const later = { ...crashed, timeline: extendTo(crashed.timeline, 8_000_000) };
  const forked = given(later, 5_100_000, 'crash 1');
  for (const [before, now] of [
    [later, forked],
    [crashed, owner],
    [forked, later],
  ] as const) {
    const whole = sent(newsOf(before, now, REST));
    expect(whole.type).toBe('whole');
    if (whole.type !== 'whole') continue;
    const run = runOfWhole(whole);
    expect(run && told(run)).toEqual(told({ timeline: now.timeline, at: now.at }));
  }
});

test('what is no message of ours is none', () => {
  for (const odd of [null, 3, 'whole', {}, { type: 'whole' }, { type: 'time', from: 'x', n: 1 }]) {
    expect(readMessage(odd)).toBeNull();
  }
});
