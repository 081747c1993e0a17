import { describe, expect, test } from 'vitest';
import { type LogCell, logModel } from '../../../src/views/log/model.ts';
import { stageModel } from '../../../src/views/stage/model.ts';
import { diskOf, down, moment, txn, up, world, z } from './inspector-world.ts';

const T = ['1·1', '1·2', '1·3', '1·4'].map((short) => txn(short));

/** A cell in a word: - none, r received, L logged, s snapshot, u unused; c committed, a applied. */
function word(cell: LogCell): string {
  const held = { none: '-', received: 'r', logged: 'L', snapshot: 's', unused: 'u' }[cell.held];
  const marks = `${cell.committed ? 'c' : ''}${cell.applied ? 'a' : ''}${cell.conflict ? '!' : ''}`;
  return `${held}${marks}${cell.cut === null ? '' : ` ${cell.cut}`}`;
}

function rowsOf(...args: Parameters<typeof logModel>): Record<number, string> {
  const { rows } = logModel(...args);
  return Object.fromEntries(rows.map((row) => [row.sid, row.cells.map(word).join(' ')]));
}

describe('servers against transactions', () => {
  test('what is on disk, committed and applied differs from server to server', () => {
    const leader = { established: true, lastCommitted: z('1·3') };
    const of = world([
      up(1, { leaf: 'LEADING.BROADCAST', disk: diskOf(T), applied: '1·3', leader }),
      up(2, {
        leaf: 'FOLLOWING.BROADCAST',
        disk: diskOf(T, 3),
        applied: '1·2',
        learner: { toCommit: [z('1·3')] },
      }),
      down(3, diskOf(T.slice(0, 2))),
    ]);
    expect(rowsOf(moment(of))).toEqual({
      1: 'Lca Lca Lca L',
      2: 'Lca Lca Lc r',
      3: 'L L - -',
    });
  });

  test('a LOOKING server has a tree and knows of no commit; nor does an elected leader', () => {
    const of = world([
      up(1, { leaf: 'LOOKING.ELECTION', disk: diskOf(T), applied: '1·4' }),
      up(2, {
        leaf: 'LEADING.DISCOVERY',
        disk: diskOf(T),
        applied: '1·4',
        leader: { established: false, lastCommitted: z('1·4') },
      }),
    ]);
    expect(rowsOf(moment(of))).toEqual({ 1: 'La La La La', 2: 'La La La La' });
  });

  test('a TRUNC and a crash leave their marks, on columns that nobody has any more', () => {
    const of = world([
      up(1, { leaf: 'FOLLOWING.BROADCAST', disk: diskOf(T.slice(0, 2)), applied: '1·2' }),
      down(2, diskOf(T.slice(0, 2))),
    ]);
    const because = { rule: 'x', facts: {} };
    const model = logModel(
      moment(of, [
        { type: 'logged', server: 1, txn: T[1] as never },
        { type: 'logged', server: 1, txn: T[2] as never },
        { type: 'logTruncated', server: 1, zxid: z('1·2'), because },
        { type: 'serverCrashed', server: 2, lost: [z('1·4')] },
      ]),
    );
    expect(model.columns.map((column) => column.short)).toEqual(['1·1', '1·2', '1·3', '1·4']);
    expect(model.rows.map((row) => row.cells.map(word).join(' '))).toEqual([
      'Lca Lca - truncated -',
      'L L - - lost',
    ]);
  });

  test('a snapshot stands for what is below it, a gap makes the log before it useless', () => {
    const snapshots = [{ zxid: z('1·3'), image: { kind: 'image' as const }, bytes: 1 }];
    const disk = diskOf([T[0] as never, T[3] as never], 2, { snapshots, usableFrom: 1 });
    const of = world([
      up(1, { leaf: 'FOLLOWING.BROADCAST', disk, applied: '1·4' }),
      down(2, diskOf(T)),
    ]);
    expect(rowsOf(moment(of))[1]).toBe('u sca sca Lca');
    // On the stage there is no tick on it either; the snapshot stands where its entries are not.
    const [first, second] = stageModel(of).servers;
    expect(first?.cells.map(({ stage, counter }) => `${stage} ${counter}`)).toEqual([
      'unused 1',
      'snapshot 3',
      'applied 4',
    ]);
    expect([first?.earlier, second?.cells.map(({ stage }) => stage)]).toEqual([
      0,
      ['logged', 'logged', 'logged', 'logged'],
    ]);
  });

  test('a snapshot whose entries are all in the log is not told on the stage', () => {
    const snapshots = [{ zxid: z('1·3'), image: { kind: 'image' as const }, bytes: 1 }];
    const of = world([up(1, { leaf: 'FOLLOWING.BROADCAST', disk: diskOf(T, 4, { snapshots }) })]);
    expect(stageModel(of).servers[0]?.cells.map(({ stage }) => stage)).not.toContain('snapshot');
  });

  test('two transactions under one zxid are seen', () => {
    const other = txn('1·2', { path: '/other' });
    const of = world([down(1, diskOf(T)), down(2, diskOf([T[0] as never, other]))]);
    expect(rowsOf(moment(of))).toEqual({ 1: 'L L L L', 2: 'L L! - -' });
  });

  test('only the latest are shown, and it says so', () => {
    const many = Array.from({ length: 300 }, (_, i) => txn(`1·${i + 1}`));
    const model = logModel(moment(world([down(1, diskOf(many)), down(2, diskOf(T))])));
    expect(model.columns.map((column) => column.short)).toEqual(
      many.slice(-20).map((one) => `1·${one.zxid.counter}`),
    );
    expect(model.more).toBe(true);
    expect(logModel(moment(world([down(1, diskOf(T))]))).more).toBe(false);
  });

  test('an empty ensemble has no columns', () => {
    const model = logModel(moment(world([down(1, diskOf([])), up(2, {})])));
    expect(model.columns).toEqual([]);
    expect(model.more).toBe(false);
    expect(model.rows.map((row) => row.state)).toEqual([null, 'LOOKING']);
  });
});

test('a column says which paths its transaction touches', () => {
  const multi = { type: 'multi', changes: [T[0]?.change, T[1]?.change] } as never;
  const txns = [T[0], txn('1·2', { type: 'closeSession', paths: ['/a', '/b'] }), txn('1·3', multi)];
  const of = world([up(1, { disk: diskOf(txns as typeof T) })]);
  expect(logModel(moment(of)).columns.map(({ paths }) => paths)).toEqual([
    ['/n1'],
    ['/a', '/b'],
    ['/n1', '/n2'],
  ]);
});
