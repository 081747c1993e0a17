/** What callers and watchers of the real client library saw, line by line. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayJavaClient } from '../../src/headless/conformance/javaclient.ts';
import { compareBlock } from '../../src/headless/conformance/javaclient-compare.ts';
import { casesOf, isJavaClient } from '../../src/headless/conformance/javaclient-format.ts';

const folder = join(import.meta.dirname, 'javaclient');
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** The first file with one line changed. */
function changed(from: string, to: string): ReturnType<typeof replayJavaClient> {
  const text = read('observations.txt');
  expect(text).toContain(from);
  return replayJavaClient(text.replace(from, to));
}

describe('our client does what the real library does', () => {
  test('nothing is missing', () => {
    const blocks = files.flatMap((file) => casesOf(read(file)).flatMap((one) => one.blocks));
    expect(files.length).toBeGreaterThanOrEqual(10);
    expect(blocks.length).toBeGreaterThanOrEqual(830);
    expect(blocks.filter(({ lines }) => lines.length > 0).length).toBeGreaterThanOrEqual(830);
  });

  test.each(files)('%s', (file) => {
    expect(isJavaClient(read(file))).toBe(true);
    expect(replayJavaClient(read(file))).toEqual([]);
  });
});

describe('a disagreement', () => {
  test.each([
    ['in what is returned', 'returned Stat(version=2)', 'returned Stat(version=9)'],
    ['in a watcher that is not called', 'x: NodeDeleted', 'y: NodeDeleted'],
    ['in the order of callbacks', 'cb delete rc=NONODE\ncb getChildren rc=0 []', 'cb delete rc=0'],
    ['in an event of the session', 'y: None Closed null', 'y: None Expired null'],
    ['in results', 'ErrorResult -103', 'ErrorResult -101'],
  ])('%s is told', (_, from, to) => {
    expect(changed(from, to)).toHaveLength(1);
  });

  test('says in which case, and after what call', () => {
    expect(changed('threw BadArgumentsException', 'threw NoNodeException')).toMatchObject([
      { where: '12 paths refused by the client itself: z.delete /: the caller' },
    ]);
  });

  test('is an event after the return that came before it, not the other way round', () => {
    const event = { by: 'z', text: 'x: NodeCreated SyncConnected /a' };
    const returned = { by: null, text: 'returned /a' };
    expect(compareBlock('', [event, returned], [returned, event], 'z')).toHaveLength(1);
    expect(compareBlock('', [returned, event], [event, returned], 'z')).toEqual([]);
    // Another handle's thread is free.
    expect(compareBlock('', [event, returned], [returned, event], 'w')).toEqual([]);
  });
});
