import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  FACT_KINDS,
  GOAL_KINDS,
  holds,
  parseConditions,
  sayFact,
} from '../../../src/tutor/index.ts';
import { treeOf, worldOf } from './small-world.ts';

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
  return conditions.every((condition) => holds({ world, start: before }, condition));
}

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
  ['leader', 'leader is 1 and  epoch is 2', 'leader is 1 and epoch is 3'],
];

describe('goals', () => {
  test.each(ROWS)('%s: %s, and not: %s', (kind, met, unmet) => {
    expect(parseConditions(met)).toMatchObject([{ kind }, ...(met.includes(' and ') ? [{}] : [])]);
    expect(isTrue(met)).toBe(true);
    expect(isTrue(unmet)).toBe(false);
  });

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
    expect(holds({ world, start: before }, { kind: 'weather', args: {} })).toBe(false);
  });

  test('every kind is tried here, and has its row in lessons/README.md', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../lessons/README.md'), 'utf8');
    const shown = [...readme.matchAll(/^\| `([^`]+)`/gm)].flatMap((row) => {
      const parsed = parseConditions(row[1] ?? '');
      return 'unknown' in parsed ? [] : parsed.map((condition) => condition.kind);
    });
    const tried = ROWS.map(([kind]) => kind);
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
