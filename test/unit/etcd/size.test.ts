/** How long messages are, and into how many an answer to a watch is cut. */
import { describe, expect, test } from 'vitest';
import { NO_LEASE, type WatchedEvent } from '../../../src/etcd/index.ts';
import { MOST_MESSAGE_BYTES, messageBytes } from '../../../src/etcd/size.ts';
import { fragmentsOf, type Watcher } from '../../../src/etcd/watch-streams.ts';
import { del, get, put, txn } from './requests.ts';

describe('a message is as long as protobuf makes it', () => {
  test.each([
    ['a key and a value', put('a', 'xy'), 3 + 4],
    ['a length of two bytes', put('', 'x'.repeat(128)), 1 + 2 + 128],
    ['a short lease', put('a', '', { lease: '7f' }), 3 + 2],
    ['one bit more', put('a', '', { lease: '80' }), 3 + 3],
    ['a lease of 64 bits', put('a', '', { lease: '-1' }), 3 + 11],
    ['flags', put('a', '', { prevKv: true, ignoreValue: true }), 3 + 2 + 2],
    ['a range', get('a', { rangeEnd: 'b' }), 6],
    ['an operation within a transaction', txn([], [del('a')]), 2 + 2 + 3],
  ] as const)('%s', (_, request, bytes) => {
    expect(messageBytes(request)).toBe(bytes);
  });
});

describe('what a watch is told', () => {
  const event = (bytes: number): WatchedEvent => {
    const numbers = { createRevision: 2, modRevision: 2, version: 1, lease: NO_LEASE };
    return { type: 'PUT', kv: { key: 'a', value: 'x'.repeat(bytes), ...numbers }, prev: null };
  };
  const said = (...sizes: readonly number[]) => ({
    ...{ watch: 0, revision: 5, created: false, canceled: false, reason: '', compactRevision: 0 },
    events: sizes.map(event),
  });
  const cut = (fragment: boolean, ...sizes: readonly number[]) => {
    const request = { type: 'watch', stream: 1, key: 'a', fragment } as const;
    const watcher: Watcher = { id: 0, request, next: 6, behind: false, quiet: true };
    return fragmentsOf(watcher, said(...sizes)).map((one) => [
      one.events.length,
      one.fragment ?? false,
    ]);
  };
  const half = MOST_MESSAGE_BYTES / 2;

  test.each([
    ['is one answer where nothing else is asked for', false, [half, half], [[2, false]]],
    ['is one where it fits', true, [half, half - 100], [[2, false]]],
    [
      'is two where it does not',
      true,
      [half, half],
      [
        [1, true],
        [1, false],
      ],
    ],
    [
      'has one event at least in each',
      true,
      [3 * half, 5],
      [
        [1, true],
        [1, false],
      ],
    ],
    ['is one where there is but one event', true, [3 * half], [[1, false]]],
    [
      'goes on filling',
      true,
      [half, 9, half, 9],
      [
        [2, true],
        [2, false],
      ],
    ],
  ] as const)('%s', (_, fragment, sizes, parts) => {
    expect(cut(fragment, ...sizes)).toEqual(parts);
  });
});
