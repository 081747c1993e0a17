/** Requests on one store, as etcd 3.4.23 answers them. */
import { describe, expect, test } from 'vitest';
import {
  type AppliedAnswer,
  applyRequest,
  EMPTY_STORE,
  ETCD_ERRORS,
  type EtcdStore,
  GRPC_CODES,
  type LoggedRequest,
  readOf,
  recordAt,
  refusalOf,
  revisionOf,
} from '../../../src/etcd/index.ts';
import {
  ALL,
  compact,
  del,
  get,
  grant,
  prefix,
  put,
  revoke,
  txn,
  value,
  version,
} from './requests.ts';

function run(...requests: readonly LoggedRequest[]) {
  let store: EtcdStore = EMPTY_STORE;
  const answers: AppliedAnswer[] = [];
  for (const request of requests) {
    const applied = applyRequest(store, request);
    store = applied.store;
    answers.push(applied.answer);
  }
  return { store, answers, last: answers.at(-1) as AppliedAnswer };
}

/** `a=1 create 2 mod 3 version 2` of what a read finds. */
function found(store: EtcdStore, request: Parameters<typeof readOf>[1]) {
  const answer = readOf(store, request);
  if (answer.type !== 'range') return answer.type === 'error' ? answer.error : answer.type;
  return answer.kvs.map(({ key, value: text, createRevision, modRevision, version: n }) =>
    [key, text, createRevision, modRevision, n].join(' '),
  );
}

describe('revisions', () => {
  test.each<readonly [string, readonly LoggedRequest[], number]>([
    ['an empty store is at 1', [], 1],
    ['a put takes one', [put('a')], 2],
    ['the same value again, too', [put('a'), put('a')], 3],
    ['a delete of nothing does not', [del('a')], 1],
    ['a range of keys is deleted in one', [put('a'), put('b'), del('a', 'z')], 4],
    ['a txn of several puts takes one', [txn([], [put('a'), put('b')])], 2],
    ['one that writes nothing takes none', [txn([], [get('a'), del('a')])], 1],
    ['a put with an unknown lease takes none', [put('a', '', { lease: '77' })], 1],
    ['a grant and a compaction take none', [put('a'), grant('7'), compact(2)], 2],
    ['a revoke takes one for all keys', [grant('7'), put('b', '', { lease: '7' }), revoke('7')], 3],
    ['a revoke of a lease without keys takes none', [grant('7'), revoke('7')], 1],
  ])('%s', (_, requests, revision) => {
    expect(revisionOf(run(...requests).store)).toBe(revision);
  });

  test('a key that is deleted and put again begins anew', () => {
    const { store } = run(put('a', '1'), put('a', '2'), del('a'), put('a', '3'));
    expect(found(store, get('a'))).toEqual(['a 3 5 5 1']);
    expect(found(store, get('a', { revision: 3 }))).toEqual(['a 2 2 3 2']);
    expect(found(store, get('a', { revision: 4 }))).toEqual([]);
  });
});

describe('ranges', () => {
  const { store } = run(
    ...['a', 'a/1', 'a/2', 'a0', 'b', 'A', '\u00ff', '\u00ff\u0000'].map((key) => put(key, key)),
  );
  const keys = (request: ReturnType<typeof get>) => {
    const answer = readOf(store, request);
    return answer.type === 'range' ? answer.kvs.map(({ key }) => key) : answer;
  };

  test.each([
    ['one key', get('a'), ['a']],
    ['from one to another', get('a', { rangeEnd: 'b' }), ['a', 'a/1', 'a/2', 'a0']],
    ['what begins so', get('', prefix('a/')), ['a/1', 'a/2']],
    ['from one on', get('b', { rangeEnd: '\u0000' }), ['b', '\u00ff', '\u00ff\u0000']],
    ['all', get('', ALL), ['A', 'a', 'a/1', 'a/2', 'a0', 'b', '\u00ff', '\u00ff\u0000']],
    ['backwards there is nothing', get('b', { rangeEnd: 'a' }), []],
    ['nor from a key to itself', get('a', { rangeEnd: 'a' }), []],
    ['the last ones', get('', { ...prefix('a'), sortOrder: 'DESCEND', limit: 2 }), ['a0', 'a/2']],
    ['by creation', get('a', { rangeEnd: '\u0000', sortTarget: 'CREATE', limit: 1 }), ['a']],
    ['created late', get('', { ...ALL, minCreateRevision: 7 }), ['A', '\u00ff', '\u00ff\u0000']],
    ['changed early', get('', { ...ALL, maxModRevision: 3 }), ['a', 'a/1']],
  ] as const)('%s', (_, request, expected) => {
    expect(keys(request)).toEqual(expected);
  });

  test('a limit says that there is more, and counts all', () => {
    const answer = readOf(store, get('', { ...prefix('a'), limit: 2 }));
    expect(answer).toMatchObject({ count: 4, more: true });
    expect(readOf(store, get('', { ...prefix('a'), countOnly: true, limit: 2 }))).toEqual(
      expect.objectContaining({ count: 4, kvs: [], more: false }),
    );
  });
});

describe('transactions', () => {
  test('all conditions, also within, look at the state before; reads see what was written', () => {
    const inner = txn([value('b', '=', '1')], [put('c', 'sees b')], [put('c', 'does not')]);
    const { last, store } = run(
      put('a', '1'),
      txn([value('a', '=', '1')], [put('b', '1'), inner, get('c')]),
    );
    expect(last).toMatchObject({ type: 'txn', succeeded: true, revision: 3 });
    expect(found(store, get('c'))).toEqual(['c does not 3 3 1']);
  });

  test('before its first write a read has the old revision', () => {
    const { last } = run(put('a', '1'), txn([], [get('a'), put('a', '2'), get('a')]));
    expect(last).toMatchObject({ answers: [{ revision: 2 }, { revision: 3 }, { revision: 3 }] });
  });

  test.each([
    ['a key that is not there has version 0', version('a', '=', 0), true],
    ['and no value, not even an empty one', value('a', '=', ''), false],
    ['nor one that differs', value('a', '!=', 'x'), false],
    ['every key of a range has to hold', { ...version('k', '=', 1), rangeEnd: 'l' }, true],
    ['one that does not is enough', { ...version('k', '<', 1), rangeEnd: 'l' }, false],
  ] as const)('%s', (_, compare, succeeded) => {
    expect(run(put('k1'), put('k2'), txn([compare], [])).last).toMatchObject({ succeeded });
  });

  test.each([
    ['a read of the future', [put('b'), get('a', { revision: 99 })], 'futureRevision'],
    ['a read of what is compacted', [put('b'), get('a', { revision: 2 })], 'compacted'],
    ['an unknown lease', [put('b'), put('c', '', { lease: '99' })], 'leaseNotFound'],
    ['the value of nothing', [put('b'), put('c', '', { ignoreValue: true })], 'keyNotFound'],
  ] as const)('%s keeps the whole from happening', (_, ops, error) => {
    const { last, store } = run(put('a'), put('a'), compact(3), txn([], ops));
    expect(last).toEqual({ type: 'error', error });
    expect([found(store, get('b')), revisionOf(store)]).toEqual([[], 3]);
  });
});

describe('leases', () => {
  test.each([
    [1, 2],
    [-5, 2],
    [3, 3],
    [9_000_000_000, 9_000_000_000],
  ])('%i seconds are granted as %i', (asked, ttl) => {
    expect(run(grant('7', asked)).last).toEqual({ type: 'leaseGrant', revision: 1, id: '7', ttl });
  });

  test.each([
    ['too long', [grant('7', 9_000_000_001)], 'leaseTtlTooLarge'],
    ['taken', [grant('7'), grant('7')], 'leaseExists'],
    ['unknown', [revoke('7')], 'leaseNotFound'],
    ['revoked', [grant('7'), revoke('7'), put('a', '', { lease: '7' })], 'leaseNotFound'],
  ] as const)('%s', (_, requests, error) => {
    expect(run(...requests).last).toEqual({ type: 'error', error });
  });

  test('a key is with the lease of its last put, and goes with that one', () => {
    const { store } = run(
      ...[grant('7'), grant('8'), put('k', '1', { lease: '7' }), put('k', '2', { lease: '8' })],
      ...[put('l', '1', { lease: '7' }), put('l', '2'), revoke('7')],
    );
    expect(found(store, get('k', { rangeEnd: 'z' }))).toEqual(['k 2 2 3 2', 'l 2 4 5 2']);
    const after = applyRequest(store, revoke('8')).store;
    expect(recordAt(after, 6)?.events).toMatchObject([{ type: 'DELETE', kv: { key: 'k' } }]);
  });
});

describe('compaction', () => {
  const { store } = run(put('a', '1'), put('a', '2'), put('b', '1'), put('a', '3'), compact(3));

  test.each([
    [2, 'compacted'],
    [3, ['a 2 2 3 2']],
    [5, ['a 3 2 5 3']],
    [6, 'futureRevision'],
  ] as const)('a read at %i', (revision, expected) => {
    expect(found(store, get('a', { revision }))).toEqual(expected);
  });

  test.each([
    [6, 'futureRevision'],
    [3, 'compacted'],
    [0, 'compacted'],
  ] as const)('again, at %i', (revision, error) => {
    expect(applyRequest(store, compact(revision)).answer).toEqual({ type: 'error', error });
  });

  test('a deletion at the compacted revision is forgotten (#18089)', () => {
    const after = run(put('a'), put('b'), del('a'), compact(4)).store;
    expect(recordAt(after, 4)?.events).toEqual([]);
  });
});

describe('what is refused before it costs anything', () => {
  const ops = (n: number) => Array.from({ length: n }, (_, i) => put(`k${i}`));
  test.each([
    ['a put without key', put(''), 'emptyKey'],
    ['a read without key', get('', { rangeEnd: 'b' }), 'emptyKey'],
    ['a value that is to be ignored', put('a', '1', { ignoreValue: true }), 'valueProvided'],
    ['a lease', put('a', '', { ignoreLease: true, lease: '7' }), 'leaseProvided'],
    ['a condition without key', txn([version('', '=', 0)], []), 'emptyKey'],
    ['one key twice', txn([], [put('a'), put('a')]), 'duplicateKey'],
    ['put and deleted', txn([], [put('b'), del('a', 'c')]), 'duplicateKey'],
    ['twice in nested ones', txn([], [put('a'), txn([], [put('a')])]), 'duplicateKey'],
    ['one key in either branch', txn([], [put('a')], [put('a')]), null],
    ['in either branch within', txn([], [txn([], [put('a')], [put('a')])]), null],
    ['128 operations', txn([], ops(128)), null],
    ['129', txn([], ops(129)), 'tooManyOps'],
    ['one within has what is left', txn([], [...ops(127), txn([], [put('x')])]), 'tooManyOps'],
    ['1.5 MiB with what is around it', put('a', 'x'.repeat(1_572_800)), null],
    ['a little more', put('a', 'x'.repeat(1_572_850)), 'tooLarge'],
  ] as const)('%s', (_, request, refusal) => {
    expect(refusalOf(request)).toBe(refusal);
  });
});

test('errors have the codes and the texts of the wire', () => {
  const shown = Object.values(ETCD_ERRORS).map(({ code, text }) => `${GRPC_CODES[code]} ${text}`);
  expect(shown).toContain('11 etcdserver: mvcc: required revision has been compacted');
  expect(shown).toContain('3 etcdserver: duplicate key given in txn request');
  expect(new Set(shown).size).toBe(shown.length);
});
