/** Recordings: what comes back is what was written; what is not one is refused with its place. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import type { Command } from '../../../src/sim/index.ts';
import {
  act,
  beginWith,
  branchOf,
  complaintOf,
  DEFAULT_ZOO_CFG,
  extendTo,
  isMistake,
  load,
  MAX_COMMANDS,
  MAX_RECORDING_BYTES,
  type Mistake,
  openingOf,
  type Recording,
  replayWith,
  SCENARIOS,
  save,
  toJson,
  worldAt,
} from '../../../src/timeline/index.ts';
import { TOY } from './toy.ts';

function right<T extends object>(answer: T | Mistake): T {
  if (isMistake(answer)) throw new Error(complaintOf(answer, 'en'));
  return answer;
}

const MINIMAL: Recording = { version: 1, scenario: 'default', seed: 1, commands: [] };

describe('a recording', () => {
  const commands: Command[] = [
    { type: 'crash', servers: [3] },
    { type: 'cut', from: 1, to: 2, oneWay: true },
    { type: 'load', clients: 4, perSecond: 5 },
  ];
  const times = [12_841_203, 12_841_203, 20_000_000];
  const run = commands.reduce(
    (timeline, command, i) => right(act(timeline, times[i] as number, command)),
    right(replayWith(TOY, MINIMAL)),
  );

  test('is written as the contract says', () => {
    expect(save(run)).toEqual({
      version: 1,
      scenario: 'default',
      seed: 1,
      commands: [
        '@12841.203 crash 3',
        '@12841.203 cut 1 -> 2',
        '@20000 load 4 clients 5 per second',
      ],
    });
  });

  test('replays to the same moment', () => {
    const again = right(replayWith(TOY, right(load(toJson(save(run, 25_000_000))))));
    expect(worldAt(extendTo(again, 25_000_000), 25_000_000)).toEqual(
      worldAt(extendTo(run, 25_000_000), 25_000_000),
    );
    expect(branchOf(again).commands).toEqual(branchOf(run).commands);
  });

  test('carries a pasted configuration and its setup', () => {
    const recording: Recording = {
      version: 1,
      scenario: { zooCfg: DEFAULT_ZOO_CFG, setup: ['start 1 2', '@500 start 3', 'crash 1'] },
      seed: -5,
      commands: ['@0 freeze 1'],
      untilMs: 12.5,
    };
    expect(load(toJson(recording))).toEqual(recording);
    const run = right(replayWith(TOY, recording));
    expect(run.opening.setup.map((timed) => timed.at)).toEqual([0, 500_000, 500_000]);
    expect(save(run)).toEqual({ ...recording, untilMs: undefined });
  });

  test('names its protocol when it is not the usual one', () => {
    expect(save(right(replayWith(TOY, MINIMAL)))).not.toHaveProperty('protocol');
    const opening = right(openingOf('default'));
    const other = { ...DEFAULT_PROTOCOL, name: 'other' };
    expect(save(beginWith(TOY, opening, 1, {}, [], other)).protocol).toBe('other');
    expect(right(load(toJson({ ...MINIMAL, protocol: 'zab' }))).protocol).toBe('zab');
  });

  test('carries the faulty variants that are on, in the order of their list', () => {
    const variants = ['halfQuorum', 'commitAlone'] as const;
    const run = right(replayWith(TOY, right(load(toJson({ ...MINIMAL, variants })))));
    expect(run.variants).toEqual({ commitAlone: true, halfQuorum: true });
    expect(save(run).variants).toEqual(['commitAlone', 'halfQuorum']);
  });
});

describe('the built-in scenarios', () => {
  test.each(Object.keys(SCENARIOS))('%s can be read', (name) => {
    const opening = right(openingOf(name));
    expect(opening.scenario.name).toBe(name);
    expect(opening.scenario.config.servers.map((server) => server.sid)).toEqual([1, 2, 3]);
    expect(opening.scenario.config).toMatchObject({ tickMs: 2000, initLimit: 5, syncLimit: 2 });
    expect(opening.setup[0]).toEqual({ at: 0, command: { type: 'start', servers: [1, 2, 3] } });
  });

  test('the hospital has its wards and its tree', () => {
    const { setup } = right(openingOf('hospital'));
    const wards = setup.flatMap(({ command }) =>
      command.type === 'client-connect' ? [[command.client, command.servers[0]]] : [],
    );
    expect(wards).toEqual([
      ['radiology', 1],
      ['emergency', 2],
      ['neurology', 3],
    ]);
    const made = setup.flatMap(({ command }) =>
      command.type === 'ask' ? [/^create (\S+) ""$/.exec(command.line)?.[1] ?? ''] : [],
    );
    expect(made).toContain('/medical/resources/equipment/MRI/lock');
    expect(made.length).toBe(12);
    for (const path of made) {
      const parent = path.slice(0, path.lastIndexOf('/'));
      expect(parent === '' || made.indexOf(parent) < made.indexOf(path)).toBe(true);
    }
  });
});

const custom = (zooCfg: string, setup: readonly string[] = []) =>
  JSON.stringify({ ...MINIMAL, scenario: { zooCfg, setup } });
const withLines = (...commands: unknown[]) => JSON.stringify({ ...MINIMAL, commands });
const without = (part: string) => JSON.stringify({ ...MINIMAL, [part]: undefined });

describe('what is not a recording is refused in a sentence that says where', () => {
  test.each([
    ['', 'not JSON'],
    ['{"version": 1,', 'not JSON'],
    ['[]', '{ … }'],
    ['null', '{ … }'],
    ['7', '{ … }'],
    ['{}', 'no version'],
    [without('version'), 'no version'],
    [without('scenario'), 'no scenario'],
    [without('seed'), 'no seed'],
    [without('commands'), 'no commands'],
    [JSON.stringify({ ...MINIMAL, version: 2 }), 'version 2; only version 1'],
    [JSON.stringify({ ...MINIMAL, version: '1' }), 'version of the recording has to be 1'],
    [JSON.stringify({ ...MINIMAL, seed: 1.5 }), 'seed of the recording'],
    [JSON.stringify({ ...MINIMAL, seed: 1e300 }), 'seed of the recording'],
    [JSON.stringify({ ...MINIMAL, seed: '1' }), 'seed of the recording'],
    [JSON.stringify({ ...MINIMAL, scenario: 'nowhere' }), '“nowhere”; there are default, hospital'],
    [JSON.stringify({ ...MINIMAL, scenario: 'toString' }), 'no built-in scenario'],
    [JSON.stringify({ ...MINIMAL, scenario: '__proto__' }), 'no built-in scenario'],
    [JSON.stringify({ ...MINIMAL, scenario: {} }), 'scenario'],
    [JSON.stringify({ ...MINIMAL, scenario: 7 }), 'scenario'],
    [JSON.stringify({ ...MINIMAL, commands: 'crash 3' }), 'commands of the recording'],
    [JSON.stringify({ ...MINIMAL, untilMs: -1 }), 'untilMs of the recording'],
    [JSON.stringify({ ...MINIMAL, protocol: 'paxos' }), 'protocol of the recording is “paxos”'],
    [JSON.stringify({ ...MINIMAL, variants: 'commitAlone' }), '["commitAlone"]'],
    [
      JSON.stringify({ ...MINIMAL, variants: ['commitLate'] }),
      'variants[0] of the recording is “commitLate”, which this version of Zabscope does not have',
    ],
    [custom('server.1=\n'), 'zoo.cfg of the scenario'],
    [custom(DEFAULT_ZOO_CFG, ['strat 1']), 'scenario.setup[0] of the recording, column 1'],
    [
      custom(DEFAULT_ZOO_CFG, ['@9 start 1', '@8 start 2']),
      'scenario.setup[1] of the recording is earlier',
    ],
    [withLines(7), 'commands[0] of the recording has to be "…"'],
    [withLines('@0 crash 3', '@5 crahs 3'), 'commands[1] of the recording, column 4'],
    [withLines('crash 3'), 'commands[0] of the recording has no time'],
    [withLines('@5 crash 3', '@4.999 crash 3'), 'commands[1] of the recording is earlier'],
    [withLines('@5 run 100'), 'commands[0] of the recording is no command'],
    [withLines('@5 # nothing'), 'commands[0] of the recording is no command'],
    [withLines('@999999999999 crash 3'), 'outside'],
  ])('%.60j', (text, says) => {
    const answer = load(text);
    if (!isMistake(answer)) throw new Error('it was accepted');
    expect(complaintOf(answer, 'en')).toContain(says);
    const chinese = complaintOf(answer, 'zh');
    expect(chinese).toMatch(/[\u4e00-\u9fff]/);
    expect(`${complaintOf(answer, 'en')}${chinese}`).not.toMatch(/\{\w+\}/);
  });

  test.each([
    [
      'commands',
      () => JSON.stringify({ ...MINIMAL, commands: Array(MAX_COMMANDS + 1).fill('@0 heal') }),
      `at most ${MAX_COMMANDS} commands`,
    ],
    ['bytes', () => `"${'x'.repeat(MAX_RECORDING_BYTES)}"`, `at most ${MAX_RECORDING_BYTES}`],
    ['letters', () => `"${'心'.repeat(MAX_RECORDING_BYTES / 3 + 1)}"`, 'at most'],
  ])('too many %s', (_, text, says) => {
    const answer = load(text());
    if (!isMistake(answer)) throw new Error('it was accepted');
    expect(complaintOf(answer, 'en')).toContain(says);
  });
});
