import { describe, expect, test } from 'vitest';
import type { TranscriptEntry } from '../../../src/client/index.ts';
import { NEW_SHELL } from '../../../src/client/shell/index.ts';
import { append, emptyLog } from '../../../src/lib/index.ts';
import { COMMAND_NAMES } from '../../../src/script/index.ts';
import {
  consoleModel,
  freeName,
  hintFor,
  linesOf,
  recalled,
  typed,
} from '../../../src/views/console/model.ts';
import { client, world } from './inspector-world.ts';

function line(text: string, number: number): TranscriptEntry {
  const op = { type: 'getChildren', path: '/', watch: false } as const;
  return { type: 'typed', at: 0, number, line: text, program: { type: 'ask', op } };
}

describe('the console', () => {
  const transcript = append(append(emptyLog<TranscriptEntry>(), line('ls /', 1)), line('ls /a', 2));
  const of = world(
    [],
    [client('a', { transcript, sent: [{ cxid: 2, asker: 'console' } as never] }), client('b')],
  );

  test('the transcript of one client, and what it waits for', () => {
    const { items, clients, waiting } = consoleModel(of, 'a');
    expect(items.map((item) => [item.key, item.entry.type === 'typed' && item.entry.line])).toEqual(
      [
        [0, 'ls /'],
        [1, 'ls /a'],
      ],
    );
    expect(clients.map((one) => one.name)).toEqual(['a', 'b']);
    expect([waiting, consoleModel(of, 'b').waiting]).toEqual([1, 0]);
  });

  test('only the end of a long transcript is in the page', () => {
    let long = emptyLog<TranscriptEntry>();
    for (let i = 0; i < 500; i++) long = append(long, line(`ls /${i}`, i));
    const { items } = consoleModel(world([], [client('a', { transcript: long })]), 'a');
    expect([items.length, items[0]?.key, items.at(-1)?.key]).toEqual([200, 300, 499]);
  });

  test('a client that is not there has no transcript', () => {
    expect(consoleModel(of, 'nobody')).toMatchObject({ client: null, items: [] });
  });

  test.each([
    ['crash 3', 'crash'],
    [' partition 1,2 | 3', 'partition'],
    ['hold ACK 1 -> 3', 'hold'],
    ['run until leader', 'run'],
    ['b: create /x', 'b:'],
    ['c: create /x', null],
    ['ruok', 'ruok'],
    ['create /crash 3', null],
    ['crashed 3', null],
    ['', null],
  ])('%j: what is said beside the answer is about %j', (typed, word) => {
    expect(hintFor(of, typed)?.facts.word ?? null).toBe(word);
  });

  test('what zkCli has is for zkCli', () => {
    const any = () => ({ word: 'wipe', name: 'Wipe the disk' });
    expect(COMMAND_NAMES.filter((name) => hintFor(of, `${name} /a`, any) !== null)).toEqual([]);
    expect(hintFor(of, 'erase 3', any)).toEqual({
      key: 'inspector.console.forPalette',
      facts: any(),
    });
    expect(hintFor(of, 'wipe 3', any)?.key).toBe('inspector.console.forEnsemble');
    expect(hintFor(of, 'b recipe release')).toEqual({
      key: 'inspector.console.forEnsemble',
      facts: { word: 'b', line: 'b recipe release' },
    });
  });

  test('the first free name', () => {
    expect(freeName(of, 'console')).toBe('console');
    expect(freeName(of, 'a')).toBe('a2');
  });
});

test.each([
  ['  ', { kind: 'nothing' }],
  ['/crash 3', { kind: 'script', line: 'crash 3' }],
  ['stat', { kind: 'command', line: 'stat' }],
  ['stat /a', { kind: 'command', line: 'stat /a' }],
  [' ls / ', { kind: 'command', line: ' ls / ' }],
  ['4lw stat', { kind: 'fourLetterWord', word: 'stat', address: null }],
  ['4lw ruok 2', { kind: 'fourLetterWord', word: 'ruok', address: '2' }],
  ['4lw', { kind: 'command', line: '4lw' }],
  ['echo ruok|nc server1 2181', { kind: 'fourLetterWord', word: 'ruok', address: 'server1:2181' }],
])('what "%s" is for', (text, meaning) => {
  expect(typed(text)).toEqual(meaning);
});

test('pasted lines', () => {
  expect(linesOf('ls /\r\n\n  create /a x\n')).toEqual(['ls /', '  create /a x']);
  const copied = '[zk: localhost:2181(CONNECTED) 3] ls /\n[zk: a:1,b:2(CONNECTING) 12] get /a\n[a]';
  expect(linesOf(copied)).toEqual(['ls /', 'get /a', '[a]']);
  expect(linesOf('[zk: localhost:2181(CONNECTED) 4] ')).toEqual([]);
});

test('arrow keys go back through what was typed', () => {
  expect([0, 1, 2, 3].map((at) => recalled(['one', 'two'], at))).toEqual(['', 'two', 'one', '']);
});

test('a shell that is at work, and the lines behind it, are waited for', () => {
  const shell = { ...NEW_SHELL, busy: {} as never, waiting: [{} as never, {} as never] };
  expect(consoleModel(world([], [client('a', { shell })]), 'a').waiting).toBe(3);
});
