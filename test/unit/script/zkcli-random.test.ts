/** Lines of zkCli as nobody would type them: each is read, answered, and never the end. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getKey, sliceLog } from '../../../src/lib/index.ts';
import {
  fourLetterWord,
  parseScriptLine,
  parseZkCli,
  printTranscript,
} from '../../../src/script/index.ts';
import { COMMAND_NAMES } from '../../../src/script/zkcli/index.ts';
import { zkCliWords } from '../../../src/script/zkcli/line.ts';
import { perform } from '../../../src/sim/index.ts';
import { cluster } from '../../support/cluster.ts';

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...' \t"\'\\#-=:,/abs9é😀\0') }),
);
const word = fc.oneof(
  fc.constantFrom(...COMMAND_NAMES),
  fc.constantFrom('/', '/a', '/a/b', '/zookeeper', '/zookeeper/quota/a', 'a', '""', '-', '--'),
  fc.constantFrom(
    '-s',
    '-v',
    '-v=1',
    '-Rs',
    '-b',
    '-n',
    '-N5',
    '-m',
    '-c',
    '-t',
    '-1',
    '0x',
    '1e9',
  ),
  fc.constantFrom('world:anyone:cdrwa', 'auth::r', ':', ',', 'digest', 'u:p', 'on', 'off', '2'),
  odd,
);
/** Of a command's own words, more or less, so that many get as far as the server. */
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom(...COMMAND_NAMES), fc.array(word, { maxLength: 4 }))
    .map(([name, words]) => [name, ...words].join(' ')),
  odd,
);

/** ZooKeeperMain.ARGS_PATTERN */
const ARGS = /[ \t\n\v\f\r]*([^"'][^ \t\n\v\f\r]*|"[^"]*"|'[^']*')[ \t\n\v\f\r]*/g;

test('the words of a line are those that the pattern of the real shell finds', () => {
  fc.assert(
    fc.property(odd, (text) => {
      const found = [...text.matchAll(ARGS)].map(([, raw = '']) =>
        /^["']/.test(raw) ? raw.slice(1, -1) : raw,
      );
      expect(zkCliWords(text)).toEqual(found);
    }),
    { numRuns: 2000 },
  );
});

test('every line is understood or refused in whole sentences', () => {
  fc.assert(
    fc.property(line, (text) => {
      const { program, out, err } = parseZkCli(text);
      if (program.type === 'say') expect([...out, ...err].join('')).not.toBe('');
      expect([...out, ...err].join('\n')).not.toMatch(/undefined|NaN|\[object/);
      expect(() => parseScriptLine(text)).not.toThrow();
    }),
    { numRuns: 3000 },
  );
});

test('every line comes to an end, and something can be printed of it', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const of = cluster().up(1, 2, 3).do('client a connect 1').run(500);
      for (const text of lines) {
        const command = { type: 'ask', client: 'a', line: text, program: parseZkCli(text).program };
        of.world = perform(of.world, command as Parameters<typeof perform>[1]).world;
      }
      of.run(10_000);
      const client = getKey(of.world.clients, 'a')?.client;
      if (client === undefined) throw new Error('no client');
      const { shell, queued, sent } = client;
      if (client.leaf !== 'DEAD') {
        expect([shell.busy, shell.waiting, queued, sent]).toEqual([null, [], [], []]);
      }
      const printed = printTranscript(sliceLog(client.transcript, 0));
      for (const { text } of printed) expect(typeof text).toBe('string');
      for (const each of lines) fourLetterWord(of.world, 1, each);
    }),
    { numRuns: 40 },
  );
});
