/** Two branches beside each other: where they part, what differs, what became of each. */
import { describe, expect, test } from 'vitest';
import { translate } from '../../../src/i18n/index.ts';
import { emptyLog } from '../../../src/lib/index.ts';
import {
  alter,
  alterableAt,
  endOf,
  eventsBetween,
  isMistake,
  type Timeline,
  timesOf,
  worldAt,
} from '../../../src/timeline/index.ts';
import { contrasts, outcomeOf } from '../../../src/views/compare/model.ts';
import { bothBeats, partingOf } from '../../../src/views/compare/parting.ts';
import { saidText } from '../../../src/views/compare/words.ts';
import { diskOf, txn, up, world, z } from './inspector-world.ts';
import { runOf } from './space-time-run.ts';

const LOCK = '/medical/resources/equipment/MRI/lock';
const RUN = runOf(14, [
  [5, `radiology recipe lock ${LOCK}`],
  [5.4, `emergency recipe lock ${LOCK}`],
  [6, 'client radiology kill'],
  [7, 'crash 3'],
]);

function without(type: string): Timeline {
  const found = eventsBetween(RUN, 5e6, endOf(RUN), Infinity).find(
    ({ event }) => event.type === type,
  );
  const what = alterableAt(RUN, found?.n ?? 0, found?.at ?? 0);
  if (what === null) throw new Error(type);
  const run = alter(RUN, what, 'without');
  if (isMistake(run)) throw new Error(run.what.key);
  return run;
}

const spared = without('serverCrashed');
const left = { ...spared, current: 1 };
const at = (run: Timeline, time: number) => worldAt(run, time);

describe('two branches', () => {
  test('part where one has an event that the other has not', () => {
    const parting = partingOf(left, spared);
    expect(parting.at).toBeLessThan(7e6);
    expect(parting.left?.event.type).toBe('serverCrashed');
    expect(parting.left?.at).toBe(7e6);
    // What the other has there comes later, and of itself.
    expect(parting.right?.at ?? Infinity).toBeGreaterThan(7e6);
  });

  test('a branch parts from itself nowhere', () => {
    const parting = partingOf(RUN, RUN);
    expect([parting.left, parting.right]).toEqual([null, null]);
  });

  test('have the turns of both on one line, in order', () => {
    const times = timesOf(bothBeats(left, spared));
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times).toContain(7e6);
  });
});

describe('at the playhead', () => {
  test('nothing differs before they part', () => {
    expect(contrasts(at(left, 6.5e6), at(spared, 6.5e6))).toEqual([]);
  });

  test('what differs is said of each server, and of the rest', () => {
    const found = contrasts(at(left, 7.1e6), at(spared, 7.1e6));
    const role = found.find(({ end, aspect }) => end === 3 && aspect === 'role');
    expect([role?.left, role?.right]).toEqual(['down', 'LEADING']);
    for (const { left: x, right: y } of found) expect(x).not.toBe(y);
  });

  test('left and right change places with the branches', () => {
    const [one, two] = [at(left, 9e6), at(spared, 9e6)];
    const turned = contrasts(two, one).map((c) => ({ ...c, left: c.right, right: c.left }));
    expect(new Set(turned.map((c) => JSON.stringify(c)))).toEqual(
      new Set(contrasts(one, two).map((c) => JSON.stringify(c))),
    );
  });

  test('nodes that only one tree has are named', () => {
    const wrote = runOf(9, [[6, 'radiology: create /only x']]);
    const crash = runOf(9, [[6, 'radiology: create /other y']]);
    const tree = contrasts(at(wrote, 8e6), at(crash, 8e6)).find(({ aspect }) => aspect === 'tree');
    expect([tree?.left, tree?.right]).toEqual(['/only', '/other']);
  });
});

test('what became of a run: who is in the scanner, and who leads', () => {
  const end = outcomeOf(at(RUN, endOf(RUN)));
  expect(end.leader).toEqual({ server: 2, epoch: 2 });
  const before = outcomeOf(at(RUN, 5.9e6));
  expect(before.inside).toEqual(['radiology']);
  expect(before.leader?.server).toBe(3);
  expect(outcomeOf(at(RUN, 100)).leader).toBeNull();
});

test('what is committed is the leader’s to say; without a hospital nobody is inside', () => {
  const txns = ['1·1', '1·2', '1·3'].map((short) => txn(short));
  const leads = { leaf: 'LEADING.BROADCAST', disk: diskOf(txns), applied: '1·2' } as const;
  const leader = {
    ...{ established: true, epoch: 1, lastCommitted: z('1·2') },
    ...{ handlers: [], proposals: emptyLog<never>() },
  };
  const behind = up(1, { leaf: 'FOLLOWING.BROADCAST', disk: diskOf(txns, 1), applied: '1·1' });
  const of = world([behind, up(2, { ...leads, leader })]);
  expect(outcomeOf(of)).toMatchObject({ inside: null, leader: { server: 2 }, zxid: '1·2' });
  expect(outcomeOf(world([behind]))).toEqual({ inside: null, leader: null, zxid: null });

  // However many it has on its disk besides.
  const many = Array.from({ length: 20 }, (_, i) => txn(`1·${i + 1}`));
  const long = world([up(2, { ...leads, disk: diskOf(many), leader })]);
  expect(outcomeOf(long).zxid).toBe('1·2');
});

test('what differs is said in the reader’s language, but for names on the wire', () => {
  const [en, zh] = [translate('en'), translate('zh')];
  const recipe = 'lock: granted 72057594037927936-13-lock-0000000002';
  expect(saidText('recipe', recipe, en)).toBe('lock · granted …0002');
  expect(saidText('recipe', recipe, zh)).toBe(`${zh('recipes.name.lock')} · 已获得 …0002`);
  expect(saidText('recipe', 'queue: waiting', zh)).toContain('等待');
  expect(saidText('log', '1·16 logged (16)', zh)).toBe('1·16 已落盘 (16)');
  expect(saidText('role', 'FOLLOWING 3', zh)).toBe('FOLLOWING 3');
  expect(saidText('tree', '', zh)).toBe('–');
});
