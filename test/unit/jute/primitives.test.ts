/** The fields of records: what is written is read, byte by byte as Java's archives do. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JuteError, JuteReader, JuteWriter } from '../../../src/jute/index.ts';
import { type Stat, type Zxid, zxid } from '../../../src/model/index.ts';
import { acl, anyZxid, bytes, int, millis, orNull, session, stat, text } from './arbitrary.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const reader = (text: string): JuteReader => new JuteReader(Buffer.from(text, 'hex'));

function written(write: (w: JuteWriter) => void): Uint8Array {
  const w = new JuteWriter();
  write(w);
  return w.take();
}

describe('what is written is read again', () => {
  const CASES = {
    byte: [fc.integer({ min: -128, max: 127 }), (w, v) => w.byte(v as number), (r) => r.byte()],
    int: [int, (w, v) => w.int(v as number), (r) => r.int()],
    flag: [fc.boolean(), (w, v) => w.flag(v as boolean), (r) => r.flag()],
    long: [
      fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
      (w, v) => w.long(v as bigint),
      (r) => r.long(),
    ],
    millis: [millis, (w, v) => w.millis(v as number), (r) => r.millis()],
    zxid: [anyZxid, (w, v) => w.zxid(v as Zxid), (r) => r.zxid()],
    session: [session, (w, v) => w.session(v as string), (r) => r.session()],
    buffer: [orNull(bytes), (w, v) => w.buffer(v as string | null), (r) => r.buffer()],
    text: [orNull(text), (w, v) => w.text(v as string | null), (r) => r.text()],
    list: [
      orNull(fc.array(int)),
      (w, v) => w.list(v as number[] | null, (_, one) => w.int(one)),
      (r) => r.list(() => r.int()),
    ],
    acl: [orNull(acl), (w, v) => w.acl(v as never), (r) => r.acl()],
    stat: [stat, (w, v) => w.stat(v as Stat), (r) => r.stat()],
  } satisfies Record<
    string,
    [fc.Arbitrary<unknown>, (w: JuteWriter, v: unknown) => void, (r: JuteReader) => unknown]
  >;

  test.each(Object.entries(CASES))('%s', (_, [values, write, read]) => {
    fc.assert(
      fc.property(values as fc.Arbitrary<unknown>, (value) => {
        // Between two others, so that a length that is wrong shows.
        const record = written((w) => {
          w.int(7);
          write(w, value);
          w.int(9);
        });
        const r = new JuteReader(record);
        expect([r.int(), read(r), r.int(), r.left]).toEqual([7, value, 9, 0]);
      }),
    );
  });
});

test('the bytes are those of Java’s archives', () => {
  const record = written((w) => {
    w.int(-2);
    w.millis(1_700_000_000_000);
    w.zxid(zxid(1, 4));
    w.session('0x100000d12c70021');
    w.text('/é');
    w.buffer(null);
    w.list(['a'], (_, one) => w.text(one));
    w.acl([{ perms: 31, scheme: 'world', id: 'anyone' }]);
  });
  expect(hex(record)).toBe(
    `fffffffe${'0000018bcfe56800'}${'0000000100000004'}${'0100000d12c70021'}` +
      `00000003${'2fc3a9'}ffffffff${'00000001'}${'0000000161'}` +
      `00000001${'0000001f'}${'00000005776f726c64'}${'00000006616e796f6e65'}`,
  );
});

test('a Stat is 68 bytes', () => {
  const z = zxid(0, 0);
  const empty = { czxid: z, mzxid: z, pzxid: z, ctime: 0, mtime: 0, ephemeralOwner: '0x0' };
  const counts = { version: 0, cversion: 0, aversion: 0, dataLength: 0, numChildren: 0 };
  expect(written((w) => w.stat({ ...empty, ...counts })).length).toBe(68);
});

describe('what cannot be read', () => {
  const fault = (text: string, read: (r: JuteReader) => unknown): unknown => {
    try {
      return read(reader(text));
    } catch (thrown) {
      return thrown instanceof JuteError ? [thrown.fault, thrown.at] : thrown;
    }
  };

  test('a record that ends too early', () => {
    expect(fault('000000', (r) => r.int())).toEqual(['short', 0]);
    expect(fault('0000000541', (r) => r.text())).toEqual(['short', 4]);
    expect(fault('0000000541', (r) => r.buffer())).toEqual(['short', 4]);
    expect(fault('000000020000000161', (r) => r.list(() => r.text()))).toEqual(['short', 9]);
  });

  test('a length that is none', () => {
    expect(fault('fffffffe', (r) => r.text())).toEqual(['length', 0]);
    expect(fault('7fffffff', (r) => r.buffer())).toEqual(['length', 0]);
  });

  test('a vector of a negative length is empty, one of -1 is none', () => {
    expect(reader('fffffffe').list(() => 0)).toEqual([]);
    expect(reader('ffffffff').list(() => 0)).toBe(null);
  });

  test('bytes that are no UTF-8 become U+FFFD', () => {
    expect(reader('00000002c328').text()).toBe('\ufffd(');
  });

  test('no reader looks beyond its end', () => {
    const r = new JuteReader(Buffer.from('0000000100000002', 'hex'), 0, 6);
    r.int();
    expect(r.left).toBe(2);
    expect(() => r.int()).toThrow(JuteError);
  });
});
