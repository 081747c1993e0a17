import { expect, test } from 'vitest';
import {
  complain,
  isParseError,
  LANGUAGES,
  parseScriptLine,
  printCommand,
  printDrive,
  printTimed,
} from '../../../src/script/index.ts';
import type { Command } from '../../../src/sim/index.ts';

const COMMANDS: readonly (readonly [line: string, command: Command])[] = [
  ['start 1 2 3', { type: 'start', servers: [1, 2, 3] }],
  ['crash 3', { type: 'crash', servers: [3] }],
  ['power-loss', { type: 'power-loss', servers: [] }],
  ['power-loss 1 2', { type: 'power-loss', servers: [1, 2] }],
  ['freeze 3', { type: 'freeze', servers: [3] }],
  ['resume 3', { type: 'resume', servers: [3] }],
  ['wipe 2', { type: 'wipe', servers: [2] }],
  ['busy 2 20', { type: 'busy', server: 2, packetMs: 20, connectMs: 20 }],
  ['busy 2 20 500', { type: 'busy', server: 2, packetMs: 20, connectMs: 500 }],
  ['disk 2 1500', { type: 'disk', server: 2, fsyncMs: 1500 }],
  ['cut 1 3', { type: 'cut', from: 1, to: 3, oneWay: false }],
  ['cut 1 -> 3', { type: 'cut', from: 1, to: 3, oneWay: true }],
  ['cut radiology 1', { type: 'cut', from: 'radiology', to: 1, oneWay: false }],
  ['heal', { type: 'heal', between: null }],
  ['heal 1 3', { type: 'heal', between: [1, 3] }],
  [
    'partition 1 2 | 3 4 5',
    {
      type: 'partition',
      groups: [
        [1, 2],
        [3, 4, 5],
      ],
    },
  ],
  ['isolate 3', { type: 'isolate', server: 3 }],
  ['delay 1 -> 2 40', { type: 'delay', from: 1, to: 2, ms: 40 }],
  ['hold PROPOSAL 3 -> 1', { type: 'hold', message: 'PROPOSAL', from: 3, to: 1 }],
  ['drop NOTIFICATION 3 -> 1', { type: 'drop', message: 'NOTIFICATION', from: 3, to: 1 }],
  ['duplicate NOTIFICATION 3 -> 1', { type: 'duplicate', message: 'NOTIFICATION', from: 3, to: 1 }],
  ['release PROPOSAL 3 -> 1', { type: 'release', message: 'PROPOSAL', from: 3, to: 1 }],
  ['break 3 1', { type: 'break', a: 3, b: 1 }],
  [
    'client radiology connect 1 2 timeout 8000',
    { type: 'client-connect', client: 'radiology', servers: [1, 2], timeoutMs: 8000 },
  ],
  [
    'client radiology connect 1 2 /app timeout 8000',
    {
      type: 'client-connect',
      client: 'radiology',
      servers: [1, 2],
      timeoutMs: 8000,
      chroot: '/app',
    },
  ],
  ['client radiology kill', { type: 'client', client: 'radiology', action: 'kill' }],
  ['client 放射科 close', { type: 'client', client: '放射科', action: 'close' }],
  [
    'radiology: get -w /a',
    {
      type: 'ask',
      client: 'radiology',
      line: 'get -w /a',
      program: { type: 'ask', op: { type: 'getData', path: '/a', watch: true } },
    },
  ],
  ['radiology recipe lock /p', { type: 'recipe', client: 'radiology', recipe: 'lock', path: '/p' }],
  ['radiology recipe release', { type: 'release-recipe', client: 'radiology' }],
  ['load 4 clients 5 per second', { type: 'load', clients: 4, perSecond: 5 }],
  ['load off', { type: 'load', clients: 0, perSecond: 0 }],
];

test.each(COMMANDS)('%s', (line, command) => {
  expect(parseScriptLine(line)).toEqual({ type: 'command', at: null, command });
  expect(printCommand(command)).toBe(line);
});

test.each([
  ['  cut   1->3  # one way', 'cut 1 -> 3'],
  ['client radiology connect 1', 'client radiology connect 1 timeout 30000'],
  ['hold proposal 3→1', 'hold PROPOSAL 3 -> 1'],
  ['partition 1 2|3', 'partition 1 2 | 3'],
  ['load 1 client 2 per second', 'load 1 clients 2 per second'],
  ['radiology:ls /   # the root', 'radiology: ls /'],
  ['radiology: set /a "ward #3"', 'radiology: set /a "ward #3"'],
  ['radiology: set /a b#3', 'radiology: set /a b#3'],
  ['radiology: set /a \\#3', 'radiology: set /a \\#3'],
  ['放射科 recipe lock /a|b->c', '放射科 recipe lock /a|b->c'],
])('%s is %s', (line, printed) => {
  const parsed = parseScriptLine(line);
  if (parsed.type !== 'command') throw new Error(JSON.stringify(parsed));
  expect(printCommand(parsed.command)).toBe(printed);
});

test('a word that begins with # goes to zkCli without its backslash', () => {
  expect(parseScriptLine('radiology: set /a \\#3')).toMatchObject({
    command: { line: 'set /a #3', program: { op: { data: '#3' } } },
  });
});

test.each([
  'run 2500',
  'run 0.5',
  'run until leader',
  'run until commit',
  'run until quiet',
  'run until serving',
  'run until PROPOSAL 3 -> 1',
  'step',
])('%s lets time pass', (line) => {
  const parsed = parseScriptLine(line);
  if (parsed.type !== 'drive') throw new Error(JSON.stringify(parsed));
  expect(printDrive(parsed.drive)).toBe(line);
});

test.each(['', '   ', '# only a comment', '  # the same'])('"%s" says nothing', (line) => {
  expect(parseScriptLine(line)).toEqual({ type: 'blank', at: null });
});

test('a time may stand before a line', () => {
  const at = 12841203;
  const line = printTimed(at, 'crash 3');
  expect(line).toBe('@12841.203 crash 3');
  const command = { type: 'crash', servers: [3] };
  expect(parseScriptLine(line)).toEqual({ type: 'command', at, command });
  expect(parseScriptLine('@7 radiology: whoami')).toMatchObject({ at: 7000 });
  expect(parseScriptLine('@0.04')).toEqual({ type: 'blank', at: 40 });
});

const WRONG: readonly (readonly [line: string, where: number, says: string])[] = [
  ['crush 3', 1, '“crush” is not a command. Did you mean “crash”?'],
  ['xyzzy', 1, '“xyzzy” is not a command. Commands are: start, crash,'],
  ['crash', 7, 'The number of a server is missing. Write: crash 1 2 3'],
  ['crash three', 7, '“three” is not the number of a server: those are 0 to 2147483647.'],
  ['crash 3 now', 9, '“now” is one word too many.'],
  ['crash 2147483648', 7, '“2147483648” is not the number of a server'],
  ['crash -1', 7, '“-1” is not the number of a server'],
  ['crash 03', 7, '“03” is not the number of a server'],
  ['@soon crash 3', 1, '“@soon” is not a time'],
  ['@1.2345 crash 3', 1, '“@1.2345” is not a time'],
  ['@500 crush 3', 6, '“crush” is not a command.'],
  ['disk 2 -5', 8, '“-5” does not fit here: write a whole number from 0 to 86400000.'],
  ['cut 1 1', 5, '1 cannot be cut off from itself'],
  ['cut a b', 5, 'Two clients are never connected'],
  ['cut 1', 7, 'A server’s number or a client’s name is missing.'],
  ['delay 1 2 40', 9, '“->” is expected here.'],
  ['partition 1 2', 15, '“|” is expected here.'],
  ['hold PROPOSALS 3 -> 1', 6, 'Did you mean “PROPOSAL”?'],
  ['hold LETTER 3 -> 1', 6, 'They are: NOTIFICATION'],
  ['client radiology connect', 26, 'The number of a server is missing.'],
  ['client radiology explode', 18, '“explode” does not belong here.'],
  ['client radiology kil', 18, 'Did you mean “kill”?'],
  ['client crash kill', 8, 'A client cannot be called “crash”'],
  ['3: ls /', 1, '“3” is not a client’s name'],
  ['radiology:', 11, 'After “radiology:” a zkCli command is missing'],
  ['radiology: # nothing', 12, 'After “radiology:” a zkCli command is missing'],
  ['radiology recipe lock p', 23, 'Path must start with / character'],
  ['load 4 clients', 16, 'A number is missing.'],
  ['load 999 clients 5 per second', 6, 'write a whole number from 0 to 100.'],
  ['run until doomsday', 11, 'Nothing can be awaited that is called “doomsday”.'],
  ['run 99999999999', 5, 'write milliseconds from 0 to 86400000.'],
  ['x'.repeat(4097), 4097, 'A line has at most 4096 characters.'],
];

test.each(WRONG)('%s is refused at column %i', (line, where, says) => {
  const parsed = parseScriptLine(line);
  if (!isParseError(parsed)) throw new Error(`taken: ${JSON.stringify(parsed)}`);
  expect(complain(parsed, 'en')).toContain(says);
  expect(parsed.where).toBe(where);
  for (const language of LANGUAGES) expect(complain(parsed, language)).not.toMatch(/[{}]/);
});
