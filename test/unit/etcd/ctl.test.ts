/** etcdctl's lines: what they ask for, and what is refused before anybody is asked. */
import { describe, expect, test } from 'vitest';
import { readCtl } from '../../../src/etcd/index.ts';

const read = (line: string) => readCtl(line);
const requestOf = (line: string) => {
  const reading = read(line);
  if (reading.type !== 'task' || reading.task.type !== 'ask')
    throw new Error(`no request: ${line}`);
  return reading.task.request;
};
const refusedBy = (line: string) => {
  const reading = read(line);
  return reading.type === 'printed' ? [reading.output.err.join('\n'), reading.output.exit] : null;
};

describe('a line of etcdctl', () => {
  test('puts, with or without its name, between quotes', () => {
    const put = { type: 'put', key: 'k', value: 'a b', lease: '0', prevKv: true };
    expect(requestOf('put k "a b" --prev-kv')).toMatchObject(put);
    expect(requestOf(`etcdctl put --prev-kv k 'a b'`)).toMatchObject(put);
    expect(requestOf('put k -- -x')).toMatchObject({ value: '-x' });
    expect(requestOf('put k v --lease=0a1b')).toMatchObject({ lease: 'a1b' });
    expect(requestOf('put é ü')).toMatchObject({ key: '\u00c3\u00a9', value: '\u00c3\u00bc' });
  });

  test('gets ranges, revisions, and what a member has', () => {
    const all = { key: '\u0000', rangeEnd: '\u0000' };
    expect(requestOf('get k --prefix')).toMatchObject({ key: 'k', rangeEnd: 'l' });
    expect(requestOf('get "" --prefix')).toMatchObject(all);
    expect(requestOf('get a --from-key')).toMatchObject({ key: 'a', rangeEnd: '\u0000' });
    expect(requestOf('get a c --rev 3')).toMatchObject({ rangeEnd: 'c', revision: 3 });
    expect(requestOf('get k --consistency=s')).toMatchObject({ serializable: true });
    const sorted = { sortTarget: 'MOD', sortOrder: 'DESCEND', limit: 2 };
    expect(requestOf('get k --sort-by modify --order=descend --limit 2')).toMatchObject(sorted);
  });

  test('reads a transaction from its input', () => {
    const line = String.raw`txn <<< $'mod("k") > "0"\n\nput k "a b"\n\ndel k --prefix\nget k\n'`;
    expect(requestOf(line)).toMatchObject({
      compare: [{ key: 'k', target: 'MOD', sign: '>', number: 0 }],
      success: [{ type: 'put', key: 'k', value: 'a b' }],
      failure: [
        { type: 'deleteRange', key: 'k', rangeEnd: 'l' },
        { type: 'range', key: 'k' },
      ],
    });
  });

  test('has programs that go on, and a key that ends them', () => {
    expect(read('watch k --rev=4')).toMatchObject({ task: { type: 'watch', revision: 4 } });
    expect(read('lock l')).toMatchObject({ task: { type: 'lock', ttl: 10, command: null } });
    const work = { task: { ttl: 3, command: { type: 'sleep', forTime: 1_500_000 } } };
    expect(read('lock l --ttl 3 -- sleep 1.5')).toMatchObject(work);
    expect(read('elect e me')).toMatchObject({ task: { type: 'elect', value: 'me', ttl: 60 } });
    expect(read('elect -l e')).toMatchObject({ task: { type: 'listen' } });
    expect(read('lease keep-alive 1f')).toMatchObject({ task: { lease: '1f', once: false } });
    expect(read('^C')).toEqual({ type: 'interrupt' });
  });

  test('says how long it waits', () => {
    expect(read('get k')).toMatchObject({ task: { limit: 5_000_000 } });
    expect(read('--command-timeout 20s get k')).toMatchObject({ task: { limit: 20_000_000 } });
    expect(read('put k v --command-timeout=500ms')).toMatchObject({ task: { limit: 500_000 } });
    expect(read('lease timetolive 1f')).toMatchObject({ task: { limit: null } });
  });

  test('asks for alarms, and that files are written anew', () => {
    const all = { type: 'alarm', action: 'get', alarm: 'NONE' };
    expect(requestOf('alarm list')).toMatchObject(all);
    expect(read('alarm disarm')).toMatchObject({ task: { type: 'disarm' } });
    expect(refusedBy('alarm list x')).toEqual([
      'Error: alarm list command accepts no arguments',
      128,
    ]);
    expect(read('defrag --cluster')).toMatchObject({ task: { each: true } });
    expect(requestOf('defrag x')).toEqual({ type: 'defragment' });
  });

  test('what a cluster here has nothing for is no mistake', () => {
    expect(read('member update 1')).toEqual({ type: 'unmodelled', what: 'member update' });
    expect(read('snapshot save f')).toEqual({ type: 'unmodelled', what: 'snapshot' });
    expect(read('')).toEqual({ type: 'blank' });
  });
});

const BEYOND = 'strconv.ParseInt: parsing "99999999999999999999"';

describe('etcdctl refuses by itself', () => {
  test.each([
    ['put', 'put command needs 1 argument and input from stdin or 2 arguments', 128],
    [
      'put a b --lease=xyz',
      'bad lease ID (strconv.ParseInt: parsing "xyz": invalid syntax), expecting ID in Hex',
      128,
    ],
    ['get', 'get command needs one argument as key and an optional argument as range_end', 128],
    [
      'get a b --prefix',
      'too many arguments, only accept one argument when `--prefix` or `--from-key` is set',
      128,
    ],
    ['get a --consistency=x', 'unknown consistency flag "x"', 4],
    ['get a --order=up', 'bad sort order up', 4],
    ['get a -w yaml', 'unsupported output format', 4],
    ['lease grant x', 'bad TTL (strconv.ParseInt: parsing "x": invalid syntax)', 128],
    [
      'lease revoke 99999999999999999999',
      `bad lease ID arg (${BEYOND}: value out of range), expecting ID in Hex`,
      128,
    ],
    ['compaction', 'compaction command needs 1 argument', 128],
    ['elect e', 'no proposal argument but -l not set', 128],
    ['compaction x', 'strconv.ParseInt: parsing "x": invalid syntax', 1],
    ['txn <<< mod("k")', 'malformed comparison: mod(k); got mod("")  ""', 3],
    [
      `txn <<< $'size("k") = "1"'`,
      'malformed comparison: size("k") = "1" (unknown target size)',
      3,
    ],
    [String.raw`txn <<< $'\ntxn a'`, 'invalid txn request: txn a', 3],
    [`txn <<< $'mod("k") = "x"'`, 'invalid txn compare request: mod("k") = "x"', 3],
  ])('%s', (line, text, exit) => {
    expect(refusedBy(line)).toEqual([`Error: ${text}`, exit]);
  });

  test.each([
    ['get a --nope', 'unknown flag: --nope'],
    ['get a -z', "unknown shorthand flag: 'z' in -z"],
    ['get a --rev', 'flag needs an argument: --rev'],
    ['get a -w', "flag needs an argument: 'w' in -w"],
    [
      'get a --rev=x',
      'invalid argument "x" for "--rev" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      'elect e -l=0x',
      'invalid argument "0x" for "-l, --listen" flag: ' +
        'strconv.ParseBool: parsing "0x": invalid syntax',
    ],
    [
      '--command-timeout=5 get a',
      'invalid argument "5" for "--command-timeout" flag: time: missing unit in duration "5"',
    ],
    [
      'get a --dial-timeout=1q',
      'invalid argument "1q" for "--dial-timeout" flag: time: unknown unit "q" in duration "1q"',
    ],
  ])('%s: its options are wrong, which is said twice', (line, text) => {
    expect(refusedBy(line)).toEqual([`Error: ${text}\n\nError: ${text}`, 1]);
  });

  test('who mistypes a command is asked whether another one was meant', () => {
    const asked = (word: string, ...names: readonly string[]) => {
      const meant = names.map((name) => `\t${name}\n`).join('');
      const said = `Error: unknown command "${word}" for "etcdctl"`;
      return names.length === 0 ? said : `${said}\n\nDid you mean this?\n${meant}`;
    };
    const help = "Run 'etcdctl --help' for usage.";
    for (const [word, ...names] of [
      ['frobnicate'],
      ['gett', 'get'],
      ['m', 'move-leader', 'member', 'make-mirror', 'migrate'],
    ] as const) {
      const said = asked(word, ...names);
      expect(refusedBy(`${word} k`)).toEqual([`${said}\n${help}\n${said}`, 1]);
    }
    // What an option could take is no command.
    expect(refusedBy('--prefix get k')?.[0]).toContain('unknown command "k"');
  });

  test('a condition on a lease, or with another sign, breaks etcdctl 3.4', () => {
    expect(refusedBy(`txn <<< $'lease("k") = "0"'`)).toEqual(['panic: bad value', 2]);
    const sign = `txn <<< $'mod("k") >= "0"'`;
    expect(refusedBy(sign)).toEqual(['panic: Unknown result op', 2]);
  });
});

describe('options that each command takes', () => {
  test('stand before it or behind it', () => {
    const json = { task: { show: { format: 'json' } } };
    for (const line of ['-w json get k', 'get k -wjson', 'get k -w=json', 'get --write-out json k'])
      expect(read(line)).toMatchObject(json);
    expect(read('watch k --hex')).toMatchObject({ task: { show: { hex: true } } });
    expect(read('--debug=false member --hex=false list')).toMatchObject({ task: { type: 'ask' } });
    expect(read('--command-timeout 1m2.5s get k')).toMatchObject({ task: { limit: 62_500_000 } });
    const help = { type: 'unmodelled', what: 'help' };
    for (const line of ['etcdctl', 'get -h', 'lease', 'lease bogus', 'help'])
      expect(read(line)).toEqual(help);
  });

  test('words of a transaction are read as etcdctl reads them, not as a shell', () => {
    const puts = String.raw`txn <<< $'\nput "a\\tb" "q\\"x\\x41"\nput k \'single\'\nput o "pen\n'`;
    expect(requestOf(puts)).toMatchObject({
      success: [
        { key: 'a\tb', value: 'q"xA' },
        { key: 'k', value: 's' },
        { key: 'o', value: 'pen' },
      ],
    });
  });
});
