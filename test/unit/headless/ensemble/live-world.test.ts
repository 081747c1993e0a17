/** What somebody else's client says to a live world, and the recording that stands in for it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { LiveWorld } from '../../../../src/headless/ensemble/live-world.ts';
import {
  JuteWriter,
  readGreeting,
  readRequest,
  writeGreeting,
  writeRequest,
} from '../../../../src/jute/index.ts';
import {
  type CallMessage,
  type ClientMessage,
  type ConnectMessage,
  MS,
  NO_SESSION,
  OPEN_ACL,
  type Op,
  ZERO,
} from '../../../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../../../src/protocols/index.ts';
import { isParseError, parseScriptLine, parseZooCfg } from '../../../../src/script/index.ts';
import { type Command, createWorld } from '../../../../src/sim/index.ts';
import { extendTo, isMistake, replay, worldAt, zooCfgFor } from '../../../../src/timeline/index.ts';

const ZOO_CFG = `${zooCfgFor(3, 0)}zabscope.clock=1796059797704\n`;
const SEED = 7;

let live: LiveWorld;
let heard: [string, ClientMessage][];
let over: [string, boolean][];
let broken: string[];

beforeEach(() => {
  [heard, over, broken] = [[], [], []];
  const read = parseZooCfg(ZOO_CFG);
  if (isParseError(read)) throw new Error(read.what.key);
  const world = createWorld(
    DEFAULT_PROTOCOL,
    { name: 'live', config: read.config, setup: [] },
    SEED,
  );
  const ears = {
    heard: (wire: string, message: ClientMessage) => heard.push([wire, message]),
    over: (wire: string, inOrder: boolean) => over.push([wire, inOrder]),
  };
  live = new LiveWorld(world, ears, ({ invariant }) => broken.push(invariant));
  live.perform({ type: 'start', servers: [1, 2, 3] });
  live.runFor(3000);
});

function line(text: string): void {
  const read = parseScriptLine(text);
  if (isParseError(read) || read.type !== 'command') throw new Error(text);
  expect(live.order(read.command)).toBe(null);
}

function said(wire: string, message: ConnectMessage | CallMessage, bytes: Uint8Array): Command {
  const packet = Buffer.from(bytes).toString('base64');
  return { type: 'wire', wire, action: 'say', packet, message };
}

function greet(wire: string, server: number): void {
  const w = new JuteWriter();
  const connect = { type: 'CONNECT', session: NO_SESSION, passwordOk: true } as const;
  writeGreeting(w, {
    connect: { ...connect, timeoutMs: 10_000, lastZxid: ZERO, readOnly: false },
    old: false,
  });
  const packet = w.take();
  line(`wire ${wire} dial ${server}`);
  const message = readGreeting(packet)?.connect;
  if (message) live.order(said(wire, message, packet));
}

let cxid = 0;
function ask(wire: string, op: Op): number {
  const w = new JuteWriter();
  cxid += 1;
  writeRequest(w, { type: 'CALL', cxid, op });
  const packet = w.take();
  const message = readRequest(packet);
  if (message) live.order(said(wire, message, packet));
  return cxid;
}

const results = (wire: string): readonly string[] =>
  heard.flatMap(([to, message]) =>
    to === wire && message.type === 'REPLY' ? [message.reply.code] : [],
  );

const create = (path: string): Op => ({
  ...{ type: 'create', path, data: 'x', acl: OPEN_ACL, flags: 0, ttl: 0 },
});

describe('somebody else’s client', () => {
  test('is answered, also on what it said before it was connected', () => {
    greet('a', 1);
    ask('a', create('/n'));
    ask('a', { type: 'getData', path: '/n', watch: false });
    live.runFor(200);
    expect(results('a')).toEqual(['OK', 'OK']);
    expect(broken).toEqual([]);
  });

  test('is heard to the end: its last request comes before its FIN', () => {
    greet('a', 1);
    live.runFor(200);
    ask('a', create('/last'));
    line('wire a end');
    live.runFor(200);
    greet('b', 1);
    ask('b', { type: 'exists', path: '/last', watch: false });
    live.runFor(200);
    expect(results('b')).toEqual(['OK']);
  });

  test('is told of the end: of a crash by a reset, of a closed session in order', () => {
    greet('a', 1);
    greet('b', 2);
    live.runFor(200);
    ask('a', { type: 'closeSession' });
    line('crash 2');
    live.runFor(200);
    expect(over).toEqual(
      expect.arrayContaining([
        ['a', true],
        ['b', false],
      ]),
    );
  });

  test('hears nothing behind a cut, and all of it afterwards', () => {
    greet('a', 1);
    live.runFor(200);
    line('cut a 1');
    ask('a', create('/n'));
    live.runFor(500);
    expect(results('a')).toEqual([]);
    line('heal a 1');
    live.runFor(200);
    expect(results('a')).toEqual(['OK']);
  });

  test('its recording comes to the same world without it', () => {
    greet('a', 1);
    greet('b', 3);
    for (let i = 0; i < 20; i++) {
      ask(i % 3 === 0 ? 'b' : 'a', create(`/n${i}`));
      if (i === 10) line('crash 3');
      live.runFor(37);
    }
    live.runFor(5000);
    const { lines, until } = live.recorded();
    expect(lines.filter((one) => / say /.test(one)).length).toBeGreaterThan(10);
    const scenario = { zooCfg: ZOO_CFG, setup: ['start 1 2 3'] };
    const timeline = replay({ version: 1, scenario, seed: SEED, commands: lines });
    if (isMistake(timeline)) throw new Error(JSON.stringify(timeline));
    const world = worldAt(extendTo(timeline, until), until);
    expect(world.hosts).toEqual(live.world.hosts);
    expect(world.wires).toEqual(live.world.wires);
    expect(until).toBe(live.world.now);
    expect(until).toBeGreaterThan(8000 * MS);
    expect(broken).toEqual([]);
  });
});
