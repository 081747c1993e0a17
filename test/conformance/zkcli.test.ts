/** What zkCli printed at a real ensemble of three, line by line. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayTranscript } from '../../src/headless/conformance/zkcli.ts';
import { exchangesOf, HeldBack } from '../../src/headless/conformance/zkcli-text.ts';

const folder = join(import.meta.dirname, 'zkcli');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const transcriptsIn = (path: string) =>
  readdirSync(join(folder, path))
    .filter((file) => file.endsWith('.txt'))
    .map((file) => join(path, file));
const files = [...transcriptsIn('.'), ...transcriptsIn('own')];

describe('zkCli prints what the real one prints', () => {
  test('there are transcripts', () => {
    expect(files.length).toBeGreaterThanOrEqual(34);
  });

  test.each(files)('%s', (file) => {
    expect(exchangesOf(read(file)).length).toBeGreaterThan(1);
    expect(replayTranscript(read(file))).toEqual([]);
  });

  test('what it would not print is told, with the line that was typed', () => {
    const text = read('tutorial.txt').replace(/^Created |^! Created /m, '! Made ');
    expect(text).not.toBe(read('tutorial.txt'));
    expect(replayTranscript(text)).toMatchObject([
      { where: expect.stringMatching(/^create /), expected: expect.stringContaining('Made') },
    ]);
  });

  test('text without the end of a line may have been heard with the next line', () => {
    const complaint = 'KeeperErrorCode = NoAuth for /p';
    const heldBack = new HeldBack();
    expect(heldBack.putBack([], [complaint])).toEqual([complaint]);
    expect(heldBack.putBack(['! Created /p/c'], ['! Created /p/c'])).toEqual(['! Created /p/c']);
    expect(heldBack.putBack([`${complaint}x`, 'y'], ['x', 'y'])).toEqual(['x', 'y']);
    expect(heldBack.putBack([`${complaint}x`], ['x'])).toEqual([`${complaint}x`]);
  });

  test('a text that is no session is refused', () => {
    expect(() => replayTranscript('===== srvr\n')).toThrow('shapes only');
  });
});
