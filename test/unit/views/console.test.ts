import { describe, expect, test } from 'vitest';
import type { TranscriptEntry } from '../../../src/client/index.ts';
import { append, emptyLog } from '../../../src/lib/index.ts';
import {
  consoleModel,
  freeName,
  type LocalLine,
  linesOf,
  recalled,
  typed,
} from '../../../src/views/console/model.ts';
import { client, world } from './inspector-world.ts';

function line(text: string, cxid: number): TranscriptEntry {
  return { type: 'typed', at: 0, line: text, cxid };
}

describe('the console', () => {
  const transcript = append(append(emptyLog<TranscriptEntry>(), line('ls /', 1)), line('ls /a', 2));
  const of = world(
    [],
    [client('a', { transcript, sent: [{ cxid: 2, asker: 'console' } as never] }), client('b')],
  );

  test('what was answered, and what stayed in the page, in the order in which it happened', () => {
    const local = (after: number, name: string): LocalLine => ({
      ...{ client: name, after, line: `bad ${after}`, says: 'no' },
    });
    const { items, clients, waiting } = consoleModel(of, 'a', [
      local(1, 'a'),
      local(1, 'b'),
      local(9, 'a'),
    ]);
    const words = items.map((item) =>
      item.kind === 'local' ? item.local.line : item.entry.type === 'typed' && item.entry.line,
    );
    expect(words).toEqual(['ls /', 'bad 1', 'ls /a', 'bad 9']);
    expect(new Set(items.map((item) => item.key)).size).toBe(4);
    expect(clients.map((one) => one.name)).toEqual(['a', 'b']);
    expect(waiting).toBe(1);
  });

  test('a client that is not there has no transcript', () => {
    expect(consoleModel(of, 'nobody', [])).toMatchObject({ client: null, items: [] });
  });

  test('the first free name', () => {
    expect(freeName(of, 'console')).toBe('console');
    expect(freeName(of, 'a')).toBe('a2');
  });
});

test.each([
  ['  ', { kind: 'nothing' }],
  ['/crash 3', { kind: 'script', line: 'crash 3' }],
  ['stat', { kind: 'fourLetterWord', word: 'stat' }],
  ['stat /a', { kind: 'command', line: 'stat /a' }],
  [' ls / ', { kind: 'command', line: 'ls /' }],
])('what "%s" is for', (text, meaning) => {
  expect(typed(text)).toEqual(meaning);
});

test('pasted lines', () => {
  expect(linesOf('ls /\r\n\n  create /a x\n')).toEqual(['ls /', '  create /a x']);
});

test('arrow keys go back through what was typed', () => {
  expect([0, 1, 2, 3].map((at) => recalled(['one', 'two'], at))).toEqual(['', 'two', 'one', '']);
});
