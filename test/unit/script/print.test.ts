import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JuteWriter, writeRequest } from '../../../src/jute/index.ts';
import {
  COMMAND_WORDS,
  parseScriptLine,
  parseZkCli,
  printCommand,
} from '../../../src/script/index.ts';
import type { Command } from '../../../src/sim/index.ts';
import { MESSAGES, type MessageType } from '../../../src/zab/index.ts';
import { op as anyOp, int } from '../jute/arbitrary.ts';

const sid = fc.integer({ min: 1, max: 255 });
const sids = fc.array(sid, { minLength: 1, maxLength: 5 });
const ms = fc.integer({ min: 0, max: 86_400_000 });
const name = fc
  .stringMatching(/^[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff-]{0,31}$/)
  .filter((word) => !(COMMAND_WORDS as readonly string[]).includes(word));
const ends = fc.oneof(
  fc.uniqueArray(sid, { minLength: 2, maxLength: 2 }),
  fc.tuple(sid, name),
  fc.tuple(name, sid),
) as fc.Arbitrary<[number | string, number | string]>;
const servers = fc.uniqueArray(sid, { minLength: 2, maxLength: 2 }) as fc.Arbitrary<
  [number, number]
>;
const message = fc.constantFrom(...(Object.keys(MESSAGES) as MessageType[]));
const word = fc.stringMatching(/^[^\s]{1,12}$/);
const path = fc.stringMatching(/^(\/[a-z0-9#|>-]{1,6}){1,3}$/);

/** Lines that zkCli sends: odd words, quotes, hashes and backslashes included. */
const asked = fc
  .tuple(path, fc.array(fc.oneof(word, fc.constantFrom('#', '\\#', '"a #b"', "'", '" #', '->'))))
  .map(([at, words]) => `create ${at} ${words.join(' ')}`.trimEnd())
  .filter((line) => line !== '');

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constantFrom('start', 'crash', 'freeze', 'resume', 'wipe'),
    servers: sids,
  }),
  fc.record({ type: fc.constant('power-loss'), servers: fc.array(sid, { maxLength: 4 }) }),
  fc.record({ type: fc.constant('disk'), server: sid, fsyncMs: ms }),
  fc.tuple(ends, fc.boolean()).map(([[from, to], oneWay]) => ({
    type: 'cut' as const,
    from,
    to,
    oneWay,
  })),
  fc.record({ type: fc.constant('heal'), between: fc.option(ends) }),
  fc.record({ type: fc.constant('partition'), groups: fc.array(sids, { minLength: 2 }) }),
  fc.record({ type: fc.constant('isolate'), server: sid }),
  fc.tuple(ends, ms).map(([[from, to], late]) => ({ type: 'delay' as const, from, to, ms: late })),
  fc
    .tuple(fc.constantFrom('hold', 'release', 'drop', 'duplicate'), message, servers)
    .map(([type, what, [from, to]]) => ({ type, message: what, from, to })),
  ends.map(([a, b]) => ({ type: 'break' as const, a, b })),
  fc.record({
    type: fc.constant('client-connect'),
    client: name,
    servers: sids,
    timeoutMs: ms,
  }),
  fc.record({
    type: fc.constant('client'),
    client: name,
    action: fc.constantFrom('disconnect', 'kill', 'freeze', 'resume', 'close'),
  }),
  fc.tuple(name, asked).map(([client, line]) => {
    return { type: 'ask' as const, client, line, program: parseZkCli(line).program };
  }),
  fc.record({
    type: fc.constant('recipe'),
    client: name,
    recipe: fc.stringMatching(/^[a-z][a-z-]{0,9}$/).filter((recipe) => recipe !== 'release'),
    path,
  }),
  fc.record({ type: fc.constant('wire'), wire: name, action: fc.constant('end') }),
  fc.record({ type: fc.constant('wire'), wire: name, action: fc.constant('dial'), server: sid }),
  fc
    .tuple(name, fc.record({ type: fc.constant('CALL' as const), cxid: int, op: anyOp }))
    .map(([wire, message]) => {
      const w = new JuteWriter();
      writeRequest(w, message);
      const packet = Buffer.from(w.take()).toString('base64');
      return { type: 'wire', wire, action: 'say', packet, message } as const;
    }),
  fc.record({ type: fc.constant('release-recipe'), client: name }),
  fc.record({
    type: fc.constant('load'),
    clients: fc.integer({ min: 0, max: 100 }),
    perSecond: fc.integer({ min: 0, max: 1000 }),
  }),
) as fc.Arbitrary<Command>;

test('parse(print(c)) is c, for every command', () => {
  fc.assert(
    fc.property(command, (one) => {
      expect(parseScriptLine(printCommand(one))).toEqual({
        type: 'command',
        at: null,
        command: one,
      });
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('the parser answers whatever is typed, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (line) => {
      expect(parseScriptLine(line)).toHaveProperty('type');
    }),
    { numRuns: 2000, seed: 1 },
  );
});
