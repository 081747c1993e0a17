/** What the page shows of servers' files: histories beside each other, trees of the past. */
import { expect, test } from 'vitest';
import {
  type DataFile,
  type Histories,
  historiesOf,
  holdingOf,
  Replay,
  serversOf,
  type TreeThen,
} from '../../../src/datadir/index.ts';
import { entriesOf, keysOf } from '../../../src/lib/index.ts';
import { compareZxid, type Zxid, zxid, zxidShort } from '../../../src/model/index.ts';
import type { Database } from '../../../src/znodes/index.ts';
import { filesOf } from './files-of.ts';

const readOf = (files: readonly DataFile[]): Histories => historiesOf(serversOf(files));

/** A line for each transaction: who has it, in order. */
const linesOf = (histories: Histories) =>
  histories.rows.map((row) => {
    const held = histories.servers.map((one) => holdingOf(one, row)).join(' ');
    return `${zxidShort(row.zxid)}: ${held}`;
  });

test('servers whose disks are alike have one history, some of it only in snapshots', () => {
  const histories = readOf(filesOf('quiet', [1, 2, 3]));
  expect(histories).toMatchObject({ reference: 3, partings: [] });
  expect(histories.rows).toHaveLength(new Set(linesOf(histories)).size);
  for (const line of linesOf(histories)) expect(line).not.toMatch(/none|other/);
});

test('a tail that nobody else has is where the histories part', () => {
  const histories = readOf(filesOf('orphan', [1, 2, 3]));
  expect(histories.reference).toBe(3);
  const [parting] = histories.partings;
  expect(histories.partings).toHaveLength(1);
  expect(parting).toMatchObject({ sid: 2, after: zxid(1, 13) });
  expect(parting?.own).toEqual({ first: zxid(1, 14), count: 1 });
  expect(parting?.theirs?.first).toEqual(zxid(2, 1));
  const lines = linesOf(histories);
  expect(lines).toContain('1·13: logged logged logged');
  expect(lines).toContain('1·14: none logged none');
  expect(lines.find((line) => line.startsWith('2·1:'))).toBe('2·1: logged none logged');
});

test('a server that would not start is no reference', () => {
  const bad = filesOf('orphan', [3], (bytes, file) => {
    if (file === 'log.200000001') bytes[40] = 0x55;
  });
  const histories = readOf([...filesOf('orphan', [1, 2]), ...bad]);
  expect(histories.reference).toBe(1);
  expect(histories.servers.map(({ refusal }) => refusal?.kind)).toEqual([
    undefined,
    undefined,
    'checksum',
  ]);
});

test('another transaction under the same zxid is told from a missing one', () => {
  const [one, two] = readOf(filesOf('orphan', [1, 3])).servers;
  if (one === undefined || two === undefined) throw new Error('two servers');
  const row = { zxid: zxid(1, 13), txn: one.contents.log.find((t) => t.zxid.counter === 13) };
  if (row.txn === undefined) throw new Error('1·13');
  expect(holdingOf(two, { ...row, txn: row.txn })).toBe('logged');
  expect(holdingOf(two, { ...row, txn: { ...row.txn } })).toBe('other');
});

/** What a tree holds, whoever made it; every start writes the config node anew, in no log. */
const told = (db: Database) => ({
  nodes: entriesOf(db.nodes)
    .filter(([path]) => path !== '/zookeeper/config')
    .map(([path, { children, ...node }]) => ({ path, ...node, children: keysOf(children).sort() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1)),
  sessions: entriesOf(db.sessions).sort(),
});

/** The last change of which a snapshot shows anything. */
function reachOf(db: Database, named: Zxid): Zxid {
  const seen = entriesOf(db.nodes).flatMap(([, node]) => [node.czxid, node.mzxid, node.pzxid]);
  return [named, ...seen].reduce((a, b) => (compareZxid(a, b) < 0 ? b : a));
}

test.each(['quiet', 'orphan', 'types'])(
  '%s: a log leads to what the next snapshot holds',
  (name) => {
    const servers = name === 'types' ? [1] : [1, 2, 3];
    let compared = 0;
    let fuzzy = 0;
    for (const { contents } of readOf(filesOf(name, servers)).servers) {
      const { snapshots } = contents;
      for (const [i, { zxid: named, image }] of snapshots.entries()) {
        const reach = reachOf(image as Database, named);
        // From the snapshots before it alone, and from it alone.
        const before = new Replay({ ...contents, snapshots: snapshots.slice(0, i) }).at(reach);
        const from = new Replay({ ...contents, snapshots: snapshots.slice(i, i + 1) }).at(reach);
        if (before === null || i === 0) continue;
        expect([before.exact, from?.exact]).toEqual([true, true]);
        expect(told(before.db)).toEqual(from && told(from.db));
        compared += 1;
        if (compareZxid(reach, named) > 0) fuzzy += 1;
      }
    }
    expect(compared).toBeGreaterThan(0);
    if (name === 'quiet') expect(fuzzy).toBeGreaterThan(0);
  },
);

test('a tree of the past is the same however one comes to it', () => {
  const [one] = readOf(filesOf('types', [1])).servers;
  if (one === undefined) throw new Error('a server');
  const { log, snapshots } = one.contents;
  const forwards = new Replay({ ...one.contents, snapshots: snapshots.slice(0, 1) });
  const trees = log.map((txn) => forwards.at(txn.zxid));
  for (let i = log.length - 1; i >= 0; i -= 7) {
    const straight = new Replay(one.contents).at(log[i]?.zxid ?? zxid(0, 0));
    expect(straight?.exact).toBe(true);
    expect(straight && told(straight.db)).toEqual(told((trees[i] as TreeThen).db));
  }
});

test('what the files do not tell is not made up', () => {
  const { servers } = readOf(filesOf('quiet', [1, 2, 3]));
  const [one] = servers;
  if (one === undefined) throw new Error('a server');
  const { log, snapshots } = one.contents;
  const late = { ...one.contents, snapshots: snapshots.slice(-1), log: log.slice(40), files: [0] };
  const past = new Replay(late);
  expect(past.at(zxid(1, 1))).toBeNull();
  expect(past.at(one.last)).not.toBeNull();
  // A snapshot that was written while changes went on, and nothing else: it says so.
  const alone = servers.flatMap(({ contents }) =>
    contents.snapshots.map((saved) => {
      const past = new Replay({ ...contents, log: [], files: [], snapshots: [saved] });
      const isFuzzy = compareZxid(reachOf(saved.image as Database, saved.zxid), saved.zxid) > 0;
      return { exact: past.at(saved.zxid)?.exact, isFuzzy };
    }),
  );
  expect(alone.some(({ isFuzzy }) => isFuzzy)).toBe(true);
  for (const { exact, isFuzzy } of alone) expect(exact).toBe(!isFuzzy);
});
