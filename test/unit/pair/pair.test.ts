/** Two runs under one script. */
import '../../../src/i18n/all.ts';
import '../../../src/recipes/all.ts';
import { describe, expect, test } from 'vitest';
import {
  type Acted,
  actPair,
  atOf,
  beginPair,
  extendPair,
  type Pair,
  type PairSide,
  protocolOf,
  SIDES,
  saidUntil,
  tallyOf,
} from '../../../src/pair/index.ts';
import { isParseError, type ParseError, say } from '../../../src/script/index.ts';
import { factsOf, type Host, leaderOf } from '../../../src/sim/index.ts';
import { complaintOf, eventsBetween, worldAt } from '../../../src/timeline/index.ts';

const SETTING = { servers: 3, lead: 3, seed: 6 };
const BEGUN = beginPair(SETTING);

function done(answer: Acted | ParseError): Acted {
  if (isParseError(answer)) throw new Error('the line cannot be read');
  return answer;
}
const acted = (pair: Pair, ms: number, text: string) => done(actPair(pair, atOf(ms), text)).pair;
/** What each side said against a line; empty: it did it. */
const saidOf = (text: string, pair = BEGUN) => {
  const line = saidUntil(acted(pair, 100, text)).at(-1);
  return SIDES.map((side) => {
    const declined = line?.on[side] ?? null;
    if (declined === null) return '';
    if (declined.type === 'foreign') return say(declined.says, 'en');
    return complaintOf(declined.mistake, 'en');
  });
};

describe('a pair', () => {
  test('begins with the same leader on both sides', () => {
    for (const side of SIDES) expect(leaderOf(worldAt(BEGUN[side], atOf(0)))?.sid).toBe(3);
    const two = beginPair({ ...SETTING, lead: 3, seed: 1 });
    expect(leaderOf(worldAt(two.raft, atOf(0)))?.sid).toBe(3);
  });

  test('does one line on both sides at the same time', () => {
    const pair = extendPair(acted(BEGUN, 100, 'crash 3'), atOf(6000));
    expect(saidUntil(pair).map(({ text }) => text)).toEqual(['crash 3']);
    for (const side of SIDES) {
      const crash = eventsBetween(pair[side], atOf(0), atOf(6000), Infinity).find(
        ({ event }) => event.type === 'serverCrashed',
      );
      expect(crash?.at).toBe(atOf(100));
      expect(leaderOf(worldAt(pair[side], atOf(6000)))?.sid).not.toBe(3);
    }
  });

  test('is the same each time', () => {
    const lines = ['client a connect 1', 'a: put k v', 'isolate 3'];
    const play = () =>
      extendPair(
        lines.reduce((pair, line, i) => acted(pair, i * 300, line), beginPair(SETTING)),
        atOf(5000),
      );
    const [one, other] = [play(), play()];
    for (const side of SIDES) {
      const events = (pair: Pair) => eventsBetween(pair[side], 0, atOf(5000), Infinity);
      expect(events(one)).toEqual(events(other));
    }
  });

  test('forgets what was said later when a line is given before', () => {
    const later = acted(acted(BEGUN, 100, 'crash 3'), 900, 'start 3');
    const before = acted(later, 500, 'crash 2');
    expect(saidUntil(before).map(({ text }) => text)).toEqual(['crash 3', 'crash 2']);
    const events = eventsBetween(extendPair(before, atOf(3000)).raft, atOf(0), atOf(3000), 9999);
    expect(events.some(({ event }) => event.type === 'serverStarted')).toBe(false);
  });
});

describe('neutral words', () => {
  test('put, get and del are done by both', () => {
    let pair = acted(BEGUN, 0, 'client a connect 1');
    const lines = [
      'put k v',
      'put k w',
      'get k',
      'get k --local',
      'get --local k',
      'del k',
      'get k',
    ];
    lines.forEach((line, i) => {
      pair = acted(pair, 200 * (i + 1), `a: ${line}`);
    });
    const at = atOf(3000);
    const answers = SIDES.map((side) => tallyOf(extendPair(pair, at), side, at).told);
    expect(answers[0]?.map(({ answer }) => answer)).toEqual([
      'OK',
      'OK',
      'w',
      'w',
      'w',
      'OK',
      'NONODE',
    ]);
    expect(answers[1]?.map(({ answer }) => answer)).toEqual(['OK', 'OK', 'w', 'w', 'w', '1', '–']);
  });

  test('hold ENTRY holds each protocol’s own message', () => {
    const pair = acted(BEGUN, 100, 'hold entry 3 -> 1');
    expect(worldAt(pair.zab, atOf(100)).holds.map(({ message }) => message)).toEqual(['PROPOSAL']);
    expect(worldAt(pair.raft, atOf(100)).holds.map(({ message }) => message)).toEqual(['MsgApp']);
  });

  test('a message that only one side has is answered by the other', () => {
    expect(saidOf('hold PROPOSAL 3 -> 1')).toEqual(['', expect.stringContaining('ENTRY')]);
    expect(saidOf('hold MsgApp 3 -> 1')).toEqual([expect.stringContaining('ENTRY'), '']);
    expect(saidOf('hold NEWLEADER 3 -> 1')).toEqual(['', expect.stringContaining('NEWLEADER')]);
  });

  test('every class of messages has its word; what rides on others is said to', () => {
    const kinds = ['VOTE', 'ENTRY', 'ACK', 'SYNC', 'BEAT', 'READ', 'REQUEST'];
    for (const kind of kinds) expect(saidOf(`hold ${kind} 3 -> 1`), kind).toEqual(['', '']);
    expect(saidOf('hold COMMIT 3 -> 1')).toEqual(['', expect.stringContaining('ENTRY')]);
    const held = (side: PairSide, line: string) =>
      worldAt(acted(BEGUN, 100, line)[side], atOf(100)).holds[0]?.message;
    for (const kind of kinds) {
      for (const side of SIDES) {
        const row = protocolOf(side).messages[held(side, `hold ${kind} 3 -> 1`) ?? ''];
        expect(row, `${kind} ${side}`).toMatchObject({ class: kind, chief: true });
      }
    }
  });

  test('lead hands over on Raft’s side, and has no counterpart on ZAB’s', () => {
    expect(saidOf('lead 2')).toEqual([expect.stringContaining('no counterpart'), '']);
    const at = atOf(3000);
    const pair = extendPair(acted(BEGUN, 100, 'lead 2'), at);
    expect(leaderOf(worldAt(pair.zab, at))?.sid).toBe(3);
    expect(leaderOf(worldAt(pair.raft, at))?.sid).toBe(2);
    const { told, leaders } = tallyOf(pair, 'raft', at);
    expect(told).toMatchObject([{ line: 'move-leader 2', answer: 'OK' }]);
    expect(leaders).toMatchObject([{ server: 2, since: { text: 'lead 2' } }]);
    const again = extendPair(done(actPair(pair, at, 'lead 3')).pair, atOf(6000));
    expect(leaderOf(worldAt(again.raft, atOf(6000)))?.sid).toBe(3);
    expect(isParseError(actPair(BEGUN, atOf(0), 'lead nobody'))).toBe(true);
    const alone = acted(acted(BEGUN, 50, 'crash 3'), 60, 'lead 2');
    expect(saidUntil(alone).at(-1)?.on.raft).toMatchObject({ type: 'foreign' });
  });

  test('quotas and ACLs have no counterpart on etcd’s side: said, with the neutral words', () => {
    const pair = acted(BEGUN, 0, 'client a connect 1');
    for (const line of ['setquota -n 5 /n', 'getAcl /n', 'addauth digest a:b']) {
      const [zab, raft] = saidOf(`a: ${line}`, pair);
      expect(zab, line).toBe('');
      expect(raft, line).toMatch(/no counterpart.*put, get, del/);
    }
  });

  test('run until goes on until it is so on both sides', () => {
    const pair = acted(BEGUN, 100, 'crash 3');
    const { ms } = done(actPair(pair, atOf(100), 'run until leader'));
    const at = atOf(100) + ms * 1000;
    for (const side of SIDES) {
      expect(tallyOf(extendPair(pair, at), side, at).leaders, side).toHaveLength(1);
    }
    const before = extendPair(pair, at - 1);
    expect(SIDES.map((side) => tallyOf(before, side, at - 1).leaders.length)).toContain(0);
  });

  test('run until a message waits for each side that has it', () => {
    const pair = acted(acted(BEGUN, 0, 'client a connect 1'), 500, 'a: put k v');
    const untilOf = (line: string) => done(actPair(pair, atOf(500), line)).ms;
    const own = ['run until PROPOSAL 3 -> 1', 'run until MsgApp 3 -> 1'].map(untilOf);
    expect(untilOf('run until ENTRY 3 -> 1')).toBe(Math.max(...own));
    expect(untilOf('run until COMMIT 3 -> 1')).toBe(untilOf('run until COMMIT 3 -> 2'));
  });

  test('what never comes about is said, and no time passes', () => {
    const pair = acted(acted(BEGUN, 0, 'crash 3'), 0, 'crash 2');
    const answer = actPair(pair, atOf(0), 'run until leader');
    expect(isParseError(answer) && say(answer.what, 'en')).toContain('ZAB, Raft');
  });

  test('what only one side’s clients say is answered by the other', () => {
    const pair = acted(BEGUN, 0, 'client a connect 1');
    expect(saidOf('a: create /n', pair)).toEqual(['', expect.stringContaining('put')]);
    expect(saidOf('a: lease grant 5', pair)).toEqual([
      expect.stringContaining('no counterpart'),
      '',
    ]);
    const leased = extendPair(acted(pair, 100, 'a: lease grant 5'), atOf(1000));
    const { told } = tallyOf(leased, 'raft', atOf(1000));
    expect(told.at(-1)?.answer).toMatch(/^lease [\da-f]+ granted with TTL\(5s\)/);
    for (const line of ['client a freeze', 'client a kill']) {
      expect(saidOf(line, pair), line).toEqual(['', '']);
    }
    expect(saidOf('a recipe lock /l', pair)).toEqual(['', expect.stringContaining('lock NAME')]);
  });

  test('each tool’s own form goes to its own client, and the other names the neutral one', () => {
    const pair = acted(BEGUN, 0, 'client a connect 1');
    for (const line of ['get k --prefix', 'get --prefix k', 'put k', 'del k --prefix', 'lock']) {
      const form = expect.stringContaining('put KEY VALUE');
      expect(saidOf(`a: ${line}`, pair), line).toEqual([form, '']);
    }
    for (const line of ['auth enable', 'user list', 'member list', 'compaction 3']) {
      const none = expect.stringContaining('no counterpart');
      expect(saidOf(`a: ${line}`, pair), line).toEqual([none, '']);
    }
    const shell = [
      ['get /k', 'both know: get'],
      ['get -w /k', 'watch KEY'],
      ['create -e /k v', 'lease'],
      ['create -s /k v', 'revision'],
      ['deleteall /k', 'both know: del'],
      ['reconfig -remove 3', 'not modelled'],
    ] as const;
    for (const [line, says] of shell) {
      expect(saidOf(`a: ${line}`, pair), line).toEqual(['', expect.stringContaining(says)]);
    }
    // Neither tool knows it: each says so at its own console.
    expect(saidOf('a: frobnicate', pair)).toEqual(['', '']);
    for (const line of ['observer 4', 'learner 4']) {
      const [zab, raft] = saidOf(line, pair);
      expect(zab, line).toContain('zoo.cfg');
      expect(raft, line).toContain('learner');
    }
  });

  test('an observer here is a learner there: it serves as each one’s own does', () => {
    const begun = beginPair({ ...SETTING, observers: 1 });
    for (const side of SIDES) {
      const world = worldAt(begun[side], atOf(0));
      expect(factsOf(world, world.hosts[3] as Host)).toMatchObject({ standing: 'passive' });
    }
    const lines = ['client c connect 4', 'c: put k v', 'c: get k --local', 'crash 1 2'];
    const pair = lines.reduce((now, line, i) => acted(now, i * 500, line), begun);
    const after = extendPair(pair, atOf(8000));
    const told = (side: PairSide) => tallyOf(after, side, atOf(8000)).told.map((one) => one.answer);
    expect(told('zab')).toEqual(['OK', 'v']);
    expect(told('raft')).toEqual(['etcdserver: rpc not supported for learner', '–']);
    for (const side of SIDES) expect(leaderOf(worldAt(after[side], atOf(8000)))).toBeNull();
  });

  test('put makes what is missing above a path; the table has one line of it', () => {
    const pair = acted(acted(BEGUN, 0, 'client a connect 1'), 500, 'a: put x/y/z v');
    const read = extendPair(acted(pair, 1000, 'a: get x/y/z'), atOf(2000));
    for (const side of SIDES) {
      const { told } = tallyOf(read, side, atOf(2000));
      expect(told.map(({ line, answer }) => [line, answer])).toEqual([
        ['put x/y/z v', 'OK'],
        ['get x/y/z', 'v'],
      ]);
    }
  });

  test('a lock is a recipe here and a Mutex there, and its owner is told its place', () => {
    let pair = acted(acted(BEGUN, 0, 'client a connect 1'), 0, 'client b connect 2');
    pair = acted(acted(pair, 500, 'a: lock l'), 1500, 'b: lock l');
    const toldAt = (ms: number) =>
      SIDES.map((side) => tallyOf(extendPair(pair, atOf(ms)), side, atOf(ms)).told);
    for (const told of toldAt(3000)) {
      expect(told.map(({ line }) => line)).toEqual(['lock l', 'lock l']);
      expect(told.map(({ answer }) => answer !== null)).toEqual([true, false]);
    }
    expect(toldAt(3000)[0]?.[0]?.answer).toMatch(/-lock-0000000000$/);
    expect(toldAt(3000)[1]?.[0]?.answer).toMatch(/^l\/[\da-f]+/);
    pair = acted(pair, 3000, 'a: unlock');
    for (const told of toldAt(5000)) {
      expect(told.map(({ answer }) => answer !== null)).toEqual([true, true]);
    }
  });

  test('who has answered, and how it was read; nobody has where a client gives up', () => {
    let pair = acted(BEGUN, 0, 'client a connect 3');
    const lines = [
      [500, 'a: put k v'],
      [900, 'a: get k'],
      [1300, 'a: get k --local'],
      [1700, 'partition 1 2 | 3'],
      [1750, 'a: get k'],
      [1800, 'a: put k w'],
    ] as const;
    for (const [ms, line] of lines) pair = acted(pair, ms, line);
    const at = atOf(12_000);
    const [zab, raft] = SIDES.map((side) =>
      tallyOf(extendPair(pair, at), side, at).told.map(({ by, read }) => [by, read]),
    );
    expect(zab).toEqual([
      [3, null],
      [3, 'local'],
      [3, 'local'],
      [3, 'local'],
      [null, null],
    ]);
    expect(raft).toEqual([
      ...[
        [3, null],
        [3, 'linearizable'],
        [3, 'local'],
      ],
      ...[
        [null, null],
        [3, null],
      ],
    ]);
  });

  test('a world’s own refusal is told for its side', () => {
    const pair = acted(BEGUN, 50, 'crash 3');
    const [zab, raft] = saidOf('crash 3', pair);
    expect(zab).not.toBe('');
    expect(raft).toBe(zab);
  });

  test('lines that cannot be read are a mistake, and change nothing', () => {
    for (const line of ['crush 3', 'hold ENTRY 3 1', 'run until ENTRY 3', 'step', 'crash nine']) {
      expect(isParseError(actPair(BEGUN, atOf(0), line)), line).toBe(true);
    }
    expect(done(actPair(BEGUN, atOf(0), 'run 2500')).ms).toBe(2500);
    expect(done(actPair(BEGUN, atOf(0), '')).pair).toBe(BEGUN);
  });
});
