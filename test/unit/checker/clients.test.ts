import { describe, expect, it } from 'vitest';
import type { ZabLedger } from '../../../src/checker/index.ts';
import { deleteKey, emptyMap, itemAt, setKey } from '../../../src/lib/index.ts';
import { type Reply, type Stat, ZERO, type Zxid, zxid } from '../../../src/model/index.ts';
import type { Peer } from '../../../src/zab/index.ts';
import type { Database } from '../../../src/znodes/index.ts';
import { settled, type Watched } from './watched.ts';

const write = { type: 'delete', path: '/x', version: -1 } as const;
const read = { type: 'getData', path: '/x', watch: false } as const;

function call(cxid: number, op: typeof write | typeof read) {
  return [{ cxid, op, at: 0, asker: 'load' as const }];
}

function answer(cxid: number, z: Zxid, body: Reply['body'] = null) {
  return { type: 'REPLY', reply: { cxid, zxid: z, code: 'OK', body } } as const;
}

const stat = (mzxid: Zxid): Stat => ({
  czxid: ZERO,
  mzxid,
  pzxid: ZERO,
  ctime: 0,
  mtime: 0,
  version: 0,
  cversion: 0,
  aversion: 0,
  ephemeralOwner: '0x0',
  dataLength: 0,
  numChildren: 0,
});

describe('what a session reads', () => {
  it('an answer as of before what it saw breaks SessionReads', () => {
    const w = settled();
    expect(w.told('a', answer(90, zxid(1, 2)), call(90, read))).toEqual([]);
    expect(w.told('a', answer(91, zxid(1, 1)), call(91, read))).toEqual(['SessionReads']);
  });

  it('a change that is later than the answer says breaks SessionReads', () => {
    const body = { type: 'data', data: '', stat: stat(zxid(1, 9)) } as const;
    const broken = settled().told('a', answer(90, zxid(1, 2), body), call(90, read));
    expect(broken).toEqual(['SessionReads']);
  });
});

describe('what a client is told of its writes', () => {
  it('somebody else’s transaction breaks LinearizableWrites', () => {
    const broken = settled().told('a', answer(90, zxid(1, 2)), call(90, write));
    expect(broken).toContain('LinearizableWrites');
  });

  it('one asked for after an acknowledged one, and before it, breaks LinearizableWrites', () => {
    const w = settled().do('client b connect 3 timeout 20000').run(100);
    w.do('b: create /z 1').run(100);
    expect(w.ledger.acknowledged?.zxid).toEqual(zxid(1, 4));
    const broken = w.told('a', answer(90, zxid(1, 2)), call(90, write));
    expect(broken).toContain('LinearizableWrites');
    expect(w.breaches[0]?.because.rule).toBe('linearizableWrites.order');
  });

  it('one that is not committed and the next leader lacks breaks AcknowledgedWrites', () => {
    const w = settled();
    expect(w.told('a', answer(90, zxid(1, 9)), call(90, write))).toEqual([]);
    w.do('crash 3').run(1500);
    expect(w.breaches.map((one) => one.invariant)).toEqual(['AcknowledgedWrites']);
  });

  it('what was acknowledged and is there breaks nothing when leaders change', () => {
    const w = settled().do('crash 3').run(1500).do('start 3', 'crash 2').run(2500);
    expect((w.ledger as ZabLedger).ghost.highest).toBe(3);
    expect(w.ledger.acknowledged?.zxid).toEqual(zxid(1, 2));
    expect(w.breaches).toEqual([]);
  });
});

describe('ephemeral nodes', () => {
  function withImage(change: (db: Database) => Database) {
    return (peer: Peer): Peer => {
      const image = change(peer.memory.image as Database);
      return { ...peer, memory: { ...peer.memory, image } };
    };
  }

  /** Server 1 has not yet heard of the next write, which is `line`. */
  function ahead(line: string): Watched {
    const w = settled().do('cut 3 -> 1', line).run(50);
    expect(w.ledger.committed.length).toBe(3);
    return w;
  }

  function applyLast(w: Watched, change: (db: Database) => Database) {
    const txn = itemAt(w.ledger.committed, 2);
    const image = w.peer(3).memory.image as Database;
    return w.tamper(1, (peer) => {
      const { committedLog } = w.peer(3).memory;
      const memory = { ...peer.memory, committedLog, lastProcessed: txn?.zxid ?? ZERO, image };
      return withImage(change)({ ...peer, memory });
    });
  }

  it('a node whose session the server does not know breaks EphemeralOwners', () => {
    const w = ahead('a: create -e /e 1');
    const { session } = w.client('a').client;
    const broken = applyLast(w, (db) => ({ ...db, sessions: deleteKey(db.sessions, session) }));
    expect(broken).toEqual(['EphemeralOwners']);
  });

  it('a node that outlives its session breaks EphemeralOwners', () => {
    const w = ahead('client a close');
    const { session } = w.client('a').client;
    const left = setKey(emptyMap<true>(), '/e', true);
    const broken = applyLast(w, (db) => ({
      ...db,
      ephemerals: setKey(db.ephemerals, session, left),
    }));
    expect(broken).toEqual(['EphemeralOwners']);
  });

  it('a leader that begins with a node that nobody owns breaks EphemeralOwners', () => {
    const begins = (change: (db: Database) => Database) => {
      const w = settled().do('a: create -e /e 1').run(50);
      w.tamper(3, (peer) => ({ ...peer, leaf: 'LEADING.SYNCHRONIZATION' }));
      w.tamper(3, withImage(change));
      return w.tamper(3, (peer) => ({ ...peer, leaf: 'LEADING.BROADCAST' }));
    };
    expect(begins((db) => ({ ...db, sessions: emptyMap() }))).toEqual(['EphemeralOwners']);
    expect(begins((db) => db)).toEqual([]);
  });

  it('the real thing breaks nothing', () => {
    expect(applyLast(ahead('a: create -e /e 1'), (db) => db)).toEqual([]);
    expect(applyLast(ahead('client a close'), (db) => db)).toEqual([]);
  });
});
