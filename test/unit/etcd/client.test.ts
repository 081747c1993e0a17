/** The library of etcd's clients: what is repeated, what never is, and who waits how long. */
import { describe, expect, test } from 'vitest';
import { ETCD, type EtcdAnswer } from '../../../src/etcd/index.ts';
import type { LibraryEffect, LibraryInput, LibraryState } from '../../../src/replica/index.ts';
import { get, put } from './requests.ts';

/** A client with two endpoints, driven by hand. */
class Driven {
  state: LibraryState = ETCD.library.begin([1, 2]).next;
  effects: readonly LibraryEffect[] = [];

  tell(input: LibraryInput, now: number): readonly string[] {
    const { next, effects } = ETCD.library.step(this.state, input, now, {});
    this.state = next;
    this.effects = effects;
    return effects.map((effect) => effect.type).filter((type) => type !== 'wake');
  }
  answer(id: number, answer: EtcdAnswer, now: number): readonly string[] {
    return this.tell({ type: 'heard', body: { type: 'answer', by: 1, term: 2, id, answer } }, now);
  }
  get told(): readonly string[] {
    return this.effects.flatMap((one) => (one.type === 'answered' ? [one.answer] : []));
  }
  get wakesAt(): number | null {
    const wake = this.effects.find((one) => one.type === 'wake');
    return wake?.type === 'wake' ? wake.at : null;
  }
}
const asked = (line: string, request: unknown): LibraryInput => ({ type: 'asked', line, request });
const PUT = asked('put k v', put('k', 'v'));
const GET = asked('get k', get('k'));
const LATE: EtcdAnswer = { type: 'error', error: 'timeout' };

describe('a client of etcd', () => {
  test('keeps what is asked until it is connected', () => {
    const client = new Driven();
    expect(client.tell(PUT, 0)).toEqual(['called']);
    expect(client.tell({ type: 'connected' }, 10)).toEqual(['say']);
    expect(client.state.pending).toBe(1);
    expect(client.answer(1, { type: 'put', revision: 2, prev: null }, 20)).toEqual(['answered']);
    expect(client.told).toEqual(['OK']);
    expect(client.state.pending).toBe(0);
  });

  test('never repeats a write: when the connection ends it may have been done or not', () => {
    const client = new Driven();
    client.tell({ type: 'connected' }, 0);
    client.tell(PUT, 0);
    expect(client.tell({ type: 'lost' }, 50)).toEqual(['answered']);
    expect(client.told).toEqual(['transport is closing']);
    client.tell({ type: 'connected' }, 100);
    expect(client.effects.filter((one) => one.type === 'say')).toEqual([]);
  });

  test('says nothing that is longer than members take', () => {
    const client = new Driven();
    client.tell({ type: 'connected' }, 0);
    const long = put('k', 'x'.repeat(2_100_000));
    expect(client.tell(asked('put', long), 0)).toEqual(['called', 'answered']);
    expect(client.told).toEqual(['trying to send message larger than max (2100008 vs. 2097152)']);
    expect(client.state.pending).toBe(0);
  });

  test('repeats a read at the next endpoint, and gives it up after five seconds', () => {
    const client = new Driven();
    client.tell({ type: 'connected' }, 0);
    client.tell(GET, 0);
    client.tell({ type: 'lost' }, 50);
    expect(client.state.server).toBe(2);
    expect(client.tell({ type: 'woken' }, 50)).toEqual(['dial']);
    expect(client.tell({ type: 'connected' }, 100)).toEqual(['say']);
    client.answer(1, LATE, 1000);
    expect(client.wakesAt).toBe(26_000);
    expect(client.tell({ type: 'woken' }, 26_000)).toEqual(['say']);
    expect(client.tell({ type: 'woken' }, 5_000_000)).toEqual(['answered']);
    expect(client.told).toEqual(['context deadline exceeded']);
  });

  test('tells a write’s error as it came', () => {
    const client = new Driven();
    client.tell({ type: 'connected' }, 0);
    client.tell(PUT, 0);
    client.answer(1, LATE, 7_000_000);
    expect(client.told).toEqual(['etcdserver: request timed out']);
  });

  test('goes round its endpoints, and rests a second before it begins anew', () => {
    const client = new Driven();
    client.tell({ type: 'lost' }, 0);
    expect(client.wakesAt).toBe(0);
    client.tell({ type: 'woken' }, 0);
    client.tell({ type: 'lost' }, 10);
    expect(client.state.server).toBe(1);
    expect(client.wakesAt).toBe(1_000_010);
  });
});
