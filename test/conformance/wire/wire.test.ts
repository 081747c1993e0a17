/**
 * What no library sends, and what a server without a quorum is asked: bytes on the port of the
 * simulated ensemble are answered as on a real one's. `record.ts` has asked that.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Driver } from '../../../src/headless/driver.ts';
import { Gateway } from '../../../src/headless/ensemble/gateway.ts';
import { passwordOf } from '../../../src/jute/index.ts';
import { ZERO } from '../../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { isParseError, parseZooCfg } from '../../../src/script/index.ts';
import {
  createWorld,
  type World,
  wireDrop,
  wireOpen,
  wireSend,
  wireTake,
} from '../../../src/sim/index.ts';
import { isServing } from '../../../src/timeline/index.ts';
import { askAll, type Heard, type Known, NOBODY } from './ask.ts';
import { DIFFERENCES } from './differences.ts';
import { COMMON, CONFIGS, isReadOnly, type Probe, type Stage } from './probe.ts';
import { PROBES } from './probes.ts';

const REAL = JSON.parse(
  readFileSync(join(import.meta.dirname, 'answers.json'), 'utf8'),
) as Readonly<Record<string, Heard>>;
/** What is known to differ is not waited for. */
const AWAITED = Object.fromEntries(Object.entries(REAL).filter(([name]) => !(name in DIFFERENCES)));
/** Below those that the system gives to who connects: one of them may be taken at any time. */
const PORT = 11_000 + 4 * (process.pid % 2_000);
const QUIET_MS = 200;
const AT_ONCE = 100;
/** Sockets, and clocks that run with the wall's: a busy machine takes many times as long. */
const PATIENCE_MS = 300_000;
const STAGES = ['quorum', 'local', 'readOnly', 'readOnlyAlone'] as const;

/** A session that a client got from the ensemble, and that it has no connection for any more. */
function sessionOf(driver: Driver): { world: World; known: Known } {
  const hello = { session: '0x0', passwordOk: true, timeoutMs: 10_000, lastZxid: ZERO } as const;
  let world = wireOpen(driver.world, 'earlier', 1);
  world = wireSend(world, 'earlier', { type: 'CONNECT', ...hello, readOnly: true });
  const told = new Driver(world, false);
  told.runTo(world.now + 500_000);
  const { messages } = wireTake(told.world, 'earlier');
  const [first] = messages;
  if (first?.type !== 'CONNECTED') throw new Error('no session');
  const password = Buffer.from(passwordOf(first.session), 'latin1').toString('hex');
  const known = { session: first.session.slice(2).padStart(16, '0'), password };
  return { world: wireDrop(told.world, 'earlier'), known };
}

/** An ensemble in which a probe is asked: its world, and a session of when it had a quorum. */
function staged(stage: Stage): { world: World; earlier: Known } {
  const servers = [1, 2, 3].map((sid) => `server.${sid}=127.0.0.1:2888:3888`);
  const lines = [...COMMON, 'dataDir=/data', 'clientPort=2181', ...CONFIGS[stage], ...servers];
  const read = parseZooCfg(lines.join('\n'));
  if (isParseError(read)) throw new Error('this zoo.cfg is refused');
  const scenario = { name: stage, config: read.config, setup: [] };
  const driver = new Driver(createWorld(DEFAULT_PROTOCOL, scenario, 1), false);
  driver.perform({ type: 'start', servers: [1, 2, 3] });
  if (!driver.runUntil(isServing, 60_000)) throw new Error('it does not serve');
  if (!isReadOnly(stage)) return { world: driver.world, earlier: NOBODY };
  const { world, known } = sessionOf(driver);
  const after = new Driver(world, false);
  after.perform({ type: 'crash', servers: [2, 3] });
  after.runTo(after.world.now + 8_000_000);
  return { world: after.world, earlier: known };
}

const named = new Set(PROBES.map(({ name }) => name));

test('every probe has a name of its own, and the answer of a real server', () => {
  expect(named.size).toBe(PROBES.length);
  expect(Object.keys(REAL).sort()).toEqual([...named].sort());
});

test('what differs is a probe', () => {
  expect(Object.keys(DIFFERENCES).filter((name) => !named.has(name))).toEqual([]);
});

describe.each(STAGES)('%s', (stage) => {
  const probes = PROBES.filter((probe) => probe.stage === stage);
  let heard: ReadonlyMap<Probe, Heard>;
  let gateway: Gateway;
  const breaches: string[] = [];

  beforeAll(async () => {
    const { world, earlier } = staged(stage);
    const port = PORT + STAGES.indexOf(stage);
    gateway = new Gateway(world, new Map([[1, port]]), (sentence, breach) => {
      breaches.push(breach?.invariant ?? sentence);
    });
    await gateway.open();
    heard = await askAll(port, probes, QUIET_MS, earlier, AT_ONCE, AWAITED);
  }, PATIENCE_MS);
  afterAll(() => gateway.close());

  test.each(probes)('$name', (probe) => {
    const known = DIFFERENCES[probe.name];
    if (known === undefined) expect(heard.get(probe)).toEqual(REAL[probe.name]);
    else expect(heard.get(probe)).not.toEqual(REAL[probe.name]);
  });

  test('breaks no invariant', () => {
    expect(breaches).toEqual([]);
  });
});
