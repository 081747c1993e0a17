import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyMap, forEachKey, getKey, keysOf, size, sortedKeys } from '../../../src/lib/index.ts';
import {
  type Change,
  type CreateChange,
  childPath,
  nameOf,
  OPEN_ACL,
  parentOf,
  type Txn,
  zxid,
} from '../../../src/model/index.ts';
import {
  applyTxn,
  containersDue,
  type Database,
  emptyDatabase,
  ephemeralsOf,
  nodeAt,
  nodeCount,
  stateMachineOf,
} from '../../../src/znodes/index.ts';

const stateMachine = stateMachineOf(emptyDatabase());

function txnOf(counter: number, change: Change, session = '0xa'): Txn {
  return { zxid: zxid(1, counter), session, cxid: 0, timeMs: counter * 10, change };
}

function made(db: Database, path: string, more: Partial<CreateChange> = {}): CreateChange {
  return {
    type: 'create',
    path,
    data: 'x',
    acl: OPEN_ACL,
    owner: '0x0',
    kind: 'ordinary',
    ttl: 0,
    parentCreations: (nodeAt(db, parentOf(path))?.creations ?? 0) + 1,
    answersStat: false,
    ...more,
  };
}

/** Plays creates one after another, times being ten times the counter. */
function grown(...creates: readonly (readonly [string, Partial<CreateChange>?])[]): Database {
  return creates.reduce(
    (db, [path, more], i) => applyTxn(db, txnOf(i + 1, made(db, path, more))),
    emptyDatabase(),
  );
}

/** Everything that is kept beside the nodes, counted anew from them. */
function expectConsistent(db: Database): void {
  let bytes = 0;
  const owned = new Map<string, string[]>();
  const kinds = { container: [] as string[], ttl: [] as string[] };
  forEachKey(db.nodes, (node, path) => {
    bytes += path.length + (node.data?.length ?? 0);
    if (node.owner !== '0x0') owned.set(node.owner, [...(owned.get(node.owner) ?? []), path]);
    if (node.kind !== 'ordinary') kinds[node.kind].push(path);
    for (const name of keysOf(node.children)) {
      expect(nodeAt(db, childPath(path, name))).toBeDefined();
    }
    if (path !== '/') {
      const siblings = nodeAt(db, parentOf(path))?.children ?? emptyMap<true>();
      expect(getKey(siblings, nameOf(path))).toBe(true);
    }
  });
  expect(db.dataBytes).toBe(bytes);
  const byText = (a: string, b: string): number => (a < b ? -1 : 1);
  expect(keysOf(db.ephemerals).sort(byText)).toEqual([...owned.keys()].sort(byText));
  for (const [session, paths] of owned) {
    expect(ephemeralsOf(db, session)).toEqual(paths.sort(byText));
  }
  expect(sortedKeys(db.containers)).toEqual(kinds.container.sort(byText));
  expect(sortedKeys(db.ttls)).toEqual(kinds.ttl.sort(byText));
}

const PATHS = ['/a', '/b', '/a/c', '/a/d', '/a/c/e'];
const change = fc.oneof(
  fc.record({
    type: fc.constant('create' as const),
    path: fc.constantFrom(...PATHS),
    session: fc.constantFrom('0x0', '0xa', '0xb'),
    kind: fc.constantFrom(
      'ordinary' as const,
      'ordinary' as const,
      'container' as const,
      'ttl' as const,
    ),
  }),
  fc.record({ type: fc.constant('delete' as const), path: fc.constantFrom(...PATHS) }),
  fc.record({
    type: fc.constant('setData' as const),
    path: fc.constantFrom(...PATHS),
    data: fc.constantFrom(null, '', 'xyz'),
  }),
  fc.record({ type: fc.constant('close' as const), session: fc.constantFrom('0xa', '0xb') }),
);

describe('applying', () => {
  test('keeps counts and indexes true, and doing all of it again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (steps) => {
        let db = emptyDatabase();
        const txns: Txn[] = [];
        for (const step of steps) {
          const next = changeOf(db, step);
          if (next === null) continue;
          const txn = txnOf(txns.length + 1, next, 'session' in step ? step.session : '0xa');
          txns.push(txn);
          db = applyTxn(db, txn);
          expectConsistent(db);
        }
        // dataBytes may drift, as DataTree.nodeDataSize does: replayed over a later tree, an old
        // delete passes over children that came afterwards.
        const again = { ...txns.reduce(applyTxn, db), dataBytes: 0 };
        expect(JSON.stringify(again)).toBe(JSON.stringify({ ...db, dataBytes: 0 }));
      }),
      { numRuns: 300 },
    );
  });

  test('shares the result between servers: same tree, same txn, same object', () => {
    const db = emptyDatabase();
    const txn = txnOf(1, made(db, '/a'));
    const after = applyTxn(db, txn);
    expect(applyTxn(db, txn)).toBe(after);
    const elsewhere = applyTxn(emptyDatabase(), txn);
    expect(elsewhere).not.toBe(after);
    expect(elsewhere).toEqual(after);
    expect(stateMachine.apply(db, txn)).toEqual(after);
  });

  test('an error, a check and an empty multi change nothing', () => {
    const db = grown(['/a']);
    for (const nothing of [
      { type: 'error', code: 'NONODE' },
      { type: 'check', path: '/a', version: 1 },
      { type: 'multi', changes: [] },
    ] as const) {
      expect(applyTxn(db, txnOf(2, nothing))).toBe(db);
    }
  });

  test('a node that is there already only moves its parent on', () => {
    const db = grown(['/a'], ['/a/b', { data: 'old' }]);
    const again = applyTxn(db, txnOf(9, made(db, '/a/b', { data: 'new', parentCreations: 5 })));
    expect(nodeAt(again, '/a/b')?.data).toBe('old');
    expect(nodeAt(again, '/a')).toMatchObject({ creations: 5, pzxid: zxid(1, 9) });
  });

  test('a delete of what is gone still moves pzxid on', () => {
    const db = grown(['/a']);
    const after = applyTxn(db, txnOf(9, { type: 'delete', path: '/a/gone' }));
    expect(nodeAt(after, '/a')?.pzxid).toEqual(zxid(1, 9));
    expect(applyTxn(db, txnOf(9, { type: 'delete', path: '/no/gone' }))).toBe(db);
  });

  test('setACL moves aversion and nothing else', () => {
    const db = grown(['/a']);
    const after = applyTxn(db, txnOf(2, { type: 'setACL', path: '/a', acl: [], version: 1 }));
    expect(nodeAt(after, '/a')).toEqual({ ...nodeAt(db, '/a'), acl: [], aversion: 1 });
  });

  test('sessions live in the database', () => {
    const opened = applyTxn(
      emptyDatabase(),
      txnOf(1, { type: 'createSession', timeoutMs: 4000 }, '0xb'),
    );
    expect(getKey(opened.sessions, '0xb')).toBe(4000);
    const closed = applyTxn(opened, txnOf(2, { type: 'closeSession', paths: [] }, '0xb'));
    expect(size(closed.sessions)).toBe(0);
  });

  test('nodes are counted as `srvr` counts them, and a snapshot grows with them', () => {
    expect(nodeCount(emptyDatabase())).toBe(5);
    expect(stateMachine.sizeOf(grown(['/a']))).toBeGreaterThan(
      stateMachine.sizeOf(stateMachine.empty),
    );
  });
});

function changeOf(
  db: Database,
  step: typeof change extends fc.Arbitrary<infer T> ? T : never,
): Change | null {
  if (step.type === 'close') return { type: 'closeSession', paths: ephemeralsOf(db, step.session) };
  const node = nodeAt(db, step.path);
  if (step.type === 'create') {
    const parent = nodeAt(db, parentOf(step.path));
    if (node !== undefined || parent === undefined || parent.owner !== '0x0') return null;
    const owner = step.kind === 'ordinary' ? step.session : '0x0';
    return made(db, step.path, { owner, kind: step.kind, ttl: step.kind === 'ttl' ? 50 : 0 });
  }
  if (node === undefined) return null;
  if (step.type === 'delete') {
    return size(node.children) > 0 ? null : { type: 'delete', path: step.path };
  }
  return { type: 'setData', path: step.path, data: step.data, version: node.version + 1 };
}

describe('containers and TTL nodes that are due', () => {
  const db = grown(
    ['/unused', { kind: 'container' }],
    ['/used', { kind: 'container' }],
    ['/full', { kind: 'container' }],
    ['/used/x'],
    ['/full/x'],
    ['/short', { kind: 'ttl', ttl: 50 }],
    ['/long', { kind: 'ttl', ttl: 5000 }],
    ['/parent', { kind: 'ttl', ttl: 50 }],
    ['/parent/x'],
  );
  const emptied = applyTxn(db, txnOf(20, { type: 'delete', path: '/used/x' }));

  test.each([
    [100, 0, ['/used']],
    [110, 0, ['/used']],
    [111, 0, ['/short', '/used']],
    [5071, 0, ['/long', '/short', '/used']],
    [111, 100, ['/short', '/unused', '/used']],
  ])('at %i ms, never used allowed for %i ms: %j', (nowMs, maxNeverUsedMs, due) => {
    expect(containersDue(emptied, nowMs, maxNeverUsedMs)).toEqual(due);
  });
});
