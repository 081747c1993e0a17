/**
 * How many pages of 4096 bytes the files of three members of an etcd 3.4.23 had after each request,
 * and how many a member's has here. Theirs are not always the same: what is free at a commit
 * depends on whether a read of a moment before is over.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { committed, defragmented, EMPTY_FILE, fileBytes } from '../../src/etcd/bolt/file.ts';
import { applyRequest, EMPTY_STORE, type LoggedRequest } from '../../src/etcd/index.ts';

interface Step {
  /** A key and how long its value is; in a transaction, several. */
  readonly put?: readonly [string, number];
  readonly txn?: readonly (readonly [string, number])[];
  /** A key, or a range's two ends. */
  readonly delete?: readonly [string, string?];
  readonly compact?: number;
  readonly grant?: number;
  readonly revoke?: number;
  readonly defragment?: true;
  readonly pages: readonly number[];
}

const steps: readonly Step[] = JSON.parse(
  readFileSync(new URL('etcd-file.json', import.meta.url), 'utf8'),
);

function requestOf(step: Step): LoggedRequest | null {
  const put = ([key, length]: readonly [string, number]) =>
    ({ type: 'put', key, value: 'x'.repeat(length) }) as const;
  if (step.put) return put(step.put);
  if (step.txn) return { type: 'txn', compare: [], success: step.txn.map(put), failure: [] };
  if (step.delete) {
    const [key, rangeEnd = ''] = step.delete;
    return { type: 'deleteRange', key, rangeEnd };
  }
  if (step.compact) return { type: 'compact', revision: step.compact };
  if (step.grant) return { type: 'leaseGrant', id: step.grant.toString(16), ttl: 1000 };
  if (step.revoke) return { type: 'leaseRevoke', id: step.revoke.toString(16) };
  return null;
}

test('a file has as many pages as that of some member, after every request', () => {
  let store = EMPTY_STORE;
  let file = EMPTY_FILE;
  const mine: number[] = [];
  for (const step of steps) {
    const request = requestOf(step);
    if (request !== null) store = applyRequest(store, request).store;
    file = committed(file, store);
    if (step.defragment) file = defragmented(file);
    mine.push(fileBytes(file) / 4096);
  }
  const best = steps.map(({ pages }, i) => pages.find((one) => one === mine[i]) ?? pages[0]);
  expect(mine).toEqual(best);
  expect(steps.length).toBeGreaterThan(150);
});
