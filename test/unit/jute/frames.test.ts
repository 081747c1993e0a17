/** Packets: what is written is read, and of whatever else comes it is known what a server does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Greeting,
  JuteWriter,
  passwordOf,
  readAnswer,
  readConnected,
  readGreeting,
  readRequest,
  refusalOfRaw,
  replyBytes,
  requestBytes,
  writeAnswer,
  writeGreeting,
  writeRequest,
} from '../../../src/jute/index.ts';
import type { CallMessage } from '../../../src/model/index.ts';
import { anyZxid, eventType, int, op, reply, session, text } from './arbitrary.ts';

function written(write: (w: JuteWriter) => void): Uint8Array {
  const w = new JuteWriter();
  write(w);
  return w.take();
}

const call: fc.Arbitrary<CallMessage> = fc.record({ type: fc.constant('CALL'), cxid: int, op });

describe('what is written is read again, and is as long as it is said to be', () => {
  test('requests', () => {
    fc.assert(
      fc.property(call, (one) => {
        const packet = written((w) => writeRequest(w, one));
        expect(readRequest(packet)).toEqual(one);
        expect(requestBytes(one.op)).toBe(packet.length);
      }),
      { numRuns: 400 },
    );
  });

  test('answers', () => {
    fc.assert(
      fc.property(reply, ({ opcode, reply: one }) => {
        const message = { type: 'REPLY', reply: one } as const;
        const packet = written((w) => writeAnswer(w, message, false));
        expect(readAnswer(packet, () => opcode)).toEqual(message);
        expect(replyBytes(one)).toBe(packet.length);
      }),
      { numRuns: 400 },
    );
  });

  test('events', () => {
    fc.assert(
      fc.property(eventType, text, (type, path) => {
        const message = { type: 'EVENT', event: { type, path } } as const;
        const packet = written((w) => writeAnswer(w, message, false));
        expect(readAnswer(packet, () => 0)).toEqual(message);
      }),
    );
  });

  test('greetings, and what they are answered with', () => {
    const greeting: fc.Arbitrary<Greeting> = fc
      .record({
        ...{ type: fc.constant('CONNECT' as const), session, passwordOk: fc.constant(true) },
        ...{ timeoutMs: int, lastZxid: anyZxid, readOnly: fc.boolean() },
      })
      .chain((connect) => fc.record({ connect: fc.constant(connect), old: fc.boolean() }))
      .filter(({ connect, old }) => !(old && connect.readOnly));
    fc.assert(
      fc.property(greeting, (one) => {
        expect(readGreeting(written((w) => writeGreeting(w, one)))).toEqual(one);
        const { session: id, timeoutMs, readOnly } = one.connect;
        const message = { type: 'CONNECTED', session: id, timeoutMs, readOnly } as const;
        for (const old of [true, false]) {
          const packet = written((w) => writeAnswer(w, message, old));
          expect(packet.length).toBe(old ? 36 : 37);
          expect(readConnected(packet)).toEqual(old ? { ...message, readOnly: false } : message);
        }
      }),
    );
  });
});

describe('whatever comes', () => {
  /** A packet with some of its bytes changed, taken away or added. */
  const mutated = fc
    .tuple(
      call,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      fc.integer({ min: 0, max: 12 }),
      fc.uint8Array({ maxLength: 8 }),
    )
    .map(([one, changes, cut, more]) => {
      const packet = written((w) => writeRequest(w, one));
      for (const [at, byte] of changes) packet[at % packet.length] = byte;
      return Buffer.concat([packet.subarray(0, Math.max(0, packet.length - cut)), more]);
    });

  /** A hundred thousand where there is time for them. */
  const numRuns = process.env.SWEEP_SEEDS === undefined ? 5_000 : 100_000;

  test('is a request, or is refused in one of three ways', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(mutated, (packet) => {
        const one = readRequest(packet);
        if (one === null) {
          expect(packet.length).toBeLessThan(8);
          return void said.add('CLOSED');
        }
        if (one.op.type === 'raw') return void said.add(refusalOfRaw(one.op));
        said.add('read');
        // What is read is written as a server would read it again.
        expect(readRequest(written((w) => writeRequest(w, one)))).toEqual(one);
      }),
      { numRuns },
    );
    expect([...said].sort()).toEqual(['CLOSED', 'MARSHALLINGERROR', 'UNIMPLEMENTED', 'read']);
  });

  test('a greeting is read, or is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (packet) => {
        const greeting = readGreeting(packet);
        if (packet.length < 28) expect(greeting).toBe(null);
      }),
    );
  });
});

// Of java.util.Random, as ZooKeeperServer.generatePasswd seeds it.
test.each([
  ['0x100000d12c70021', 'e1c9854dbb4e3af95e840de50ddec6b3'],
  ['0xffffffffffffffff', '20f62cb5648dc2d771471c8a2486a9ee'],
])('the password of the session %s', (id, password) => {
  expect(Buffer.from(passwordOf(id), 'latin1').toString('hex')).toBe(password);
});

test('another password is noticed', () => {
  const connect = {
    ...({ type: 'CONNECT', session: '0x1', passwordOk: false, timeoutMs: 1 } as const),
    lastZxid: { epoch: 0, counter: 0 },
    readOnly: false,
  };
  const packet = written((w) => writeGreeting(w, { connect, old: true }));
  expect(readGreeting(packet)?.connect.passwordOk).toBe(false);
});
