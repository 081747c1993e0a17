import { expect, test } from 'vitest';
import { mischief } from '../../../src/headless/sweep/mischief.ts';
import { Dice } from '../../../src/lib/index.ts';
import { isParseError, parseScriptLine, printCommand } from '../../../src/script/index.ts';
import {
  type Command,
  deedsFor,
  FAULT_KEYS,
  FAULT_TYPES,
  FAULTS,
  flatDeeds,
  perform,
  type Target,
  type World,
} from '../../../src/sim/index.ts';
import { cluster } from '../../support/cluster.ts';
import { Run } from '../views/hospital-run.ts';

const run = new Run().to(5_000_000);
run.say('cut 1 -> 2').say('hold ACK 1 -> 3').say('freeze 2');

const { world } = run;

const TARGETS: readonly Target[] = [
  { type: 'ensemble' },
  ...[1, 2, 3].map((sid) => ({ type: 'server', sid }) as const),
  { type: 'link', a: 1, b: 2 },
  { type: 'link', a: 1, b: 3 },
  { type: 'client', name: 'radiology' },
  { type: 'message', id: 0, from: 1, to: 3, message: 'ACK', waits: 0 },
];

function refusalOf(at: World, command: Command): string | null {
  const [first] = perform(at, command).events;
  return first?.type === 'refused' ? first.because.rule : null;
}

test('each usage is a line that can be read', () => {
  for (const type of FAULT_TYPES) {
    for (const usage of FAULTS[type].usage.replaceAll(/[[\]]/g, '').split(/ \| (?=[a-z])/)) {
      const line = usage.replace('NAME', 'radiology').replace(/(\w+)\|[\w|]+/, '$1');
      expect(parseScriptLine(line), line).toMatchObject({ command: { type } });
    }
  }
});

test('each fault is offered on something, or is what ends one that is', () => {
  const offered = TARGETS.flatMap((target) => flatDeeds(deedsFor(target, world)));
  const down = run.say('crash 3').world;
  offered.push(...flatDeeds(deedsFor({ type: 'server', sid: 3 }, down)));
  // They ask each other for a new leader.
  const voting = run.say('resume 2').say('heal').to(5_002_000).world;
  offered.push(...flatDeeds(deedsFor({ type: 'link', a: 1, b: 2 }, voting)));
  const types = new Set(offered.map((deed) => deed.command?.type));
  expect(FAULT_TYPES.filter((type) => !types.has(type))).toEqual([]);
});

test('what is offered is not refused, and what is offered as impossible is', () => {
  for (const target of TARGETS) {
    for (const { command, why } of flatDeeds(deedsFor(target, world))) {
      if (command === undefined) throw new Error('a deed does something');
      expect(refusalOf(world, command) !== null, printCommand(command)).toBe(Boolean(why));
    }
  }
});

test('keys are different, and what they do can be said', () => {
  const presses = FAULT_KEYS.map(([, key]) => key.press);
  expect(new Set(presses).size).toBe(presses.length);
  for (const [, key] of FAULT_KEYS) {
    const command = key.aim({ subject: 1, leader: 3 }, world);
    if (command === null) throw new Error(`${key.press} does nothing`);
    expect(parseScriptLine(printCommand(command))).toMatchObject({ command });
  }
});

test('what chance does can be said, and it uses each fault that says how', () => {
  const dice = new Dice(7);
  const drawn = new Set<string>();
  for (let i = 0; i < 300; i++) {
    for (const command of mischief(dice, world, 'chaos').commands) {
      const read = parseScriptLine(printCommand(command));
      if (isParseError(read) || read.type !== 'command') throw new Error('not a command');
      expect(read.command).toEqual(command);
      drawn.add(command.type);
    }
  }
  const used = FAULT_TYPES.filter((type) => FAULTS[type].mischief.length > 0);
  expect(used.filter((type) => !drawn.has(type))).toEqual([]);
});

test('chance says nothing of two servers where there is one', () => {
  const alone = cluster({ voters: 1 }).up().run(3000).world;
  const dice = new Dice(7);
  for (let i = 0; i < 300; i++) {
    for (const command of mischief(dice, alone, 'chaos').commands) {
      expect(parseScriptLine(printCommand(command))).toMatchObject({ command });
    }
  }
});
