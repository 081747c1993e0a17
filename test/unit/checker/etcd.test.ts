/** Each promise of etcd's is broken once, by hand: what was said or applied is another thing. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { invariantsOf, type Ledger, newLedger, observe } from '../../../src/checker/index.ts';
import {
  applyRequest,
  type EtcdMember,
  type EtcdStore,
  type MemberWord,
  storeOf,
} from '../../../src/etcd/index.ts';
import { append, emptyLog, emptySorted } from '../../../src/lib/index.ts';
import { RAFT } from '../../../src/raft/index.ts';
import type { Turn, World } from '../../../src/sim/index.ts';
import { EtcdConsole } from '../../support/etcd-console.ts';
import { fallenIn } from '../../support/golden.ts';
import { put } from '../etcd/requests.ts';

/** What falls when a turn is changed before it is judged; `change` null: it stays as it is. */
class Tampered extends EtcdConsole {
  fallen: string[] = [];
  change: (turn: Turn) => Turn | null = () => null;
  /** A history before anything was written. */
  empty: EtcdStore['history'] = append(emptyLog(), { events: [], keys: emptySorted() });
  private judged: Ledger | null = null;

  protected override follow(turn: Turn): void {
    const before: World = this.world;
    this.judged ??= newLedger(before);
    const seen = observe(this.judged, before, this.change?.(turn) ?? turn);
    this.judged = seen.ledger;
    this.fallen?.push(...seen.breaches.map(({ invariant }) => invariant));
    super.follow(turn);
  }
}

/** The turn as if the member had said something else in it; null: it says nothing of that kind. */
function said(turn: Turn, change: (word: MemberWord) => MemberWord | null): Turn | null {
  const { cause } = turn;
  if (cause.type !== 'flight' || cause.message.type !== 'RPC') return null;
  const { body } = cause.message as { readonly body?: unknown };
  const word = typeof cause.to === 'string' ? change(body as MemberWord) : null;
  if (word === null) return null;
  return { ...turn, cause: { ...cause, message: { ...cause.message, body: word } } } as Turn;
}

const begun = () => new Tampered().do('client a connect 1', 'client b connect 2').run(100);

const CASES: Readonly<Record<string, () => readonly string[]>> = {
  RevisionsAgree() {
    const cluster = begun();
    const [follower = 0] = cluster.followers;
    cluster.change = (turn) => {
      const hosts = turn.world.hosts.map((host) => {
        if (host.sid !== follower || host.server === null) return host;
        const server = host.server as EtcdMember;
        const store = storeOf(server);
        if (store.history.length < 2) return host;
        const other = applyRequest({ ...store, history: cluster.empty }, put('k', 'other')).store;
        const memory = { ...server.peer.memory, image: other };
        return { ...host, server: { ...server, peer: { ...server.peer, memory } } };
      });
      return { ...turn, world: { ...turn.world, hosts } };
    };
    return cluster.do('a: put k v').run(300).fallen;
  },
  NewestReads() {
    const cluster = begun().do('a: put k v').run(300);
    cluster.change = (turn) =>
      said(turn, (word) => {
        if (word.type !== 'answer' || word.answer.type !== 'range') return null;
        return { ...word, answer: { ...word.answer, revision: 1 } };
      });
    return cluster.do('b: get k').run(300).fallen;
  },
  WatchComplete() {
    const cluster = begun().do('b: watch k').run(300);
    cluster.change = (turn) =>
      said(turn, (word) => {
        const [first] = word.type === 'watched' ? word.events : [];
        if (word.type !== 'watched' || first === undefined) return null;
        const kv = { ...first.kv, value: 'other' };
        return { ...word, events: [{ ...first, kv }] };
      });
    return cluster.do('a: put k v').run(300).fallen;
  },
  LeaseKept: () => fallenIn(readFileSync('test/golden/etcd-zoo-staleLessor.txt', 'utf8')),
  OneOwner: () => fallenIn(readFileSync('test/golden/etcd-zoo-lockWithoutLease.txt', 'utf8')),
};

describe('what etcd promises its clients', () => {
  test('each promise has a case that breaks it', () => {
    const all = invariantsOf(RAFT, 'etcd').map(({ name }) => name);
    const own = all.filter((name) => !invariantsOf(RAFT).some((one) => one.name === name));
    expect(own.sort()).toEqual(Object.keys(CASES).sort());
  });

  test.each(Object.keys(CASES))('%s', (name) => {
    expect(CASES[name]?.()).toContain(name);
  });

  test('holds in the same runs, when nobody tampers with them', () => {
    const cluster = begun().do('b: watch k').run(300).do('a: put k v').run(300);
    expect(cluster.do('b: get k').run(300).fallen).toEqual([]);
  });

  test('holds for a client that begins anew, and numbers its watches anew', () => {
    const cluster = begun().do('b: watch k').run(300).do('a: put k v').run(300);
    cluster.do('client b kill').run(100).do('a: put k w').run(300);
    cluster.do('client b connect 2').run(100).do('b: watch k --rev=2').run(300);
    expect(cluster.heard('b').at(-1)).toBe('PUT\nk\nv\nPUT\nk\nw');
    expect(cluster.fallen).toEqual([]);
  });

  test('holds for a client that stands still while its watch begins and hears', () => {
    const cluster = begun().do('b: watch k', 'client b freeze').run(300).do('a: put k v').run(300);
    cluster.do('client b resume').run(100).do('a: put k w').run(300);
    expect(cluster.heard('b')).toEqual(['PUT\nk\nv', 'PUT\nk\nw']);
    expect(cluster.fallen).toEqual([]);
  });

  test('holds where a revision is compacted in the step that brings it', () => {
    const cluster = begun().do('a: put k 1', 'a: put k 2', 'a: compaction 3').run(300);
    cluster.do('a: put k 3').run(300).do('b: watch k --rev=3').run(300);
    expect(cluster.heard('b')).toEqual(['PUT\nk\n2\nPUT\nk\n3']);
    expect(cluster.fallen).toEqual([]);
  });
});
