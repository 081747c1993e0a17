import { describe, expect, test } from 'vitest';
import { amongSiblings, drawnRows, PIECE } from '../../../src/views/tree/drawn-rows.ts';
import { keptRows } from '../../../src/views/tree/kept-rows.ts';
import { treeKey } from '../../../src/views/tree/keys.ts';
import { INDENT, treeLayout } from '../../../src/views/tree/layout.ts';
import {
  FOLDED_AT_FIRST,
  litRowOf,
  preview,
  shortName,
  type TreeChoice,
  treeModel,
} from '../../../src/views/tree/model.ts';
import { addReadWatch, emptyWatches } from '../../../src/znodes/index.ts';
import { client, databaseOf, diskOf, down, moment, txn, up, world } from './inspector-world.ts';

const PLAIN: TreeChoice = {
  folded: new Set(FOLDED_AT_FIRST),
  selected: null,
  compareWith: null,
};
const BED = txn('1·1', { type: 'create', path: '/beds', data: null });
const MRI = txn('1·2', { type: 'create', path: '/beds/mri', data: 'Li\n', owner: '0x7' });

function shown(choice: Partial<TreeChoice> = {}, watches = emptyWatches()) {
  const of = world(
    [
      up(1, { db: databaseOf([BED, MRI]) }, { watches }),
      up(2, { db: databaseOf([BED]) }, { serving: false }),
      down(3, diskOf([])),
    ],
    [client('radiology', { session: '0x7' })],
  );
  return treeModel(moment(of), { ...PLAIN, ...choice });
}

describe('the tree of one server', () => {
  test('nodes in order, housekeeping folded, ephemerals with their client', () => {
    const { items, health } = shown();
    expect(health).toBe('serving');
    expect(items.map((one) => [one.path, one.depth, one.parent, one.open])).toEqual([
      ['/', 0, -1, true],
      ['/beds', 1, 0, true],
      ['/beds/mri', 2, 1, false],
      ['/zookeeper', 1, 0, false],
    ]);
    expect(items[2]).toMatchObject({ owner: '0x7', ownerName: 'radiology', data: 'Li ' });
    expect(items[1]).toMatchObject({ owner: null, ownerName: null, data: null });
    expect(items[3]?.children).toBe(2);
  });

  test('who watches', () => {
    let watches = addReadWatch(emptyWatches(), 'data', '/beds', 'surgery');
    watches = addReadWatch(watches, 'child', '/beds', 'emergency');
    expect(shown({}, watches).items[1]?.watchers).toEqual(['emergency', 'surgery']);
  });

  test('one node with its whole Stat', () => {
    const { details } = shown({ selected: '/beds/mri' });
    expect(details).toMatchObject({ path: '/beds/mri', data: 'Li\n', ownerName: 'radiology' });
    expect(details?.stat).toMatchObject({ version: 0, ephemeralOwner: '0x7', dataLength: 3 });
    expect(shown({ selected: '/gone' }).details).toBeNull();
  });

  test('a server that is down has no tree; one that does not serve says so', () => {
    const of = world([up(1, {}, { serving: false }), down(2, diskOf([]))]);
    expect(treeModel(moment(of), PLAIN).health).toBe('notServing');
    expect(treeModel(moment(of, [], { observed: 2 }), PLAIN)).toMatchObject({
      health: 'down',
      items: [],
    });
  });

  test('a long list is cut, and says by how much', () => {
    const beds = Array.from({ length: 130 }, (_, i) =>
      txn(`2·${i + 1}`, { type: 'create', path: `/beds/q${i}`, parentCreations: i + 1 }),
    );
    const db = databaseOf([BED, ...beds]);
    const { items } = treeModel(moment(world([up(1, { db })])), PLAIN);
    expect(items.filter((one) => one.depth === 2)).toHaveLength(100);
    expect(items.filter((one) => one.unlisted > 0).map((one) => one.unlisted)).toEqual([30]);
  });
});

describe('two servers', () => {
  test('what only one of them has', () => {
    const model = shown({ compareWith: 2 });
    expect(model.compared).toBe(2);
    expect(model.items.map((one) => [one.path, one.difference])).toEqual([
      ['/', 'same'],
      ['/beds', 'differs'],
      ['/beds/mri', 'onlyHere'],
      ['/zookeeper', 'same'],
    ]);
    expect(model.differences).toBe(2);
  });

  test('differences below a folded node are counted on it', () => {
    const model = shown({ compareWith: 2, folded: new Set(['/beds']) });
    expect(model.items.find((one) => one.path === '/beds')?.differencesBelow).toBe(1);
    expect(model.differences).toBe(2);
  });

  test('a server that is down compares with nobody', () => {
    expect(shown({ compareWith: 3 })).toMatchObject({ compared: null, differences: 0 });
  });
});

test('a row shows the beginning of the data', () => {
  expect(preview(null)).toBeNull();
  expect(preview('')).toBe('');
  expect(preview('a\tb')).toBe('a b');
  expect(preview('\u00e4\u00b8\u00ad')).toBe('中');
  expect(preview('x'.repeat(24))).toBe('x'.repeat(24));
  expect(preview('x'.repeat(25))).toBe(`${'x'.repeat(24)}…`);
});

test('a long name keeps its beginning and its end', () => {
  expect(shortName('lock-0000000012')).toBe('lock-0000000012');
  expect(shortName('100000000000000-2-lock-0000000012')).toBe('…0012');
  // Beside its owner there is no room for zeros.
  expect(shortName('lock-0000000012', true)).toBe('lock-…0012');
  expect(shortName('100000000000000-2-lock-0000000012', true)).toBe('…0012');
  expect(shortName('lock-naive', true)).toBe('lock-naive');
  expect(shortName('department-of-neurology')).toBe('dep…-neurology');
});

test('every row but the root hangs on its parent, below it and to the left', () => {
  const layout = treeLayout([
    { parent: -1, depth: 0 },
    { parent: 0, depth: 1 },
    { parent: 1, depth: 2 },
    { parent: 0, depth: 1 },
  ]);
  expect(layout.height).toBe(4 * 34);
  expect(layout.links.map((link) => link.row)).toEqual([1, 2, 3]);
  const left = layout.links.map((link) => /^M(\d+),/.exec(link.path)?.[1]);
  expect(left).toEqual(['12', String(12 + INDENT), '12']);
  expect(treeLayout([])).toEqual({ height: 0, links: [] });
});

describe('keys in the tree', () => {
  const { items } = shown();
  test.each([
    [0, 'ArrowDown', { type: 'go', row: 1 }],
    [0, 'ArrowUp', null],
    [2, 'ArrowUp', { type: 'go', row: 1 }],
    [3, 'ArrowDown', null],
    [2, 'Home', { type: 'go', row: 0 }],
    [0, 'End', { type: 'go', row: 3 }],
    [3, 'ArrowRight', { type: 'unfold', path: '/zookeeper' }],
    [1, 'ArrowRight', { type: 'go', row: 2 }],
    [2, 'ArrowRight', null],
    [1, 'ArrowLeft', { type: 'fold', path: '/beds' }],
    [2, 'ArrowLeft', { type: 'go', row: 1 }],
    [0, 'x', null],
    [9, 'Home', null],
  ])('on row %i, %s', (row, key, does) => {
    expect(treeKey(items, row, key)).toEqual(does);
  });
});

test('what a lesson lights is found, or the deepest znode above it', () => {
  const items = ['/', '/a', '/a/b', '/ab', '/ab/c'].map((path) => ({ path }));
  const row = (...lit: string[]) => litRowOf(items, new Set(lit));
  expect(row('znode /a/b')).toBe(2);
  expect(row('znode /a/b/c/d')).toBe(2);
  expect(row('znode /ac')).toBe(0);
  expect(row('server 1', 'znode /ab/d')).toBe(3);
  expect(row('server 1')).toBe(-1);
  expect(litRowOf(items, undefined)).toBe(-1);
});

test('what only the other has is a row of its own, also where a parent differs', () => {
  const tree = (paths: readonly string[]) =>
    databaseOf(paths.map((path, i) => txn(`1·${i + 1}`, { type: 'create', path, data: null })));
  const of = world([
    up(1, { db: tree(['/a', '/a/x']) }),
    up(2, { db: tree(['/a', '/a/y', '/b', '/b/z']) }),
  ]);
  const { items } = treeModel(moment(of), { ...PLAIN, compareWith: 2 });
  const rows = items.map(({ path, difference }) => `${path} ${difference}`);
  for (const row of ['/a/x onlyHere', '/a/y onlyThere', '/b onlyThere', '/b/z onlyThere']) {
    expect(rows).toContain(row);
  }
});

test('rows that say the same are the very same, and so is a list of them', () => {
  const before = shown().items;
  expect(keptRows(before, shown().items)).toBe(before);
  const watched = shown({}, addReadWatch(emptyWatches(), 'data', '/beds', 'surgery')).items;
  const rows = keptRows(before, watched);
  expect(rows).toEqual(watched);
  expect(rows).not.toBe(before);
  expect(rows.filter((row, at) => row !== before[at]).map(({ path }) => path)).toEqual(['/beds']);
});

test('a tree of a thousand rows draws those near what is in sight, and who holds the focus', () => {
  const drawn = drawnRows(1000, new Set([10, 11]), [3, -1]);
  expect(drawn[0]).toBe(3);
  const near = drawn.slice(1);
  expect(near).toEqual(Array.from({ length: 4 * PIECE }, (_, i) => 9 * PIECE + i));
  expect(drawnRows(5, new Set([0]), [0, 7])).toEqual([0, 1, 2, 3, 4]);
  // Of a tree that has become smaller in the meantime.
  expect(drawnRows(5, new Set([40]), [])).toEqual([]);
});

test('a row tells its place among all that have its parent, listed or not', () => {
  const { items } = shown();
  const among = amongSiblings(items);
  for (const [row, { parent, path }] of items.entries()) {
    const all = items.filter((one) => one.parent === parent);
    expect(among[row], path).toEqual({
      place: all.findIndex((one) => one.path === path) + 1,
      of: all.length,
    });
  }
  expect(
    amongSiblings([
      { parent: -1, children: 300 },
      { parent: 0, children: 0 },
    ])[1],
  ).toEqual({
    ...{ place: 1, of: 300 },
  });
});
