/** Clients at the ports of an ensemble, with lines that are no sockets. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Driver } from '../../../src/headless/driver.ts';
import {
  JuteWriter,
  readAnswer,
  readConnected,
  writeGreeting,
  writeRequest,
} from '../../../src/jute/index.ts';
import { type Guest, type GuestLine, listen, Reception } from '../../../src/live/index.ts';
import { NO_SESSION, OPEN_ACL, type Op, type SessionId, ZERO } from '../../../src/model/index.ts';
import { DEFAULT_PROTOCOL } from '../../../src/protocols/index.ts';
import { isParseError, parseScriptLine, parseZooCfg } from '../../../src/script/index.ts';
import { type Command, createWorld, type Turn } from '../../../src/sim/index.ts';
import { zooCfgFor } from '../../../src/timeline/index.ts';

class Ensemble extends Driver {
  readonly orders: Command[] = [];
  reception: Reception | null = null;

  protected override follow(turn: Turn): void {
    super.follow(turn);
    if (this.reception !== null) listen(turn, this.reception);
  }

  advance(): void {}

  order(command: Command): void {
    this.orders.push(command);
    this.attempt(command);
  }
}

class FakeLine implements GuestLine {
  said: number[] = [];
  fate: 'open' | 'ended' | 'dropped' | 'reset' = 'open';
  write(bytes: Uint8Array): void {
    if (this.fate === 'open') this.said.push(...bytes);
  }
  end(): void {
    this.fate = 'ended';
  }
  drop(): void {
    this.fate = 'dropped';
  }
  reset(): void {
    this.fate = 'reset';
  }
  get text(): string {
    return String.fromCharCode(...this.said);
  }
  /** The packets that were said. */
  get packets(): Uint8Array[] {
    const bytes = Uint8Array.from(this.said);
    const found: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = new DataView(bytes.buffer, at).getInt32(0);
      found.push(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return found;
  }
}

let ensemble: Ensemble;
let reception: Reception;
let told: string[];

function begin(zooCfg = zooCfgFor(3, 0)): void {
  const read = parseZooCfg(zooCfg);
  if (isParseError(read)) throw new Error(read.what.key);
  const scenario = { name: 'live', config: read.config, setup: [] };
  ensemble = new Ensemble(createWorld(DEFAULT_PROTOCOL, scenario, 1), true);
  told = [];
  reception = new Reception(ensemble, (sentence) => told.push(sentence));
  ensemble.reception = reception;
  ensemble.perform({ type: 'start', servers: [1, 2, 3] });
  ensemble.runFor(3000);
}
beforeEach(() => begin());

function framed(write: (w: JuteWriter) => void): Uint8Array {
  const w = new JuteWriter();
  w.int(0);
  write(w);
  w.intAt(0, w.length - 4);
  return w.take();
}

const again = (session: SessionId) =>
  framed((w) => {
    const seen = { lastZxid: ZERO, readOnly: false };
    const connect = { type: 'CONNECT', session, passwordOk: true, ...seen } as const;
    writeGreeting(w, { connect: { ...connect, timeoutMs: 10_000 }, old: false });
  });
const GREETING = again(NO_SESSION);
const request = (cxid: number, op: Op) =>
  framed((w) => writeRequest(w, { type: 'CALL', cxid, op }));
const CREATE: Op = { type: 'create', path: '/e', data: 'x', acl: OPEN_ACL, flags: 1, ttl: 0 };
const bytes = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0));

function call(sid: number): { line: FakeLine; guest: Guest } {
  const line = new FakeLine();
  const guest = reception.came(line, sid);
  if (guest === null) throw new Error(line.fate);
  return { line, guest };
}

describe('a client', () => {
  test('is answered byte for byte, however its bytes come', () => {
    const { line, guest } = call(1);
    for (const byte of [...GREETING, ...request(7, CREATE)]) {
      reception.hear(guest, Uint8Array.of(byte));
    }
    ensemble.runFor(300);
    const [first = new Uint8Array(0), second = new Uint8Array(0)] = line.packets;
    expect(readConnected(first)).toMatchObject({ type: 'CONNECTED', timeoutMs: 10_000 });
    expect(readAnswer(second, () => 1)).toMatchObject({
      reply: { cxid: 7, code: 'OK', body: { type: 'path', path: '/e' } },
    });
    expect(ensemble.orders.map((one) => one.type === 'wire' && one.action)).toEqual([
      ...['dial', 'say', 'say'],
    ]);
    expect(reception.clients).toBe(1);
  });

  test('is reset by a crash, and its end ends the wire once', () => {
    const a = call(1);
    const b = call(2);
    reception.hear(a.guest, GREETING);
    reception.hear(b.guest, GREETING);
    const stranger = call(1);
    ensemble.runFor(300);
    ensemble.order({ type: 'crash', servers: [1] });
    ensemble.runFor(300);
    reception.tend();
    expect([a.line.fate, b.line.fate, stranger.line.fate]).toEqual(['reset', 'open', 'reset']);
    expect(reception.isOpen(1)).toBe(false);
    const before = ensemble.orders.length;
    reception.left(a.guest);
    reception.left(b.guest);
    reception.left(b.guest);
    expect(ensemble.orders.slice(before)).toEqual([{ type: 'wire', wire: 'tcp2', action: 'end' }]);
    expect(reception.came(new FakeLine(), 1)).toBe(null);
  });

  test('that says garbage is dropped, alone', () => {
    const a = call(1);
    const b = call(1);
    reception.hear(a.guest, GREETING);
    reception.hear(b.guest, GREETING);
    ensemble.runFor(300);
    reception.hear(a.guest, Uint8Array.of(0xff, 0xff, 0xff, 0xff));
    reception.hear(a.guest, request(1, CREATE));
    ensemble.runFor(300);
    expect([a.line.fate, b.line.fate]).toEqual(['dropped', 'open']);
    expect(a.line.packets.length).toBe(1);
    expect(reception.clients).toBe(1);
  });

  test('that never greets is dropped after a while, not by a frozen server', () => {
    const { line } = call(1);
    const { line: frozen } = call(2);
    ensemble.order({ type: 'freeze', servers: [2] });
    ensemble.runFor(9900);
    reception.tend();
    expect(line.fate).toBe('open');
    ensemble.runFor(200);
    reception.tend();
    expect([line.fate, frozen.fate]).toEqual(['dropped', 'open']);
  });

  test('that says half a frame, and nothing more, costs nothing and ends with its session', () => {
    const { line, guest } = call(1);
    const half = call(2);
    reception.hear(guest, GREETING);
    reception.hear(half.guest, GREETING.subarray(0, 30));
    ensemble.runFor(300);
    const said = ensemble.orders.length;
    reception.hear(guest, request(7, CREATE).subarray(0, 9));
    ensemble.runFor(9000);
    reception.tend();
    expect([line.fate, half.line.fate]).toEqual(['open', 'open']);
    // The one that has not greeted goes after ten seconds, the other when its session is over.
    ensemble.runFor(8000);
    reception.tend();
    expect([line.fate, half.line.fate]).toEqual(['ended', 'dropped']);
    expect(ensemble.orders.length).toBe(said);
    expect(reception.clients).toBe(0);
  });

  test('is heard by a frozen server and not answered until it goes on', () => {
    const { line, guest } = call(1);
    ensemble.order({ type: 'freeze', servers: [1] });
    reception.hear(guest, GREETING);
    ensemble.runFor(1000);
    expect([line.fate, line.said.length]).toEqual(['open', 0]);
    ensemble.order({ type: 'resume', servers: [1] });
    ensemble.runFor(1000);
    expect(line.packets.length).toBe(1);
  });
});

describe('what is wrong between a client and its servers', () => {
  const said = (line: string): void => {
    const read = parseScriptLine(line);
    if (isParseError(read) || read.type !== 'command') throw new Error(line);
    ensemble.order(read.command);
  };
  const rules = () =>
    ensemble.world.linkRules.map(({ from, to, cut, delayMs }) => [from, to, cut || delayMs]);

  test('goes with it to its next connection, and is mended there, too', () => {
    const first = call(1);
    reception.hear(first.guest, GREETING);
    ensemble.runFor(300);
    const { session } = readConnected(first.line.packets[0] ?? new Uint8Array(0));
    said('cut tcp1 1');
    said('delay 2 -> tcp1 40');
    // It has had enough of the silence, and comes back with its session.
    reception.left(first.guest);
    const second = call(1);
    reception.hear(second.guest, again(session));
    ensemble.runFor(1000);
    expect(second.line.said).toEqual([]);
    expect(rules()).toEqual([
      ...[
        ['tcp1', 1, true],
        [1, 'tcp1', true],
        [2, 'tcp1', 40],
      ],
      ...[
        ['tcp2', 1, true],
        [1, 'tcp2', true],
        [2, 'tcp2', 40],
      ],
    ]);
    said('heal tcp1 1');
    reception.tend();
    ensemble.runFor(300);
    expect(second.line.packets.length).toBe(1);
    expect(readConnected(second.line.packets[0] ?? new Uint8Array(0)).session).toBe(session);
    // The connection of before is over and forgotten; what was wrong with it can be mended.
    said('heal tcp1 2');
    reception.tend();
    expect(rules()).toEqual([]);
  });

  test('is not inherited by others', () => {
    const first = call(1);
    reception.hear(first.guest, GREETING);
    ensemble.runFor(300);
    said('cut tcp1 1');
    const other = call(1);
    reception.hear(other.guest, GREETING);
    ensemble.runFor(300);
    expect(other.line.packets.length).toBe(1);
    expect(rules().length).toBe(2);
  });
});

describe('a four-letter word', () => {
  test('is answered, and ends the connection', () => {
    const { line, guest } = call(3);
    reception.hear(guest, bytes('ru'));
    expect(line.said).toEqual([]);
    reception.hear(guest, bytes('ok'));
    expect([line.text, line.fate]).toEqual(['imok', 'ended']);
    expect(ensemble.orders).toEqual([]);
  });

  test('with a number behind it waits for that', () => {
    const { line, guest } = call(3);
    reception.hear(guest, bytes('stmk\0\0\0\0'));
    expect(line.fate).toBe('open');
    reception.hear(guest, bytes('\0\0\x01\x02'));
    expect([line.text, line.fate]).toEqual(['258', 'ended']);
  });
});

test('connections beyond maxClientCnxns are closed, and it is said once', () => {
  begin(`${zooCfgFor(3, 0)}maxClientCnxns=2\n`);
  call(1);
  call(1);
  for (let i = 0; i < 2; i++) {
    const line = new FakeLine();
    expect(reception.came(line, 1)).toBe(null);
    expect(line.fate).toBe('dropped');
  }
  call(2);
  expect(told).toEqual(['server 1: connections beyond maxClientCnxns=2 are closed']);
});
