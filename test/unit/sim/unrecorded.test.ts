import { expect, it } from 'vitest';
import { Driver } from '../../../src/headless/driver.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { isParseError, parseScriptLine } from '../../../src/script/index.ts';
import { createWorld, type World } from '../../../src/sim/index.ts';
import { configOf } from '../../support/cluster.ts';
import { digestOf } from '../../support/digest.ts';

/** Commands and the milliseconds that pass after each. */
const STORY: readonly (readonly [line: string, ms: number])[] = [
  ['start 1 2 3', 1000],
  ['client a connect 1 timeout 8000', 100],
  // The ACKs are the last thing to come, and they only wait.
  ['hold ACK 1 -> 3', 0],
  ['hold ACK 2 -> 3', 0],
  ['a: create /x 1', 30],
  ['release ACK 1 -> 3', 1],
  ['release ACK 2 -> 3', 1],
  ['freeze 2', 10],
  ['a: set /x 2', 30],
  ['resume 2', 1],
  ['cut 3 1', 600],
  ['heal', 500],
];

function told(record: boolean): World {
  const scenario = { name: 'test', config: configOf({}), setup: [] };
  const driver = new Driver(createWorld(DEFAULT_PROTOCOL, scenario, 1), record);
  for (const [line, ms] of STORY) {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') throw new Error(line);
    driver.perform(read.command);
    driver.runFor(ms);
  }
  return driver.world;
}

it('a run is the same whether or not it is written down', () => {
  expect(digestOf(told(false))).toBe(digestOf(told(true)));
});
