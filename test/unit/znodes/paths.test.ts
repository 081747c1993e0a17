import { describe, expect, test } from 'vitest';
import { childPath, clientRefusal, nameOf, parentOf } from '../../../src/model/index.ts';
import { isValidPath } from '../../../src/znodes/index.ts';

describe('paths', () => {
  test.each([
    ['', 'Path length must be > 0'],
    ['a', 'Path must start with / character'],
    ['/a/', 'Path must not end with / character'],
    ['//a', 'Invalid path string "//a" caused by empty node name specified @1'],
    ['/a//b', 'Invalid path string "/a//b" caused by empty node name specified @3'],
    ['/a/./b', 'Invalid path string "/a/./b" caused by relative paths not allowed @3'],
    ['/a/../b', 'Invalid path string "/a/../b" caused by relative paths not allowed @4'],
    ['/..', 'Invalid path string "/.." caused by relative paths not allowed @2'],
    ['/a\0', 'Invalid path string "/a\0" caused by null character not allowed @2'],
    ['/a\u0001', 'Invalid path string "/a\u0001" caused by invalid character @2'],
    ['/\u{1f600}', 'Invalid path string "/\u{1f600}" caused by invalid character @1'],
    ['/', null],
    ['/a', null],
    ['/.a', null],
    ['/a.', null],
    ['/...', null],
    ['/a b', null],
    ['/\ud7ff\uffef', null],
  ])('%j is refused with %j', (path, sentence) => {
    expect(clientRefusal(path)).toBe(sentence);
    expect(isValidPath(path)).toBe(sentence === null);
  });

  test('a sequential create is judged with a digit appended', () => {
    expect(clientRefusal('/a/', true)).toBe(null);
    expect(clientRefusal('a', true)).toBe('Path must start with / character');
  });

  test.each([
    ['/', '/', ''],
    ['/a', '/', 'a'],
    ['/a/b', '/a', 'b'],
  ])('%s has the parent %s and the name %s', (path, parent, name) => {
    expect([parentOf(path), nameOf(path)]).toEqual([parent, name]);
    if (path !== '/') expect(childPath(parent, name)).toBe(path);
  });
});
