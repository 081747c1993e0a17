import { byte, bytes, greeting, int, long, request, SAME, sized } from './bytes.ts';
import type { Probe } from './probe.ts';

/* What comes before a session: lengths, greetings that are none, words. */

const probe = (name: string, say: readonly string[], rest: Partial<Probe> = {}): Probe => {
  return { name: `quorum: ${name}`, stage: 'quorum', say, ...rest };
};
const PING = request(11, '', -2);
const HELLO = greeting();
/** The greeting without its length. */
const BODY = HELLO.slice(8);

const LENGTHS: readonly Probe[] = [
  probe('nothing, and the end', [], { hangsUp: true }),
  ...([-1, -2_147_483_648, 0x100000, 0x7fffffff, 0, 1] as const).map((length) =>
    probe(`a length of ${length}`, [int(length)]),
  ),
  probe('the largest length, and nothing', [int(0xfffff)]),
  probe('the largest length, nothing, and the end', [int(0xfffff)], { hangsUp: true }),
  ...([1, 2, 3] as const).flatMap((n) => [
    probe(`${n} bytes`, [HELLO.slice(0, 2 * n)]),
    probe(`${n} bytes, and the end`, [HELLO.slice(0, 2 * n)], { hangsUp: true }),
  ]),
  probe('half a greeting', [HELLO.slice(0, 40)]),
  probe('half a greeting, and the end', [HELLO.slice(0, 40)], { hangsUp: true }),
  probe('a greeting in three pieces', [
    HELLO.slice(0, 6),
    HELLO.slice(6, 40),
    HELLO.slice(40) + PING,
  ]),
];

const CUT: readonly Probe[] = [0, 3, 4, 11, 12, 16, 20, 24, 27, 28, 30, 43, 44].map((length) =>
  probe(`a greeting of ${length} bytes`, [sized(BODY.slice(0, 2 * length))]),
);

const FIELDS: readonly Probe[] = [
  probe('bytes behind the greeting’s end', [sized(`${BODY}00112233`) + PING]),
  ...([1, -1, 0x7fffffff] as const).map((protocol) =>
    probe(`a greeting of protocol ${protocol}`, [greeting({ protocol })]),
  ),
  ...([-1n, 1n << 62n, -(1n << 63n)] as const).map((seen) =>
    probe(`a greeting that has seen ${seen}`, [greeting({ seen })]),
  ),
  ...([0, -1, 1, 3999, 4000, 40_000, 40_001, 0x7fffffff, -2_147_483_648] as const).map((timeout) =>
    probe(`a timeout of ${timeout}`, [greeting({ timeout })]),
  ),
  ...([0, 1, 2, 255] as const).map((readOnly) =>
    probe(`a readOnly of ${readOnly}`, [greeting({ readOnly })]),
  ),
  probe('no readOnly', [greeting({ readOnly: null }) + PING]),
];

/** What stands where the password should. */
const PASSWORDS: readonly (readonly [name: string, password: string])[] = [
  ['no password', int(-1)],
  ['an empty password', int(0)],
  ['a password of 15 bytes', sized('00'.repeat(15))],
  ['a password of 17 bytes', sized('00'.repeat(17))],
  ['a password of -2 bytes', int(-2)],
  ['a password that is longer than the packet', int(1000)],
  ['a password that is too long', int(0x7fffffff)],
];

const SESSIONS: readonly Probe[] = [
  ...PASSWORDS.map(([name, password]) => probe(name, [greeting({ password })])),
  ...PASSWORDS.map(([name, password]) =>
    probe(`${name}, of a session`, [greeting({ session: '<session>', password })], {
      before: 'gone',
    }),
  ),
  probe('another password', [greeting({ session: '<session>' })], { before: 'gone' }),
  probe('another password, while it is held', [greeting({ session: '<session>' })], {
    before: 'held',
  }),
  ...(['gone', 'held', 'closed'] as const).map((before) =>
    probe(`a session whose client is ${before}`, [greeting(SAME) + PING], { before }),
  ),
  probe('a session that there is not', [greeting({ session: long(1) })]),
  probe('session -1', [greeting({ session: long(-1) })]),
];

const TWICE: readonly Probe[] = [
  probe('two greetings', [HELLO + HELLO]),
  probe('a greeting and a ping at once', [HELLO + PING]),
  probe('a request without a greeting', [request(3, '')]),
  probe('a ping without a greeting', [PING]),
  probe('HTTP', [bytes('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')]),
  probe('TLS', ['16030100c8010000c40303']),
  probe('zeros', ['00'.repeat(64)]),
];

const WORDS: readonly Probe[] = [
  ...['ruok', 'ruok\n', 'ruokruok', 'RUOK', 'isro', 'isro\r\n', 'gtmk', 'srvx', 'crst', 'wchs'].map(
    (word) => probe(`the word ${JSON.stringify(word)}`, [bytes(word)]),
  ),
  probe('a word in two pieces', [bytes('ru'), bytes('ok')]),
  probe('stmk without a mask', [bytes('stmk')]),
  probe('stmk without a mask, and the end', [bytes('stmk')], { hangsUp: true }),
  probe('stmk', [bytes('stmk') + long(306)]),
  probe('a word behind a greeting', [HELLO, bytes('ruok')]),
  probe('a word, and a byte of zero', [bytes('ruok') + byte(0)]),
];

export const GREETING_PROBES: readonly Probe[] = [
  ...[...LENGTHS, ...CUT, ...FIELDS, ...SESSIONS, ...TWICE, ...WORDS],
];
