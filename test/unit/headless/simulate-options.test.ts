import '../../../src/protocols/all.ts';
import { describe, expect, test } from 'vitest';
import { simulateOptions } from '../../../src/headless/simulate-options.ts';
import { DEFAULT_PROTOCOL, PROTOCOLS } from '../../../src/protocols/index.ts';

const read = (line: string) => simulateOptions(line === '' ? [] : line.split(' '));

describe('the options of simulate', () => {
  test('defaults', () => {
    expect(read('')).toEqual({
      source: { type: 'ensemble', servers: 3, observers: 0 },
      seed: 1,
      untilMs: null,
      clients: 0,
      opsPerSecond: 0,
      faults: 'none',
      protocol: DEFAULT_PROTOCOL,
      variants: {},
      variantText: 'none',
      events: null,
      recording: null,
    });
  });

  test('all of them', () => {
    const line =
      '--servers 5 --observers=1 --seed -7 --until 12.5 --clients 2 --ops-per-second 10 ' +
      '--faults gentle --variant commitAlone,neverTrunc --events - --recording r.json';
    expect(read(line)).toEqual({
      source: { type: 'ensemble', servers: 5, observers: 1 },
      seed: -7,
      untilMs: 12.5,
      clients: 2,
      opsPerSecond: 10,
      faults: 'gentle',
      protocol: DEFAULT_PROTOCOL,
      variants: { commitAlone: true, neverTrunc: true },
      variantText: 'commitAlone,neverTrunc',
      events: '-',
      recording: 'r.json',
    });
  });

  test('another protocol has its own variants', () => {
    const { protocol, variants } = read('--protocol raft --variant commitOldTerm');
    expect(protocol).toBe(PROTOCOLS.raft);
    expect(variants).toEqual({ commitOldTerm: true });
    expect(() => read('--protocol raft --variant neverTrunc')).toThrow('not "neverTrunc"');
    expect(() => read('--protocol paxos')).toThrow('--protocol is one of zab, raft');
  });

  test.each([
    ['--zoo-cfg zoo.cfg --until 5', { type: 'zoo-cfg', file: 'zoo.cfg' }],
    ['--until 5 run.json --events -', { type: 'recording', file: 'run.json' }],
    ['-- --run.json', { type: 'recording', file: '--run.json' }],
  ])('%s', (line, source) => {
    expect(read(line).source).toEqual(source);
  });

  test.each([
    ['--zoo-cfg z --servers 3', '--servers conflicts with --zoo-cfg z'],
    ['--zoo-cfg z --observers 1', '--observers conflicts'],
    ['r.json --zoo-cfg z', '--zoo-cfg conflicts with r.json'],
    ['r.json --servers 3', '--servers conflicts with r.json'],
    ['r.json --seed 3', '--seed conflicts with r.json'],
    ['r.json --clients 3', '--clients conflicts with r.json'],
    ['r.json --data d', '--data conflicts with r.json'],
    ['--data d --servers 3', '--servers conflicts with --data d'],
    ['--data d --protocol raft', 'raft conflicts with --data d'],
    ['r.json s.json', 'only one recording'],
    ['--servers', '--servers needs a value'],
    ['--servers --seed 1', '--servers needs a value'],
    ['--servers 0', 'from 1 to 15, not "0"'],
    ['--servers 16', 'from 1 to 15'],
    ['--servers three', 'a whole number'],
    ['--servers 3.5', 'a whole number'],
    ['--servers 10 --observers 10', 'at most 15 together'],
    ['--servers 1 --observers 1', 'observers need an ensemble'],
    ['--until -1', 'a number'],
    ['--until 1e9', 'a number'],
    ['--until 1.2345', 'a number'],
    ['--ops-per-second 3', 'give --clients'],
    ['--sevrers 3', 'no option --sevrers'],
    ['--seed 1 --seed 2', 'given twice'],
    ['--faults some', 'one of none, gentle, chaos'],
    ['--variant commit-early', 'none or one of commitAlone'],
    ['--events=', 'needs the name of a file'],
  ])('%s is refused', (line, says) => {
    expect(() => read(line)).toThrow(says);
  });
});
