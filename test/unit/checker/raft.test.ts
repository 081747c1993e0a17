/** Each invariant of Raft, and a hand that puts into a world what no correct run would. */
import '../../../src/checker/all.ts';
import { describe, expect, test } from 'vitest';
import { type Breach, invariantsOf } from '../../../src/checker/index.ts';
import { JudgedDriver } from '../../../src/headless/driver.ts';
import { append, assert, emptyLog, lastItem, takeLog } from '../../../src/lib/index.ts';
import type { Txn, Zxid } from '../../../src/model/index.ts';
import { RAFT, type RaftMessage, type RaftPeer } from '../../../src/raft/index.ts';
import { isParseError, parseScriptLine } from '../../../src/script/index.ts';
import {
  type Command,
  createWorld,
  type Flight,
  type Host,
  type Turn,
  type World,
} from '../../../src/sim/index.ts';
import { configOf } from '../../support/cluster.ts';

const NOTHING: Command = { type: 'heal', between: null };

class Tampered extends JudgedDriver {
  readonly breaches: string[] = [];

  constructor() {
    super(createWorld(RAFT, { name: 'test', config: configOf({}), setup: [] }, 1));
  }

  protected override broken(breaches: readonly Breach[]): void {
    this.breaches.push(...breaches.map((one) => one.invariant));
  }

  do(...lines: readonly string[]): this {
    for (const line of lines) {
      const read = parseScriptLine(line);
      assert(!isParseError(read) && read.type === 'command', `${line} is no command`);
      this.perform(read.command);
    }
    return this;
  }

  member(sid: number): RaftPeer {
    return this.world.hosts.find((host) => host.sid === sid)?.server?.peer as RaftPeer;
  }

  private with(change: (peer: RaftPeer) => RaftPeer, sids: readonly number[]): World {
    const hosts = this.world.hosts.map((host): Host => {
      if (!host.server || !sids.includes(host.sid)) return host;
      const peer = change(host.server.peer as RaftPeer);
      return { ...host, server: { ...host.server, peer } };
    });
    return { ...this.world, hosts };
  }

  /** Members are suddenly other ones; answers with what is broken by now. */
  tamper(sids: readonly number[], change: (peer: RaftPeer) => RaftPeer): readonly string[] {
    this.follow({ cause: NOTHING, events: [], world: this.with(change, sids) });
    return this.breaches;
  }

  /** A message arrives that nobody sent, and changes nothing. */
  hear(to: number, from: number, message: RaftMessage): readonly string[] {
    const { now: sentAt } = this.world;
    const cause: Flight = {
      ...({ type: 'flight', id: 0, connection: 0, channel: 'message', way: 'out' } as const),
      ...{ from, to, message, sentAt },
    };
    const turn: Turn = { cause, events: [], world: this.world };
    this.follow(turn);
    return this.breaches;
  }
}

/** One of three leads term 2, and a client has written. */
function settled(): { readonly w: Tampered; readonly lead: number; readonly other: number } {
  const w = new Tampered().do('start 1 2 3');
  w.runFor(3000);
  w.do('client a connect 1 timeout 20000');
  w.runFor(300);
  w.do('a: create /x 1');
  w.runFor(300);
  const lead = [1, 2, 3].find((sid) => w.member(sid).leading !== null) ?? 0;
  const other = [1, 2, 3].find((sid) => sid !== lead) ?? 0;
  expect(w.breaches).toEqual([]);
  return { w, lead, other };
}

const lastOf = ({ disk }: RaftPeer): Txn => lastItem(disk.log) as Txn;
const at = (zxid: Zxid, epoch: number): Zxid => ({ epoch, counter: zxid.counter });

/** A member that leads, as if it had won. */
function winning(peer: RaftPeer, from: RaftPeer, term: number): RaftPeer {
  const { leading } = from;
  return { ...peer, term, leading, leader: peer.sid, leaf: 'LEADER.ELECTED' };
}

const withLog = (peer: RaftPeer, log: RaftPeer['disk']['log']): RaftPeer => ({
  ...peer,
  disk: { ...peer.disk, log },
});

const CASES: Readonly<Record<string, () => readonly string[]>> = {
  ElectionSafety() {
    const { w, lead, other } = settled();
    return w.tamper([other], (peer) => winning(peer, w.member(lead), peer.term));
  },
  LeaderAppendOnly() {
    const { w, lead } = settled();
    return w.tamper([lead], (peer) => withLog(peer, takeLog(peer.disk.log, 3)));
  },
  LogMatching() {
    const { w, other } = settled();
    return w.tamper([other], (peer) => {
      const rest = takeLog(peer.disk.log, peer.disk.log.length - 1);
      return withLog(peer, append(rest, { ...lastOf(peer), timeMs: 1 }));
    });
  },
  LeaderCompleteness() {
    const { w, lead, other } = settled();
    return w.tamper([other], (peer) => ({
      ...withLog(winning(peer, w.member(lead), 9), takeLog(peer.disk.log, 3)),
      commit: 3,
    }));
  },
  StateMachineSafety() {
    const { w, other } = settled();
    return w.tamper([other], (peer) => {
      const { image, lastProcessed } = peer.memory;
      const next = { epoch: lastProcessed.epoch, counter: lastProcessed.counter + 1 };
      return { ...peer, memory: { image, lastProcessed: next } };
    });
  },
  CommitMonotone() {
    const { w, other } = settled();
    return w.tamper([other], (peer) => ({ ...peer, commit: 1 }));
  },
  OneVoteATerm() {
    const { w } = settled();
    const vote = { type: 'MsgVoteResp', term: 1, reject: false } as const;
    w.hear(2, 1, vote);
    return w.hear(3, 1, vote);
  },
  VoteOnDisk() {
    const { w } = settled();
    return w.hear(2, 1, { type: 'MsgVoteResp', term: 9, reject: false });
  },
  AckOnDisk() {
    const { w, lead, other } = settled();
    const { term } = w.member(lead);
    const refused = { reject: false, hint: 0, hintTerm: 0 };
    return w.hear(lead, other, { type: 'MsgAppResp', term, index: 99, ...refused });
  },
  QuorumLog() {
    const { w } = settled();
    const bare = (peer: RaftPeer): RaftPeer => {
      const { disk } = peer;
      const platter = { ...disk.platter, log: emptyLog<Txn>() };
      return { ...peer, disk: { ...disk, platter } };
    };
    w.tamper([1], bare);
    return w.tamper([2], bare);
  },
  CommittedDurable() {
    const { w, other } = settled();
    return w.tamper([other], (peer) => {
      const { disk } = peer;
      const hard = { ...disk.platter.hard, commit: 99 };
      return { ...peer, disk: { ...disk, platter: { ...disk.platter, hard } } };
    });
  },
  TermMonotone() {
    const { w, other } = settled();
    return w.tamper([other], (peer) => {
      const { disk } = peer;
      const hard = { ...disk.platter.hard, term: 0, commit: 0 };
      return { ...peer, disk: { ...disk, platter: { ...disk.platter, hard } } };
    });
  },
  LinearizableReads() {
    const { w, lead, other } = settled();
    w.tamper([other], (peer) => ({ ...peer, lastRead: peer.lastRead + 1 }));
    const { term } = w.member(lead);
    const { lastRead: read } = w.member(other);
    return w.hear(other, lead, { type: 'MsgReadIndexResp', term, read, index: 4 });
  },
};

describe('what must never be in a run of Raft', () => {
  test('each invariant has a case that breaks it', () => {
    const own = invariantsOf(RAFT)
      .map((one) => one.name)
      .filter((name) => /^[A-Z]/.test(name) && Object.hasOwn(CASES, name));
    expect(own.sort()).toEqual(Object.keys(CASES).sort());
    expect(invariantsOf(RAFT).length).toBe(Object.keys(CASES).length + 6);
  });

  test.each(Object.keys(CASES))('%s', (name) => {
    expect(CASES[name]?.()).toContain(name);
  });

  test('another entry where one is applied, or committed', () => {
    const { w, lead } = settled();
    const found = w.tamper([lead], (peer) => {
      const rest = takeLog(peer.disk.log, peer.disk.log.length - 1);
      const last = lastOf(peer);
      return withLog(peer, append(rest, { ...last, zxid: at(last.zxid, 9) }));
    });
    expect(found).toContain('StateMachineSafety');
  });

  test('the votes of who had a number before are not those of who has it now', () => {
    const { w } = settled();
    const vote = { type: 'MsgVoteResp', term: 1, reject: false } as const;
    w.hear(2, 1, vote);
    w.tamper([1], (peer) => ({ ...peer, disk: { ...peer.disk, id: 50 } }));
    expect(w.hear(3, 1, vote)).not.toContain('OneVoteATerm');
  });

  test('an entry of the right name behind another one', () => {
    const { w, other } = settled();
    const last = lastOf(w.member(other));
    w.tamper([other], (peer) => {
      const before = { ...last, zxid: { epoch: 1, counter: last.zxid.counter - 1 } };
      const rest = takeLog(peer.disk.log, peer.disk.log.length - 2);
      return withLog(peer, append(rest, before));
    });
    const found = w.tamper([other], (peer) => withLog(peer, append(peer.disk.log, last)));
    expect(found).toContain('LogMatching');
  });
});
