import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { World } from '../../../src/sim/index.ts';
import {
  beginWith,
  isMistake,
  openingOf,
  SIM,
  switchTo,
  zooCfgFor,
} from '../../../src/timeline/index.ts';
import '../../../src/tutor/all.ts';
import {
  FACT_KINDS,
  GOAL_KINDS,
  holds,
  type Played,
  parseConditions,
  playLines,
  type Scene,
  sayFact,
  sceneAt,
} from '../../../src/tutor/index.ts';
import { treeOf, worldOf } from './small-world.ts';

/** A scene of two moments alone, in which nothing else is known. */
const of = (start: World, world: World): Scene => ({
  world,
  start,
  lasted: 0,
  since: () => [],
  others: () => [],
});

const tree = treeOf({
  '/mri': { data: 'idle' },
  '/mri/lock': {},
  '/mri/lock/z-lock-0000000007': { owner: '0xradiology' },
  '/mri/lock/a-lock-0000000010': { owner: '0xemergency' },
  '/mri/lock/note': {},
  '/empty': {},
});

const world = worldOf(
  [
    { sid: 1, leads: 2, leaf: 'LEADING.BROADCAST', applied: [2, 4], log: [[1, 4]], tree },
    { sid: 2, applied: [2, 3], serving: false, tree: treeOf({}) },
    {
      sid: 3,
      status: 'down',
      log: [
        [1, 4],
        [1, 5],
      ],
    },
    { sid: 4, status: 'frozen', leads: 1, leaf: 'LEADING.BROADCAST', applied: [1, 9] },
  ],
  [
    { name: 'radiology', own: '/mri/lock/z-lock-0000000007', events: ['NodeDeleted'] },
    {
      name: 'emergency',
      server: 2,
      own: '/mri/lock/a-lock-0000000010',
      watching: '/mri/lock/z-lock-0000000007',
      events: ['NodeDeleted', 'NodeCreated', 'NodeDeleted'],
      answers: ['OK', 'BADVERSION', 'OK'],
    },
    { name: '神经科', leaf: 'DEAD', session: '0xgone' },
    { name: 'cold', frozen: true, leaf: 'CONNECTING' },
  ],
  12_340_000,
);

const before = worldOf([], [{ name: 'emergency', events: ['NodeDeleted'], answers: ['OK'] }]);

function isTrue(source: string): boolean {
  const conditions = parseConditions(source);
  if ('unknown' in conditions) throw new Error(`unknown: ${conditions.unknown}`);
  return conditions.every((condition) => holds(of(before, world), condition));
}

/** A run of a real ensemble: a write that one follower has not heard of, and what it was told. */
function ranScene(): Scene {
  const opening = openingOf('hospital');
  if (isMistake(opening)) throw new Error('no hospital');
  const play = (from: Played, lines: readonly string[]): Played => {
    const next = playLines(from, lines);
    if ('type' in next) throw new Error(next.line);
    return next;
  };
  const start = play({ timeline: beginWith(SIM, opening, 1), at: 0 }, ['run 5000']);
  const parted = play(start, [
    'radiology: create -e /ticket mine',
    'radiology: create /a old',
    'run 1000',
    'crash 1',
    'start 1',
    'run 5000',
    'hold COMMIT 3 -> 1',
    'hold PROPOSAL 3 -> 1',
    'radiology: set /a new',
    'run 100',
    'client neurology freeze',
    'client neurology resume',
    'neurology: get /a',
    'radiology: get /nothing',
    'run 100',
  ]);
  // Another course from the start on, in which emergency is told nothing either.
  const { timeline } = play({ timeline: parted.timeline, at: start.at }, [
    'radiology: create /b x',
    'run 1000',
  ]);
  return sceneAt(switchTo(timeline, parted.timeline.current), start.at, parted.at);
}

const ran = ranScene();

/** Each row: a condition that holds in that run, and one of the same kind that does not. */
const RUN_ROWS: readonly (readonly [kind: string, met: string, unmet: string])[] = [
  ['promise', 'accepted epoch of 3 is 1', 'current epoch of 3 is 2'],
  ['vote', 'vote of 1 is for 3', 'vote of 1 is not for 3'],
  ['round', 'round of 3 at least 1', 'round of 3 is 0'],
  ['applied', 'server 3 has applied 1:1', 'server 3 has not applied 1:1'],
  ['committed', '1:1 is committed', '1:200 is committed'],
  ['dataOn', 'data of /a on 3 is new', 'data of /a on 1 is new'],
  ['dataOn', 'data of /a on 1 is old', 'data of /a on 1 is not old'],
  ['leading', 'servers that say LEADING are 1', 'servers that say LEADING are 2'],
  ['synchronized', 'synchronizations of 1 by DIFF are 1', 'synchronizations of 1 by SNAP are 1'],
  ['delivered', 'deliveries of PROPOSAL from 3 to 2 at least 3', 'deliveries of COMMIT to 9 are 1'],
  ['held', 'held messages of PROPOSAL from 3 to 1 are 1', 'held messages of ACK are 1'],
  ['disturbed', 'freezes of neurology are 1', 'cuts of neurology are 1'],
  ['elected', 'leaders established are 0', 'leaders established are 1'],
  ['breaches', 'breaches are 0', 'breaches of Agreement are 1'],
  ['passed', 'seconds passed at least 1', 'seconds passed at least 1000'],
  ['alike', 'all trees are not alike', 'all trees are alike'],
  ['owner', 'owner of /ticket is radiology', 'owner of /ticket is neurology'],
  ['mode', 'node /ticket is ephemeral', 'node /a is ephemeral'],
  ['mode', 'node /a is persistent', 'node /a is not persistent'],
  ['version', 'version of /a is 1', 'version of /a is 0'],
  ['read', 'neurology last read new', 'neurology last read old'],
  ['lastAnswer', 'last answer to radiology is NONODE', 'last answer to radiology is OK'],
  ['waiting', 'requests of radiology under way are 0', 'requests of radiology under way are 1'],
  [
    'believers',
    'clients that believe they hold /a are 0',
    'clients that believe they hold /a are 1',
  ],
  [
    'twin',
    'another branch tells emergency the same with other data at /a',
    'another branch tells radiology the same with other data at /a',
  ],
];

/** Five and five: the leader's disk stands still, and then it dies on both sides. */
function bothScene(): Scene {
  const opening = openingOf({ zooCfg: zooCfgFor(5, 0), setup: [] });
  if (isMistake(opening)) throw new Error('no five servers');
  const play = (from: Played, lines: readonly string[]): Played => {
    const next = playLines(from, lines);
    if ('type' in next) throw new Error(next.line);
    return next;
  };
  const start = play({ timeline: beginWith(SIM, opening, 1), at: 0 }, [
    'start 1 2 3 4 5',
    'run 4000',
    'client a connect 2',
    'run 500',
    'a: create /k v0',
    'run 500',
  ]);
  const end = play(start, [
    'a: set /k v1',
    'run 200',
    'a: get /k',
    'run 200',
    'hold PROPOSAL 5 -> 1',
    'disk 5 4000',
    'a: set /k v2',
    'run 300',
  ]);
  return sceneAt(end.timeline, start.at, end.at);
}

/** Of the Raft side there: what holds, and what of the same kind does not. */
const RAFT_ROWS: readonly (readonly [kind: string, met: string, unmet: string])[] = [
  ['leader', 'raft: leader is 5', 'raft: leader is 4'],
  ['server', 'raft: server 1 is up', 'raft: server 1 is not up'],
  ['term', 'raft: term of 1 is 2', 'raft: term of 1 at least 3'],
  ['data', 'raft: data of /k is v1', 'raft: data of /k is v2'],
  ['dataOn', 'raft: data of /k on 1 is v1', 'raft: data of /k on 1 is v0'],
  ['read', 'raft: a last read v1', 'raft: a last read v0'],
  ['answers', 'raft: answers to a of OK are 2', 'raft: answers to a of ERROR are 1'],
  ['waiting', 'raft: requests of a under way are 1', 'raft: requests of a under way are 0'],
  [
    'held',
    'raft: held messages of MsgApp from 5 to 1 are 1',
    'raft: held messages of MsgApp are 0',
  ],
  [
    'delivered',
    'raft: deliveries of MsgApp from 5 to 2 at least 2',
    'raft: deliveries of MsgVote at least 1',
  ],
  ['elected', 'raft: leaders established are 0', 'raft: leaders established are 1'],
  ['breaches', 'raft: breaches are 0', 'raft: breaches at least 1'],
  ['leader', 'raft: leader is 5 and data of /k is v2', 'leader is 5 and raft: data of /k is v2'],
];

/** Each row: a condition that holds, and one of the same kind that does not. */
const ROWS: readonly (readonly [kind: string, met: string, unmet: string])[] = [
  ['leader', 'leader is 1', 'leader is 4'],
  ['leader', 'leader is not 4', 'leader is none'],
  ['leader', 'leader is not none', 'leader is not 1'],
  ['epoch', 'epoch at least 2', 'epoch at least 3'],
  ['epoch', 'epoch is 2', 'epoch at most 1'],
  ['server', 'server 3 is down', 'server 1 is down'],
  ['server', 'server 4 is frozen', 'server 4 is up'],
  ['server', 'server 1 is LEADING', 'server 1 is FOLLOWING'],
  ['server', 'server 2 is not serving', 'server 2 is serving'],
  ['server', 'server 1 is serving', 'server 3 is LOOKING'],
  ['server', 'server 2 is not down', 'server 9 is up'],
  ['log', 'log of 1 has 1:4', 'log of 1 has 1:5'],
  ['log', 'log of 3 has 0x100000005', 'log of 3 lacks 1:5'],
  ['log', 'log of 1 lacks 1:5', 'log of 1 lacks 1:4'],
  ['node', 'node /mri/lock exists', 'node /nothing exists'],
  ['node', 'node /nothing is absent', 'node /mri is absent'],
  ['data', 'data of /mri is idle', 'data of /mri is busy'],
  ['data', 'data of /mri is not two words', 'data of /mri is not idle'],
  ['children', 'children of /mri/lock are 3', 'children of /mri/lock are 2'],
  ['children', 'children of /mri/lock are at least 3', 'children of /nothing are at most 3'],
  ['holder', 'holder of /mri/lock is radiology', 'holder of /mri/lock is emergency'],
  ['holder', 'holder of /empty is nobody', 'holder of /mri/lock is nobody'],
  ['holder', 'holder /mri/lock is not emergency', 'holder /mri/lock is not radiology'],
  ['waits', 'emergency waits for radiology', 'radiology waits for emergency'],
  ['waits', 'emergency waits for radiology', 'emergency waits for cold'],
  ['connected', 'client emergency is connected to 2', 'client emergency is connected to 1'],
  ['connected', 'client cold is not connected to 1', 'client 神经科 is connected to 1'],
  ['client', 'client 神经科 is DEAD', 'client 神经科 is CONNECTED'],
  ['client', 'client cold is frozen', 'client radiology is frozen'],
  ['session', 'session of radiology is alive', 'session of radiology is gone'],
  ['session', 'session of 神经科 is gone', 'session of 神经科 is alive'],
  [
    'events',
    'events to emergency of NodeDeleted are 1',
    'events to emergency of NodeDeleted are 2',
  ],
  ['events', 'events to emergency are 2', 'events to emergency are at least 3'],
  ['events', 'events to radiology are 1', 'events to radiology are 0'],
  ['answers', 'answers to emergency of BADVERSION are 1', 'answers to emergency of OK are 2'],
  ['events', 'events of NodeDeleted are 2', 'events of NodeDeleted are 1'],
  ['answers', 'answers of BADVERSION are 1', 'answers of BADVERSION are 0'],
  ['leader', 'leader is 1 and  epoch is 2', 'leader is 1 and epoch is 3'],
];

describe('goals', () => {
  test.each(ROWS)('%s: %s, and not: %s', (kind, met, unmet) => {
    expect(parseConditions(met)).toMatchObject([{ kind }, ...(met.includes(' and ') ? [{}] : [])]);
    expect(isTrue(met)).toBe(true);
    expect(isTrue(unmet)).toBe(false);
  });

  test.each(RUN_ROWS)('in a run: %s: %s, and not: %s', (_, met, unmet) => {
    const isMetThere = (source: string) => {
      const conditions = parseConditions(source);
      if ('unknown' in conditions) throw new Error(`unknown: ${conditions.unknown}`);
      return conditions.every((condition) => holds(ran, condition));
    };
    expect(isMetThere(met)).toBe(true);
    expect(isMetThere(unmet)).toBe(false);
  });

  test.each(RAFT_ROWS)('of the Raft side: %s: %s, and not: %s', (kind, met, unmet) => {
    const both = bothScene();
    const isMetThere = (source: string, scene: Scene) => {
      const conditions = parseConditions(source);
      if ('unknown' in conditions) throw new Error(`unknown: ${conditions.unknown}`);
      return conditions.every((condition) => holds(scene, condition));
    };
    expect(parseConditions(met)).toMatchObject([{ kind }, ...(met.includes(' and ') ? [{}] : [])]);
    expect(isMetThere(met, both)).toBe(true);
    expect(isMetThere(unmet, both)).toBe(false);
    // Of a side that there is not nothing holds, turned round or not.
    const alone = of(before, world);
    for (const source of [met, unmet]) {
      if (source.startsWith('raft: ')) expect(isMetThere(source, alone)).toBe(false);
    }
  });

  test.each(['raft: round of 1 is 1', 'raft: all trees are alike', 'term of 1 is 2'])(
    '%s is none: the side has no such thing',
    (source) => expect(parseConditions(source)).toEqual({ unknown: source }),
  );

  test.each([
    ['', ''],
    ['leader is here', 'leader is here'],
    ['leader is 1 and so on', 'so on'],
    ['children of mri are 3', 'children of mri are 3'],
    ['epoch', 'epoch'],
    ['epoch at least', 'epoch at least'],
    ['log of 1 has 4', 'log of 1 has 4'],
    ['leader is 1 now', 'leader is 1 now'],
  ])('%s is none', (source, unknown) => {
    expect(parseConditions(source)).toEqual({ unknown });
  });

  test('a condition of a kind that is no more does not hold', () => {
    expect(holds(of(before, world), { kind: 'weather', args: {} })).toBe(false);
  });

  test('every kind is tried here, and has its row in lessons/README.md', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../lessons/README.md'), 'utf8');
    const shown = [...readme.matchAll(/^\| `([^`]+)`/gm)].flatMap((row) => {
      const parsed = parseConditions(row[1] ?? '');
      return 'unknown' in parsed ? [] : parsed.map((condition) => condition.kind);
    });
    const tried = [...ROWS, ...RUN_ROWS, ...RAFT_ROWS].map(([kind]) => kind);
    for (const { name } of GOAL_KINDS) {
      expect(tried).toContain(name);
      expect(shown).toContain(name);
    }
    expect(new Set(GOAL_KINDS.map((kind) => kind.name)).size).toBe(GOAL_KINDS.length);
  });
});

describe('facts', () => {
  test.each([
    ['leader', [], '1'],
    ['epoch', [], '2'],
    ['clock', [], '12.3'],
    ['holder', ['/mri/lock'], 'radiology'],
    ['holder', ['/empty'], '…'],
    ['server', ['emergency'], '2'],
    ['server', ['cold'], '…'],
    ['ticket', ['emergency'], '0000000010'],
    ['ticket', ['cold'], '…'],
    ['weather', [], '…'],
  ])('{%s %s}', (name, args, says) => {
    expect(sayFact(world, name, args)).toBe(says);
  });

  test('every fact is named in lessons/README.md', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../lessons/README.md'), 'utf8');
    for (const name of FACT_KINDS.keys()) expect(readme).toMatch(new RegExp(`\\{${name}[ }]`));
  });

  test('without a leader there is none to name', () => {
    expect(sayFact(worldOf([{ sid: 1 }]), 'leader', [])).toBe('…');
  });
});
