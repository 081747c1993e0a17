import { expect, test } from 'vitest';
import type { TranscriptEntry } from '../../../src/client/index.ts';
import { ZERO } from '../../../src/model/index.ts';
import { linesOfEntry } from '../../../src/views/console/lines.ts';

const OP = { type: 'getChildren2', path: '/', watch: false } as const;

const STAT = {
  ...{ czxid: ZERO, mzxid: ZERO, pzxid: ZERO, ctime: 0, mtime: 0, version: 0, cversion: 0 },
  ...{ aversion: 0, ephemeralOwner: '0x0', dataLength: 0, numChildren: 2 },
};

function answered(
  line: string,
  code: 'OK' | 'NONODE',
  children: readonly string[],
): TranscriptEntry {
  const body = { type: 'children', children, stat: STAT } as const;
  const reply = { cxid: 1, zxid: ZERO, code, body: code === 'OK' ? body : null };
  return { type: 'answered', at: 0, line, op: OP, reply };
}

const ASKED: TranscriptEntry = {
  ...{ type: 'typed', at: 0, number: 0, line: 'ls /' },
  program: { type: 'ask', op: OP },
};

test('an answer is printed as zkCli prints it, a failure in its own way', () => {
  expect(linesOfEntry(ASKED)).toEqual([{ kind: 'in', text: 'ls /' }]);
  expect(linesOfEntry(answered('ls /', 'OK', ['a', 'zookeeper']))).toEqual([
    { kind: 'out', text: '[a, zookeeper]' },
  ]);
  const [failure] = linesOfEntry(answered('ls /', 'NONODE', []));
  expect(failure?.kind).toBe('failed');
  expect(failure?.text).toContain('Node does not exist');
});

test('what the line asked for decides what is printed', () => {
  const texts = linesOfEntry(answered('ls -s /', 'OK', ['a'])).map((line) => line.text);
  expect(texts[0]).toBe('[a]');
  expect(texts).toContain('numChildren = 2');
});

test('notices of watches and of the session', () => {
  const to = ['default'];
  const fired = { type: 'NodeCreated', path: '/a' } as const;
  const lines = linesOfEntry({ type: 'event', at: 0, event: fired, state: 'SyncConnected', to });
  expect(lines.map((line) => line.text).join('\n')).toContain('type:NodeCreated path:/a');
  const told = linesOfEntry({ type: 'session', at: 0, state: 'Expired', to });
  expect(told.every((line) => line.kind === 'out')).toBe(true);
});
